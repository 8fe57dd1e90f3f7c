"""每月曝光一批 (DL-31, AMB-39): when a county without a case in the month is told, and of what.

The month ends at 24:00 of its last day. A case takes the company's three days and a review, so the
reminder comes in the middle of the month; once the month is over the city hears of it as well.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from tingban.kit.clock import SHANGHAI
from tingban.rules.deadlines.clock import end_of
from tingban.rules.registry.campaign import YUNCHENG_2024

REMIND_ON: Final = 15
# What is this long over is nobody's news any more.
NO_NEWS_AFTER: Final = timedelta(days=30)
# 专项整治阶段: the decree asks from its day on, the first whole month is the first that is due.
_PHASE: Final = next(it for it in YUNCHENG_2024.phases if it.code == "PH2")


class MonthCall(StrEnum):
    """What is told of a month."""

    REMIND = "remind"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which a batch is due."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def late_from(self) -> datetime:
        """The first moment too late."""
        return end_of(self.last)

    @property
    def word(self) -> str:
        """2024年6月."""
        return f"{self.first.year}年{self.first.month}月"

    def call(self, at: datetime) -> MonthCall | None:
        """What is due at this moment, if nothing was published."""
        if at >= self.late_from + NO_NEWS_AFTER:
            return None
        if at >= self.late_from:
            return MonthCall.OVERDUE
        begins = datetime(self.first.year, self.first.month, REMIND_ON, tzinfo=SHANGHAI)
        return MonthCall.REMIND if at >= begins else None


def due_now(at: datetime) -> Iterator[tuple[Month, MonthCall]]:
    """This month and the one before it, as far as the campaign asks for them."""
    today = at.astimezone(SHANGHAI).date()
    this = today.replace(day=1)
    for first in ((this - timedelta(days=1)).replace(day=1), this):
        month = Month(first)
        due = month.call(at)
        if due is not None and _PHASE.starts_on <= first and month.last <= _PHASE.ends_on:
            yield month, due
