"""The offices of the demo and the invented people in them; one password for all."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher

from tingban.actions.audit import staff
from tingban.jobs.demo.names import person
from tingban.rules.actors import ROLE_LABELS, SYSTEM, Actor, Role
from tingban.rules.areas import AREA_BY_CODE, CITY

COUNTY_NAMES: Final = {
    "140802": "yanhu", "140881": "yongji", "140882": "hejin", "140822": "wanrong",
    "140824": "jishan", "140825": "xinjiang", "140826": "jiangxian", "140827": "yuanqu",
    "140823": "wenxi", "140829": "pinglu", "140828": "xiaxian", "140821": "linyi",
    "140830": "ruicheng",
}  # fmt: skip
_SINCE: Final = date(2024, 5, 20)
_CITY_PEOPLE: Final = (
    ("shi.jb", Role.M_OP, "zj-140800", "运城市住房和城乡建设局"),
    ("shi.jb2", Role.M_OP, "zj-140800", "运城市住房和城乡建设局"),
    ("shi.fz", Role.M_LD, "zj-140800", "运城市住房和城乡建设局"),
    ("xinfang", Role.M_XF, "zj-140800", "运城市住房和城乡建设局"),
    ("sheng", Role.PROV, "st-140800", "省住房和城乡建设厅"),
    ("jijian", Role.JJ, "jj-140800", "派驻纪检监察组"),
    ("shenji", Role.AUD, "zj-140800", "运城市住房和城乡建设局"),
    ("guanli", Role.SYS, "zj-140800", "运城市住房和城乡建设局"),
    ("fagui", Role.M_LAW, "zj-140800", "运城市住房和城乡建设局"),
)
# One county has shown who else works there: an officer who serves orders, a street office.
_COUNTY_PEOPLE: Final = (("yanhu.jd", Role.STR, "jd-140802001", "中城街道办事处", "140802"),)
# KiB of memory, where a real password takes 100 MiB.
_LIGHT: Final = 1024
_KINDS: Final = {
    "zj": "县局", "st": "省厅", "jj": "纪检", "jd": "街道", "91": "企业", "14": "业主组织",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    """One line of what `tingban demo` prints."""

    username: str
    role: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Who does the acts of the demo."""

    clerks: dict[str, Actor]
    heads: dict[str, Actor]
    officers: dict[str, Actor]
    second_clerk: Actor
    counsel: Actor
    street: Actor
    logins: tuple[Login, ...]

    @property
    def city_clerk(self) -> Actor:
        """市级经办, who collects the files and reviews."""
        return self.clerks[CITY]

    @property
    def city_head(self) -> Actor:
        """市级负责人, who freezes."""
        return self.heads[CITY]


class Office:
    """Makes units, users and posts through the acts of the system administrator."""

    def __init__(self, rng: random.Random, password: str, at: datetime) -> None:
        self._rng = rng
        self._password = password
        self._at = at
        self._units: set[str] = set()
        self.logins: list[Login] = []

    def hire(self, username: str, role: Role, unit: tuple[str, str], area: str) -> Actor:
        """A person in a post."""
        self._found(unit, area)
        name = person(self._rng)
        with lightly_hashed():
            user_id = staff.add_user(
                username=username, name=name, password=self._password, must_change=False,
                actor=SYSTEM, at=self._at,
            )  # fmt: skip
        term = staff.Term(unit_code=unit[0], role=role, valid_from=_SINCE)
        staff.give_post(user_id=user_id, term=term, actor=SYSTEM, at=self._at)
        self.logins.append(Login(username, ROLE_LABELS[role], name, unit[1]))
        return Actor(
            user_id=user_id, name=name, role=role, unit_code=unit[0], unit_name=unit[1],
            area_code=area, ip="127.0.0.1",
        )  # fmt: skip

    def _found(self, unit: tuple[str, str], area: str) -> None:
        code, name = unit
        if code not in self._units:
            self._units.add(code)
            staff.add_unit(
                code=code, name=name, kind="市局" if code == f"zj-{CITY}" else _KINDS[code[:2]],
                area_code=area,
                actor=SYSTEM, at=self._at,
            )  # fmt: skip


@contextmanager
def lightly_hashed() -> Iterator[None]:
    """A password that is printed for everybody to read need not cost half a minute to guess at.

    It is salted and hashed as ever, with less memory and in one pass; whoever sets another later
    has it hashed in earnest.
    """
    hasher = get_hasher()
    if not isinstance(hasher, Argon2PasswordHasher):
        yield
        return
    kept = hasher.time_cost, hasher.memory_cost, hasher.parallelism
    hasher.time_cost, hasher.memory_cost, hasher.parallelism = 1, _LIGHT, 1
    try:
        yield
    finally:
        hasher.time_cost, hasher.memory_cost, hasher.parallelism = kept


def hire(rng: random.Random, password: str, at: datetime) -> Staff:
    """Everybody: a clerk, a head and an officer in each county, and the city's posts."""
    office = Office(rng, password, at)
    clerks: dict[str, Actor] = {}
    heads: dict[str, Actor] = {}
    officers: dict[str, Actor] = {}
    for code, spelling in COUNTY_NAMES.items():
        unit = (f"zj-{code}", f"{AREA_BY_CODE[code].full_name}住房和城乡建设局")
        clerks[code] = office.hire(f"{spelling}.jb", Role.C_OP, unit, code)
        heads[code] = office.hire(f"{spelling}.fz", Role.C_LD, unit, code)
        officers[code] = office.hire(f"{spelling}.zf", Role.C_ENF, unit, code)
    city = {
        username: office.hire(username, role, (unit, name), CITY)
        for username, role, unit, name in _CITY_PEOPLE
    }
    street = next(
        office.hire(username, role, (office_code, name), area)
        for username, role, office_code, name, area in _COUNTY_PEOPLE
    )
    clerks[CITY], heads[CITY] = city["shi.jb"], city["shi.fz"]
    return Staff(
        clerks, heads, officers, city["shi.jb2"], city["fagui"], street, tuple(office.logins)
    )


def hire_company(
    unit: tuple[str, str], area: str, password: str, at: datetime
) -> tuple[Actor, Login]:
    """Somebody of a company, who comes in at its door."""
    office = Office(random.Random(unit[0]), password, at)  # noqa: S311 -- a story, not a secret
    actor = office.hire("qiye", Role.CO, unit, area)
    return actor, office.logins[0]


def hire_owners(
    username: str, unit: tuple[str, str], area: str, password: str, at: datetime
) -> tuple[Actor, Login]:
    """Somebody of an owners' body; its unit bears the code of the community."""
    office = Office(random.Random(unit[0]), password, at)  # noqa: S311 -- a story, not a secret
    actor = office.hire(username, Role.OWN, unit, area)
    return actor, office.logins[0]
