"""Who is told when a limit comes near and when it has passed (DOMAIN 4.2, DESIGN 3.7).

Near: whoever handles it. Passed: again. A working day later the leader, three working days later
the city. Each is told once for each limit; what is a month late is nobody's news any more.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from tingban.rules.deadlines.arithmetic import Unit
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.deadlines.limits import Limit
from tingban.rules.errors import NotPublished
from tingban.rules.law import Calendar

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
LEADER_AFTER: Final = 1
CITY_AFTER: Final = 3
# How far a limit can lie ahead and still be near: a fifth of the longest, ninety days.
LONGEST_NOTICE: Final = timedelta(days=19)
NO_NEWS_AFTER: Final = timedelta(days=30)


class Call(StrEnum):
    """What is told, in the order in which it comes."""

    REMIND = "remind"
    OVERDUE = "overdue"
    LEADER = "leader"
    CITY = "city"


CALL_LABELS: Final[dict[Call, str]] = {
    Call.REMIND: "即将到期",
    Call.OVERDUE: "已经逾期",
    Call.LEADER: "逾期未办，请负责人督办",
    Call.CITY: "逾期未办，列入全市督办清单",
}


@dataclass(frozen=True, slots=True)
class Near:
    """When each call of one limit is due."""

    limit: Limit
    late_from: datetime

    def calls(self, now: datetime, calendar: Calendar) -> tuple[Call, ...]:
        """Those that are due now. A reminder that was missed is not made up for once it is late."""
        if now >= self.late_from + NO_NEWS_AFTER:
            return ()
        if now < self.late_from:
            return (Call.REMIND,) if now >= self._near_from(calendar) else ()
        higher = ((Call.LEADER, LEADER_AFTER), (Call.CITY, CITY_AFTER))
        return (Call.OVERDUE, *(it for it, days in higher if self._is_late_by(days, now, calendar)))

    def _is_late_by(self, days: int, now: datetime, calendar: Calendar) -> bool:
        """More than so many working days late; nobody knows yet where the year is not published."""
        try:
            return _day(now) > calendar.add_workdays(last_day_of(self.late_from), days)
        except NotPublished:
            return False

    def _near_from(self, calendar: Calendar) -> datetime:
        """A fifth of the length before the end, or a working day; of hours, two fifths."""
        if self.limit.unit is Unit.HOURS:
            return self.late_from - timedelta(hours=self.limit.length) * 2 / 5
        last = last_day_of(self.late_from)
        share = last - timedelta(days=self.limit.length // 5)
        return datetime.combine(min(share, calendar.subtract_workdays(last, 1)), time(), _SHANGHAI)


def _day(moment: datetime) -> date:
    return moment.astimezone(_SHANGHAI).date()
