"""How near a deadline is (DOMAIN 4.2, the last line)."""

from datetime import date
from enum import StrEnum
from typing import Final

from tingban.rules.law import Calendar


class Alert(StrEnum):
    """Colours that never stand without their words."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    STOPPED = "stopped"


ALERT_LABELS: Final[dict[Alert, str]] = {
    Alert.GREEN: "期限充裕",
    Alert.YELLOW: "时间过半",
    Alert.ORANGE: "即将到期",
    Alert.RED: "已逾期",
    Alert.STOPPED: "停止计时",
}


def alert_level(*, started_on: date, due_on: date, today: date, calendar: Calendar) -> Alert:
    """Over 40 % left green, then yellow; orange from 20 % or one working day; overdue red.

    The due day itself is still in time.
    """
    if today > due_on:
        return Alert.RED
    total, left = (due_on - started_on).days, (due_on - today).days
    if 5 * left <= total or calendar.workdays_between(today, due_on) <= 1:
        return Alert.ORANGE
    return Alert.YELLOW if 5 * left <= 2 * total else Alert.GREEN
