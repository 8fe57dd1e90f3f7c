"""Missions, visits, problems and orders of the demo, through the acts of their pages."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from tingban.actions.inspections import missions, visits
from tingban.actions.rectification import orders, problems, progress
from tingban.jobs.demo.daily import (
    AFTERNOON,
    EARLY,
    EVENING,
    MORNING,
    NOON,
    Daily,
    Rows,
    day,
    meant,
)
from tingban.jobs.demo.stage import Act
from tingban.jobs.demo.world import Row
from tingban.reads.overview import handles
from tingban.rules.areas import CITY, area_by_text
from tingban.rules.inspections import LEVELS, VISIT_KINDS
from tingban.rules.rectification import PROBLEM_SOURCES, Category

_ENDINGS: Final = (
    ("完成日期", "complete"), ("重开日期", "reopen"), ("再次完成日期", "complete"),
    ("撤销日期", "annul"),
)  # fmt: skip


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
    for row in sheets["问题清单"]:
        plan_endings(daily, row)


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
        statement = problems.ProblemStatement(
            community_code=str(row["小区编码"]),
            category=Category(str(row["问题类别"])),
            source=meant(PROBLEM_SOURCES, row["来源"]),
            confirmed_on=confirmed_on,
            description=str(row["问题描述"]),
            company_id=daily.company(row["统一社会信用代码"]),
            source_ref=daily.number(row["来源编号"]) if row["来源编号"] else "",
            due_on=day(row["整改期限"]),
        )
        actor = daily.clerk(row["小区编码"])
        number = problems.add_problem(statement=statement, actor=actor, at=at)
        daily.numbers[str(row["问题编号"])] = number

    daily.stage.at(daily.moment(confirmed_on, NOON), act)


def plan_endings(daily: Daily, row: Row) -> None:
    """Put right, found again, annulled: whatever comes after the last import."""
    for column, what in _ENDINGS:
        if daily.is_ours(row[column]):
            on = day(row[column])
            daily.stage.at(daily.moment(on, AFTERNOON), _ending(daily, row["问题编号"], what, on))


def _ending(daily: Daily, planned: object, what: str, on: date) -> Act:
    def act(at: datetime) -> None:
        number = daily.number(planned)
        actor = daily.staff.clerks[number.split("-")[1]]
        version = handles.problem_version(number=number, actor=actor)
        if what == "complete":
            progress.complete_problem(
                number=number,
                on=on,
                version=version,
                actor=actor,
                at=at,
                note="现场复核，已整改到位。",
            )
        elif what == "reopen":
            progress.reopen_problem(
                number=number,
                on=on,
                version=version,
                actor=actor,
                at=at,
                reason="回访时发现同一问题再次出现。",
            )
        else:
            progress.annul_problem(
                number=number,
                on=on,
                version=version,
                actor=actor,
                at=at,
                reason="复核后认定不属于物业企业责任。",
            )

    return act


def plan_order(daily: Daily, row: Row) -> None:
    """An order is served in the evening, when the problems it names are confirmed."""
    served_on = day(row["送达日期"])
    planned = str(row["问题编号"]).split("、")
    order(daily, str(row["文号"]), planned, served_on)


def order(daily: Daily, number: str, planned: Iterable[str], served_on: date) -> None:
    """Serve an order for problems that are known by their planned or their real number."""
    listed = tuple(planned)

    def act(at: datetime) -> None:
        numbers = [daily.number(one) for one in listed]
        actor = daily.staff.clerks[numbers[0].split("-")[1]]
        open_ones = handles.still_open(numbers=numbers, actor=actor)
        if open_ones:
            orders.serve_order(
                number=number, problem_numbers=open_ones, served_on=served_on, actor=actor, at=at
            )

    daily.stage.at(daily.moment(served_on, EVENING), act)
