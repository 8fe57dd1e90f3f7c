"""The clock that runs in a stage of a problem (DOMAIN 3.2, DL-12, DL-13), with its reason."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from tingban.rules.deadlines import LIMIT_BY_KEY, Limit
from tingban.rules.deadlines.clock import Clock, ending, start
from tingban.rules.law import Calendar
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.stages import Stage

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
EXTENSION: Final = LIMIT_BY_KEY["T-P07"]
SECOND_TERM: Final = LIMIT_BY_KEY["T-P10"]
LOOK_BACK_DAYS: Final = 60
_RUNNING: Final[dict[Stage, Limit]] = {
    Stage.SUS: LIMIT_BY_KEY["T-P02"],
    Stage.CFM: LIMIT_BY_KEY["T-P05"],
    Stage.ORD: LIMIT_BY_KEY["T-P06"],
    Stage.SUB: LIMIT_BY_KEY["DL-13"],
    Stage.OVD: LIMIT_BY_KEY["T-P12"],
}
_TERM: Final = "DL-12"
TERM_LABEL: Final = "整改期限"


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
    limit = LIMIT_BY_KEY.get(rule)
    return TERM_LABEL if limit is None or limit.rule == _TERM else limit.what


def term_rule(category: Category) -> str:
    """The row of the table that 整改期限 of a category goes by."""
    return f"{_TERM}/{category.value}"


def clock_of(due: Due, calendar: Calendar, *, ends_on: date, began: str = "送达日") -> Clock | None:
    """The running clock; `ends_on`, the end of the campaign, explains a term cut short.

    A file may bring a term that was over when it `began`: nothing was counted from there.
    """
    if due.on is None:
        return None
    midnight = datetime.combine(due.since, time(), _SHANGHAI)
    clock = start(LIMIT_BY_KEY[due.rule], midnight, calendar)
    if due.on < due.since:
        return ending(clock, due.on, f"期限早于{began}，请县住建局核对")
    if clock.due_on == due.on:
        return clock
    return ending(clock, due.on, "至专项行动结束" if due.on == ends_on else "按登记的日期")
