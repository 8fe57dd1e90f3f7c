"""The clock that runs in a stage of a problem (DOMAIN 3.2, DL-12, DL-13), with its reason in words.

Lengths that stand only in the rows of DOMAIN 3.2 stand here, by the id of their row.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from tingban.rules.deadlines import LIMIT_BY_KEY, Limit, Standing, Unit
from tingban.rules.deadlines.clock import Clock, ending, start
from tingban.rules.law import Calendar
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.stages import Stage

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


def _custom(key: str, what: str, length: int, unit: Unit) -> Limit:
    return Limit(key, what, length, unit, Standing.CUSTOM, "")


EXTENSION: Final = _custom("T-P07", "整改延期", 15, Unit.NATURAL_DAYS)
SECOND_TERM: Final = _custom("T-P10", "复核不通过后再整改", 7, Unit.NATURAL_DAYS)
LOOK_BACK_DAYS: Final = 60
_RUNNING: Final[dict[Stage, Limit]] = {
    Stage.SUS: _custom("T-P02", "核实线索", 5, Unit.WORKING_DAYS),
    Stage.CFM: _custom("T-P05", "责令整改", 3, Unit.WORKING_DAYS),
    Stage.ORD: _custom("T-P06", "送达通知书", 3, Unit.WORKING_DAYS),
    Stage.SUB: LIMIT_BY_KEY["DL-13"],
    Stage.OVD: _custom("T-P12", "决定升级处置", 5, Unit.WORKING_DAYS),
}
_BY_RULE: Final[dict[str, Limit]] = {
    **{key: limit for key, limit in LIMIT_BY_KEY.items() if limit.rule == "DL-12"},
    **{limit.key: limit for limit in (*_RUNNING.values(), EXTENSION, SECOND_TERM)},
}
# 整改期限 as an order or an import told it.
TERM: Final = "DL-12"


@dataclass(frozen=True, slots=True)
class Due:
    """What a step leaves running: until when, by which rule, since when."""

    on: date | None
    rule: str
    since: date


def due_in(stage: Stage, since: date, calendar: Calendar) -> Due:
    """The deadline of a stage that has a length of its own; the others have none of their own."""
    limit = _RUNNING.get(stage)
    if limit is None:
        return Due(None, "", since)
    return Due(limit.due_on(since, calendar), limit.key, since)


def clock_label(rule: str) -> str:
    """What a running clock is called: 整改期限, 复核整改 …"""
    limit = _BY_RULE.get(rule)
    return "整改期限" if limit is None or limit.rule == TERM else limit.what


def clock_of(due: Due, category: Category, calendar: Calendar, *, ends_on: date) -> Clock | None:
    """The running clock; `ends_on`, the end of the campaign, explains a term cut short."""
    if due.on is None:
        return None
    limit = _BY_RULE.get(due.rule) or LIMIT_BY_KEY[f"{TERM}/{category.value}"]
    began = datetime.combine(due.since, time(), _SHANGHAI)
    clock = start(limit, began, calendar)
    if clock.due_on == due.on:
        return clock
    return ending(clock, due.on, "至专项行动结束" if due.on == ends_on else "按登记的日期")
