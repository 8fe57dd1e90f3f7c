"""Missions, visits, problems and orders of the demo, through the acts of their pages."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from tingban.actions.inspections import missions, visits
from tingban.actions.rectification import problems
from tingban.jobs.demo import mending
from tingban.jobs.demo.daily import (
    AFTERNOON,
    EARLY,
    EVENING,
    MORNING,
    NOON,
    ZONE,
    Daily,
    Rows,
    day,
    meant,
)
from tingban.jobs.demo.people import COUNTY_NAMES
from tingban.jobs.demo.stage import Act
from tingban.jobs.demo.world import Row
from tingban.rules.areas import CITY, area_by_text
from tingban.rules.inspections import LEVELS, VISIT_KINDS
from tingban.rules.rectification import PROBLEM_SOURCES, Category
from tingban.rules.registry.campaign import YUNCHENG_2024

_ENDINGS: Final = (
    ("完成日期", mending.mend), ("重开日期", mending.relapse), ("再次完成日期", mending.mend),
    ("撤销日期", mending.annul),
)  # fmt: skip
_PUSHED_BEFORE: Final = timedelta(days=5)
_ANSWERED_BEFORE: Final = timedelta(days=2)
_CLUES: Final = 8


def plan(daily: Daily, sheets: dict[str, Rows]) -> None:
    """Put on the stage what happens after the last import."""
    for sheet, column, begin in (
        ("督导任务", "开展日期", plan_mission),
        ("检查记录", "检查日期", plan_visit),
        ("问题清单", "确认日期", plan_problem),
        ("责令整改", "送达日期", plan_order),
    ):
        for row in sheets[sheet]:
            if daily.is_ours(row[column]):
                begin(daily, row)
    ordered = frozenset(
        number for row in sheets["责令整改"] for number in str(row["问题编号"]).split("、")
    )
    for row in sheets["问题清单"]:
        plan_endings(daily, row, ordered)


def plan_mission(daily: Daily, row: Row) -> None:
    """A mission is registered on the morning on which it sets out."""
    county = area_by_text(str(row["县(市、区)"]))
    if county is None:
        raise LookupError("a mission of the demo goes nowhere")
    actor = daily.staff.clerks[CITY if row["组织层级"] == "市" else county.code]
    statement = missions.MissionStatement(
        level=meant(LEVELS, row["组织层级"]),
        county_code=county.code,
        started_on=day(row["开展日期"]),
    )

    def act(at: datetime) -> None:
        number = missions.add_mission(statement=statement, actor=actor, at=at)
        daily.numbers[str(row["任务编号"])] = number

    daily.stage.at(daily.moment(statement.started_on, EARLY), act)


def plan_visit(daily: Daily, row: Row) -> None:
    """A visit is written down on the day itself, by those who organised it."""
    actor = daily.staff.city_clerk if row["组织层级"] == "市" else daily.clerk(row["小区编码"])
    done_on = day(row["检查日期"])

    def act(at: datetime) -> None:
        statement = visits.VisitStatement(
            community_code=str(row["小区编码"]),
            kind=meant(VISIT_KINDS, row["类型"]),
            level=meant(LEVELS, row["组织层级"]),
            done_on=done_on,
            mission_number=daily.number(row["任务编号"]) if row["任务编号"] else "",
        )
        number = visits.add_visit(statement=statement, actor=actor, at=at)
        daily.numbers[str(row["记录编号"])] = number

    daily.stage.at(daily.moment(done_on, MORNING), act)


def plan_problem(daily: Daily, row: Row) -> None:
    """A problem is confirmed in the afternoon, after the visit it came from."""
    confirmed_on = day(row["确认日期"])

    def act(at: datetime) -> None:
        category = Category(str(row["问题类别"]))
        statement = problems.ProblemStatement(
            community_code=str(row["小区编码"]),
            category=category,
            source=meant(PROBLEM_SOURCES, row["来源"]),
            confirmed_on=confirmed_on,
            description=str(row["问题描述"]),
            company_id=daily.company(row["统一社会信用代码"]),
            source_ref=daily.number(row["来源编号"]) if row["来源编号"] else "",
            due_on=min(day(row["整改期限"]), YUNCHENG_2024.ends_on),
            acts=mending.first_act(category),
            evidence=mending.EVIDENCE,
            responsible="项目负责人",
        )
        actor = daily.clerk(row["小区编码"])
        number = problems.add_problem(statement=statement, actor=actor, at=at)
        daily.numbers[str(row["问题编号"])] = number

    daily.stage.at(daily.moment(confirmed_on, NOON), act)


def plan_endings(daily: Daily, row: Row, ordered: frozenset[str]) -> None:
    """Put right, found again, annulled: whatever comes after the last import."""
    number = str(row["问题编号"])
    for column, what in _ENDINGS:
        if not daily.is_ours(row[column]):
            continue
        on = day(row[column])
        if what is mending.mend:
            if number not in ordered:
                _plan_push(daily, row, on)
            _plan_answer(daily, number, on)
        daily.stage.at(daily.moment(on, AFTERNOON), _ending(daily, number, what))


def _plan_answer(daily: Daily, number: str, done_on: date) -> None:
    on = done_on - _ANSWERED_BEFORE
    if on > daily.first_day:
        daily.stage.at(daily.moment(on, EVENING), _ending(daily, number, mending.answer))


def _plan_push(daily: Daily, row: Row, done_on: date) -> None:
    """What no order speaks of is ordered some days before it is put right."""
    earliest = max(daily.first_day, day(row["确认日期"]) + timedelta(days=1))
    on = min(max(earliest, done_on - _PUSHED_BEFORE), done_on)
    county = str(row["小区编码"])[:6]

    def act(at: datetime) -> None:
        number = daily.number(row["问题编号"])
        mending.order(daily, daily.order_number(county), [number], at.date(), at)

    daily.stage.at(daily.moment(on, NOON), act)


def _ending(daily: Daily, planned: str, what: Callable[[Daily, str, datetime], object]) -> Act:
    return lambda at: what(daily, daily.number(planned), at)


def plan_order(daily: Daily, row: Row) -> None:
    """An order is signed and served in the evening, when its problems are confirmed."""
    served_on = day(row["送达日期"])
    planned = str(row["问题编号"]).split("、")
    order(daily, str(row["文号"]), planned, served_on)


def order(daily: Daily, mark: str, planned: Iterable[str], on: date) -> None:
    """Order problems that are known by their planned or their real number."""
    listed = tuple(planned)

    def act(at: datetime) -> None:
        mending.order(daily, mark, [daily.number(one) for one in listed], on, at)

    daily.stage.at(daily.moment(on, EVENING), act)


def plan_clock(daily: Daily, until: datetime) -> None:
    """Each night what is late is marked; on Mondays the heads decide what is handed up."""
    on = daily.first_day
    while on < until.date() + timedelta(days=1):
        at = datetime.combine(on, time(0, 5), ZONE)
        if at < until:
            daily.stage.at(at, mending.run_the_clock)
        if on.isoweekday() == 1:
            for county in sorted(COUNTY_NAMES):
                daily.stage.at(daily.moment(on, MORNING), _hand_up(daily, county))
        on += timedelta(days=1)


def plan_clues(daily: Daily, codes: Sequence[str], until: datetime) -> None:
    """What officers have seen in the last two days and nobody has looked into yet."""
    for code in daily.rng.sample(codes, _CLUES):
        on = until.date() - timedelta(days=1 + daily.rng.randrange(2))
        daily.stage.at(daily.moment(on, AFTERNOON), _seen(daily, code))


def _seen(daily: Daily, code: str) -> Act:
    return lambda at: mending.report_clue(daily, code, at)


def _hand_up(daily: Daily, county: str) -> Act:
    return lambda at: mending.escalate(daily, county, at)
