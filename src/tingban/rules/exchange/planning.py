"""What becomes of each row of a foreign register: created, known already, or left out and why.

A register of property sites mixes companies with developers, has areas in its own words, and
writes one estate twice. Nothing is guessed silently: every row and every company is accounted for.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from tingban.kit.text import fold
from tingban.rules.areas import AREA_BY_CODE, area_mentioned, area_proposed
from tingban.rules.exchange import cells
from tingban.rules.exchange.mapping import Meaning, SourceRow
from tingban.rules.registry import MANAGEMENT_MODES, ManagementMode
from tingban.rules.registry.names import (
    community_key,
    company_key,
    is_company_name,
    is_developer,
    tidy,
)

T = TypeVar("T")
HERE: Final = "运城"
LONGEST: Final = 96
# What a clerk chose for an area word that is none of ours.
LEAVE_OUT: Final = "-"
_NO_FEE: Final = re.compile(r"^0+(?:\.0+)?(?=\D|$)")


class Fate(StrEnum):
    """What becomes of a row or of a company."""

    NEW = "new"
    KNOWN = "known"
    LEFT = "left"


FATE_LABELS: Final[dict[Fate, str]] = {
    Fate.NEW: "新登记",
    Fate.KNOWN: "已有",
    Fate.LEFT: "不导入",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is registered already: communities by county and name key, companies by name key."""

    communities: Mapping[tuple[str, str], tuple[str, ...]]
    companies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file with its fate; `note` says which, or why."""

    number: int
    name: str
    county: str
    fate: Fate
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedCompany:
    """One company or developer as the file writes it."""

    name: str
    fate: Fate
    note: str


@dataclass(slots=True)
class PlannedCommunity:
    """A community that will be registered, from one row or several that say the same name."""

    county: str
    name: str
    number: int
    street: str | None = None
    address: str | None = None
    management: str | None = None
    households: int | None = None
    exclusive_area: Decimal | None = None
    owners: int | None = None
    company: str | None = None
    starts_on: date | None = None
    fee: str | None = None


@dataclass(slots=True)
class Plan:
    """The whole register with its fates."""

    rows: list[PlannedRow] = field(default_factory=list)
    communities: dict[tuple[str, str], PlannedCommunity] = field(default_factory=dict)
    companies: dict[str, PlannedCompany] = field(default_factory=dict)

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return sum(1 for row in self.rows if row.fate is fate)

    def reasons(self) -> dict[str, int]:
        """Why rows are left out, the most frequent first."""
        found: dict[str, int] = {}
        for row in self.rows:
            if row.fate is Fate.LEFT:
                found[row.note] = found.get(row.note, 0) + 1
        return dict(sorted(found.items(), key=lambda it: -it[1]))

    @property
    def new_companies(self) -> list[str]:
        """The companies that will be registered as 待补."""
        return [it.name for it in self.companies.values() if it.fate is Fate.NEW]


def area_word(row: SourceRow) -> str:
    """The area as the row writes it, for comparing."""
    return fold(row.get(Meaning.AREA))


def area_guess(word: str) -> str:
    """The county that an area word seems to mean, empty where it does not tell."""
    area = area_proposed(word) if word else None
    return area.code if area is not None and not area.is_city else ""


def area_words(rows: Sequence[SourceRow]) -> dict[str, int]:
    """The area words that need a county, with how many rows say so, the most frequent first."""
    found: dict[str, int] = {}
    for row in rows:
        if not _is_elsewhere(row) and (area_word(row) or not _from_address(row)):
            found[area_word(row)] = found.get(area_word(row), 0) + 1
    return dict(sorted(found.items(), key=lambda it: -it[1]))


def _is_elsewhere(row: SourceRow) -> bool:
    city = fold(row.get(Meaning.CITY))
    return bool(city) and HERE not in city


def _from_address(row: SourceRow) -> str:
    """A county that the address begins with or names in full: 盐湖-盐湖-禹都大道."""
    address = row.get(Meaning.ADDRESS)
    begin, dash, _ = address.partition("-")
    area = area_proposed(begin) if dash else area_mentioned(address)
    return area.code if area is not None and not area.is_city else ""


def plan(
    rows: Sequence[SourceRow],
    *,
    areas: Mapping[str, str],
    known: Known,
    writes: Callable[[str], bool],
) -> Plan:
    """Decide about every row; `areas` are the clerk's choices, `writes` whose counties are hers."""
    made = Plan()
    for row in rows:
        name = tidy(row.get(Meaning.NAME))
        county = _county(row, areas)
        note = _left_out(row, name, county, writes)
        if note:
            made.rows.append(PlannedRow(row.number, name, county, Fate.LEFT, note))
        else:
            _place(made, row, name, county, known)
        _company(made, row, known, is_left=bool(note))
    return made


def _county(row: SourceRow, areas: Mapping[str, str]) -> str:
    word = area_word(row)
    if not word:
        return _from_address(row) or areas.get("", "").replace(LEAVE_OUT, "")
    return areas.get(word, area_guess(word)).replace(LEAVE_OUT, "")


def _left_out(row: SourceRow, name: str, county: str, writes: Callable[[str], bool]) -> str:
    """Why the row cannot be taken, empty where it can."""
    if not community_key(name):
        return "没有小区名称"
    if len(name) > LONGEST:
        return f"小区名称超过 {LONGEST} 个字"
    if _is_elsewhere(row):
        return f"不是{HERE}市的（{row.get(Meaning.CITY)}）"
    if county not in AREA_BY_CODE:
        word = row.get(Meaning.AREA)
        return f"区域“{word}”没有对应的县(市、区)" if word else "没有写区域"
    if not writes(county):
        return f"属于{AREA_BY_CODE[county].name}，不在您的辖区内"
    return ""


def _place(made: Plan, row: SourceRow, name: str, county: str, known: Known) -> None:
    """The row's community is known, stands in an earlier row, or is new."""
    key = (county, community_key(name))
    codes = known.communities.get(key, ())
    if codes:
        note = f"小区 {codes[0]}" if len(codes) == 1 else f"有 {len(codes)} 个同名小区，请核对"
        made.rows.append(PlannedRow(row.number, name, county, Fate.KNOWN, note))
        return
    earlier = made.communities.get(key)
    if earlier is None:
        made.communities[key] = earlier = PlannedCommunity(county, name, row.number)
        made.rows.append(PlannedRow(row.number, name, county, Fate.NEW))
    else:
        note = f"与第 {earlier.number} 行是同一个小区"
        made.rows.append(PlannedRow(row.number, name, county, Fate.KNOWN, note))
    _fill(earlier, row)


def _fill(community: PlannedCommunity, row: SourceRow) -> None:
    """What earlier rows of the community did not say."""
    told: dict[str, object] = {
        "street": row.get(Meaning.STREET)[:48] or None,
        "address": row.get(Meaning.ADDRESS)[:200] or None,
        "management": _management(row),
        "households": _read(cells.whole(), row.get(Meaning.HOUSEHOLDS)),
        "exclusive_area": _read(cells.amount(12), row.get(Meaning.EXCLUSIVE_AREA)),
        "owners": _read(cells.whole(), row.get(Meaning.OWNERS)),
        "company": service_company(row) or None,
        "starts_on": _read(cells.day, row.get(Meaning.STARTS_ON)),
        "fee": _fee(row),
    }
    for name, value in told.items():
        if getattr(community, name) in (None, 0) and value is not None:
            setattr(community, name, value)


def _read(read: Callable[[str], object], text: str) -> object:
    """A number or day where the cell holds one; property sites write 不详 where it does not."""
    try:
        return read(text) if text else None
    except cells.Unfit:
        return None


def _fee(row: SourceRow) -> str | None:
    """收费标准; 0.00 元 means that the site does not know."""
    text = row.get(Meaning.FEE)[:48]
    return text if text and not _NO_FEE.match(text) else None


def _management(row: SourceRow) -> str | None:
    for text in (row.get(Meaning.MANAGEMENT), row.get(Meaning.COMPANY)):
        mode = MANAGEMENT_MODES.find(text) if text else None
        if mode is not None:
            return mode.value
    return ManagementMode.COMPANY.value if service_company(row) else None


def service_company(row: SourceRow) -> str:
    """The service company that the row names, empty where it names none or a developer."""
    text = tidy(row.get(Meaning.COMPANY))
    if not text or _why_no_company(row, text):
        return ""
    return text


def _why_no_company(row: SourceRow, text: str) -> str:
    if MANAGEMENT_MODES.find(text) is not None or not is_company_name(text):
        return "不是企业名称，只用来判断管理方式"
    developer = row.get(Meaning.DEVELOPER)
    if is_developer(text):
        return "是开发企业，不作为物业企业登记"
    if developer and company_key(developer) == company_key(text) and "物业" not in text:
        return "与开发企业同名，不作为物业企业登记"
    return f"企业名称超过 {LONGEST} 个字" if len(text) > LONGEST else ""


def _company(made: Plan, row: SourceRow, known: Known, *, is_left: bool) -> None:
    """Every company that a row names is accounted for once; a taken row outweighs a left one."""
    text = tidy(row.get(Meaning.COMPANY))
    key = company_key(text)
    standing = made.companies.get(key)
    if not key or (standing is not None and standing.fate is not Fate.LEFT):
        return
    reason = _why_no_company(row, text)
    if reason or is_left:
        why = reason or "所在的行没有导入"
        made.companies[key] = PlannedCompany(text, Fate.LEFT, why)
    elif key in known.companies:
        note = f"已登记：{known.companies[key]}"
        made.companies[key] = PlannedCompany(text, Fate.KNOWN, note)
    else:
        note = "按“待补”登记，补上统一社会信用代码后计入企业数"
        made.companies[key] = PlannedCompany(text, Fate.NEW, note)
