"""The board by deadline: in which column a problem that is on its way stands."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tingban.rules.rectification.stages import Stage


class Lane(StrEnum):
    """Columns of the board, from left to right."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    RECHECK = "recheck"
    ESCALATED = "escalated"


LANE_LABELS: Final[dict[Lane, str]] = {
    Lane.OVERDUE: "逾期",
    Lane.TODAY: "今天到期",
    Lane.WEEK: "本周到期",
    Lane.LATER: "以后到期",
    Lane.RECHECK: "待复核",
    Lane.ESCALATED: "升级处置",
}
# Stages whose own limit tells the column; the other three are columns themselves.
TIMED: Final = (Stage.SUS, Stage.CFM, Stage.ORD, Stage.FIX)


def is_late(state: str, stage: str, term: date | None, today: date) -> bool:
    """整改期限 is past and the company has not answered, as the 工作台 counts."""
    return state == "open" and stage != Stage.SUB and term is not None and term < today


def week_ends_on(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=7 - today.isoweekday())
