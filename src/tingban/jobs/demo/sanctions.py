"""Levels, penalties, exits and exposures of the demo's last three weeks."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from tingban.actions.enforcement import exposures, levels, penalties
from tingban.actions.exits import exits
from tingban.jobs.demo.daily import AFTERNOON, EVENING, MORNING, Daily, Rows, day, meant
from tingban.jobs.demo.world import Row
from tingban.rules.actors import Actor
from tingban.rules.areas import area_by_text
from tingban.rules.enforcement import LEVEL_KINDS, PENALTY_ORGANS
from tingban.rules.exits import EXIT_KINDS

_HANDING_OVER: Final = timedelta(days=6)


def plan(daily: Daily, sheets: dict[str, Rows]) -> None:
    """Put on the stage what happens after the last import."""
    for sheet, column, begin in (
        ("等级核定", "决定日期", _level),
        ("行政处罚", "决定日期", _penalty),
        ("企业退出", "交接确认日期", _exit),
        ("媒体曝光", "发布日期", _exposure),
    ):
        for row in sheets[sheet]:
            if daily.is_ours(row[column]):
                begin(daily, row)


def _county(row: Row) -> str:
    area = area_by_text(str(row["县(市、区)"]))
    if area is None:
        raise LookupError("a row of the demo names no county")
    return area.code


def _level(daily: Daily, row: Row) -> None:
    statement = levels.LevelStatement(
        community_code=str(row["小区编码"]),
        decided_on=day(row["决定日期"]),
        kind=meant(LEVEL_KINDS, row["类型"]),
        old_level=str(row["原等级"]),
        new_level=str(row["新等级"]),
        document=str(row["文号"]),
    )
    actor = daily.clerk(row["小区编码"])

    def act(at: datetime) -> None:
        levels.record_level(statement=statement, actor=actor, at=at)

    daily.stage.at(daily.moment(statement.decided_on, AFTERNOON), act)


def _penalty(daily: Daily, row: Row) -> None:
    actor = daily.staff.clerks[_county(row)]

    def act(at: datetime) -> None:
        statement = penalties.PenaltyStatement(
            number=str(row["文号"]),
            company_id=daily.company(row["统一社会信用代码"]),
            county_code=_county(row),
            organ=meant(PENALTY_ORGANS, row["处罚机关"]),
            decided_on=day(row["决定日期"]),
            category=str(row["处罚类别"]),
            fine=Decimal(str(row["罚款金额(元)"])),
        )
        penalties.record_penalty(statement=statement, actor=actor, at=at)

    daily.stage.at(daily.moment(day(row["决定日期"]), EVENING), act)


def _exit(daily: Daily, row: Row) -> None:
    """The leaving is registered a few days before the hand-over is confirmed."""
    actor = daily.clerk(row["小区编码"])
    gone_on = day(row["交接确认日期"])

    def confirm(exit_id: int, actor: Actor) -> None:
        def act(at: datetime) -> None:
            exits.confirm_exit(exit_id=exit_id, on=gone_on, actor=actor, at=at)

        daily.stage.at(daily.moment(gone_on, AFTERNOON), act)

    def act(at: datetime) -> None:
        exit_id = exits.record_exit(
            community_code=str(row["小区编码"]),
            company_id=daily.company(row["统一社会信用代码"]),
            kind=meant(EXIT_KINDS, row["退出方式"]),
            actor=actor,
            at=at,
        )
        confirm(exit_id, actor)

    begun_on = max(daily.first_day, gone_on - _HANDING_OVER)
    daily.stage.at(daily.moment(begun_on, MORNING), act)


def _exposure(daily: Daily, row: Row) -> None:
    actor = daily.staff.clerks[_county(row)]

    def act(at: datetime) -> None:
        statement = exposures.ExposureStatement(
            company_id=daily.company(row["统一社会信用代码"]),
            county_code=_county(row),
            published_on=day(row["发布日期"]),
            media=str(row["媒体"]),
            case_title=str(row["典型案例"]),
        )
        exposures.record_exposure(statement=statement, actor=actor, at=at)

    daily.stage.at(daily.moment(day(row["发布日期"]), MORNING), act)
