"""How a unit stands to its deadline: five facts, never one word for two (T-R04, T-R05)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from tingban.rules.weekly.weeks import is_late


class Standing(StrEnum):
    """What the city's table says of a unit; a zero return is on time or late as any other."""

    PENDING = "pending"
    ON_TIME = "on_time"
    LATE = "late"
    AUTO = "auto"
    MISSING = "missing"


STANDING_LABELS: Final[dict[Standing, str]] = {
    Standing.PENDING: "未到期",
    Standing.ON_TIME: "按时报送",
    Standing.LATE: "迟报",
    Standing.AUTO: "系统代报",
    Standing.MISSING: "未报送",
}
ZERO_LABEL: Final = "零报告"


def standing_of(
    *, submitted_at: datetime | None, was_late: bool, is_auto: bool, due_at: datetime, at: datetime
) -> Standing:
    """`is_auto`: what stands for the unit was filed by the system; its own return replaces it."""
    if is_auto:
        return Standing.AUTO
    if submitted_at is not None:
        return Standing.LATE if was_late else Standing.ON_TIME
    return Standing.MISSING if is_late(at, due_at) else Standing.PENDING
