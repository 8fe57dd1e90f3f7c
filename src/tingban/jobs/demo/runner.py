"""Building the demo: one stage on which twenty weeks pass."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tingban.actions.audit.staff import temporary_password
from tingban.jobs.demo import (
    at_the_door,
    cases,
    credit_scenes,
    exit_scenes,
    field_work,
    fridays,
    happenings,
    letters,
    measure_scenes,
    measures,
    penalty_scenes,
    people,
    sanctions,
    scenes,
    slips,
    world,
)
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.history import History
from tingban.jobs.demo.people import Login, Staff
from tingban.jobs.demo.stage import Stage
from tingban.jobs.demo.world import Registers, Row
from tingban.reads.overview import handles
from tingban.rules.actors import SYSTEM
from tingban.rules.errors import Conflict

SEED: Final = 42
# Days before it came by file; from then on clerks work on the platform itself.
FIRST_DAY: Final = date(2024, 9, 20)
FOUNDED: Final = datetime(2024, 5, 20, 9, tzinfo=ZONE)
# A Friday morning in the twentieth week, two and a half hours before noon.
NOW: Final = datetime(2024, 10, 11, 9, 30, tzinfo=ZONE)
Seen = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What stands when it is done."""

    logins: tuple[Login, ...]
    password: str
    acts: int
    now: datetime
    # The company's way in without a login: its order, its address, what is asked there.
    link: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {
            "now": self.now.isoformat(),
            "acts": self.acts,
            "password": self.password,
            "logins": [asdict(login) for login in self.logins],
            "link": self.link,
        }


def check_empty() -> None:
    """Refuse where anybody or anything was entered."""
    if handles.is_in_use(actor=SYSTEM):
        raise Conflict("这里已经有数据，演示数据只能装入空的系统。")


def build(*, home: Path, seed: int = SEED, seen: Seen = lambda _: None) -> Demo:
    """Fill an empty installation; refused where anything stands already."""
    check_empty()
    rng = random.Random(seed)  # noqa: S311 -- a story, not a secret
    registers = world.build(rng)
    sheets, told = _write_the_play(rng, registers)
    password = temporary_password()
    staff = people.hire(rng, password, FOUNDED)
    leaving = exit_scenes.places(_of_the_street(registers, staff), _leaving(sheets))
    with TemporaryDirectory(dir=home) as folder:
        history = History(Path(folder), staff, sheets, FIRST_DAY)
        history.registers(registers, FOUNDED + timedelta(hours=2))
        stage = Stage()
        daily = _set(stage, rng, staff, registers, (sheets, told), history)
        door = at_the_door.plan(daily, registers, password, FOUNDED)
        voting = exit_scenes.plan(daily, leaving)
        unit = (voting.code, f"{voting.name}业主委员会")
        _, owner = people.hire_owners("yezhu", unit, voting.county, password, FOUNDED)
        acts = stage.play(NOW, lambda moment: seen((moment - FOUNDED) / (NOW - FOUNDED)))
    return Demo((*staff.logins, door.login, owner), password, acts, NOW, door.link(NOW))


def _of_the_street(registers: Registers, staff: Staff) -> list[world.Estate]:
    """Estates with a company in the area of the street office."""
    township = staff.street.unit_code.rpartition("-")[2]
    return [it for it in registers.estates if it.uscc and it.code.startswith(township)]


def _leaving(sheets: dict[str, list[Row]]) -> set[object]:
    """Communities whose company leaves by the plan."""
    return {row["小区编码"] for row in sheets["企业退出"]}


def _write_the_play(
    rng: random.Random, registers: Registers
) -> tuple[dict[str, list[Row]], list[tuple[str, Row]]]:
    """All rows of the campaign, and the complaints with the unit of each."""
    story = happenings.tell(rng, registers)
    measures.tell(rng, registers, story)
    told = letters.tell(rng, registers)
    story.sheets["登记办理台账"] = [row for _, row in told]
    return story.sheets, told


def _set(
    stage: Stage,
    rng: random.Random,
    staff: Staff,
    registers: Registers,
    play: tuple[dict[str, list[Row]], list[tuple[str, Row]]],
    history: History,
) -> Daily:
    sheets, told = play
    daily = Daily(rng, staff, stage, FIRST_DAY)
    estates = {estate.code: estate for estate in registers.estates}
    daily.ordered = Counter(
        estates[_first_community(sheets, row)].county for row in sheets["责令整改"]
    )
    fridays.plan(daily, history, until=NOW)
    field_work.plan(daily, sheets)
    field_work.plan_clock(daily, NOW)
    managed = sorted(estate.code for estate in registers.estates if estate.uscc)
    field_work.plan_clues(daily, managed, NOW)
    sanctions.plan(daily, sheets)
    credit_scenes.plan(daily, sheets)
    cases.plan(daily, told, estates)
    ours = [it for it in registers.estates if it.county == scenes.COUNTY and it.uscc]
    scenes.plan(daily, ours[-len(scenes.PLAYS) :])
    slips.plan(daily, ours)
    measure_scenes.plan(daily, ours[20:])
    penalty_scenes.plan(daily, ours[6:], sheets)
    return daily


def _first_community(sheets: dict[str, list[Row]], order: Row) -> str:
    number = str(order["问题编号"]).split("、")[0]
    return next(str(row["小区编码"]) for row in sheets["问题清单"] if row["问题编号"] == number)
