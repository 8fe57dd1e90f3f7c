"""One running limit: since when, until when, and why, in words that stand on a page (DOMAIN 4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tingban.rules.deadlines.alerts import Alert, alert_level
from tingban.rules.deadlines.arithmetic import Unit, add, add_hours
from tingban.rules.deadlines.limits import STANDING_LABELS, Limit
from tingban.rules.law import Calendar

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a clock stood still; `until` is open while it still does."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit at work. `late_from` is the first moment that is too late."""

    limit: Limit
    started_at: datetime
    late_from: datetime
    is_stopped: bool = False
    # What moved the end besides the length: an extension, the sender's own day, a cap.
    moved_by: str = ""
    is_rolled: bool = False
    # What was counted, where the file says it better than the table: 合同约定 30 日.
    counted: str = ""

    @property
    def due_on(self) -> date:
        """The last day in time."""
        return last_day_of(self.late_from)

    @property
    def is_counted(self) -> bool:
        """Whether the end lies behind the start; a register may bring a day that does not."""
        return self.late_from > self.started_at

    @property
    def reason(self) -> str:
        """受理与否书面告知 15 日，信访工作条例第二十三条第二款，法定，顺延至节后首个工作日."""
        if not self.is_counted:
            return self.moved_by
        parts = [
            self.limit.label,
            self.limit.cited,
            self.counted or STANDING_LABELS[self.limit.standing],
            "顺延至节假日后首个工作日" if self.is_rolled else "",
            self.moved_by,
        ]
        return "，".join(part for part in parts if part)

    def alert(self, now: datetime, calendar: Calendar) -> Alert:
        """How near the end is."""
        if self.is_stopped:
            return Alert.STOPPED
        if now >= self.late_from:
            return Alert.RED
        if self.limit.unit is Unit.HOURS:
            total, left = self.late_from - self.started_at, self.late_from - now
            return Alert.ORANGE if 5 * left <= 2 * total else Alert.GREEN
        return alert_level(
            started_on=_day(self.started_at), due_on=self.due_on, today=_day(now), calendar=calendar
        )


def start(
    limit: Limit, started_at: datetime, calendar: Calendar, *, pauses: tuple[Pause, ...] = ()
) -> Clock:
    """The clock of a limit that began at this moment; `NotPublished` past the loaded years."""
    if limit.unit is Unit.HOURS:
        return Clock(limit, started_at, add_hours(started_at, limit.length))
    began = _day(started_at)
    length = limit.length + sum(_paused(pause, limit.unit, calendar) for pause in pauses)
    due = add(began, length, limit.unit, calendar)
    bare = began + timedelta(days=length)
    is_rolled = limit.unit is Unit.NATURAL_DAYS and due != bare
    stands = any(pause.until is None for pause in pauses)
    moved = "已扣除中止的天数" if pauses and not stands else ""
    return Clock(limit, started_at, end_of(due), stands, moved, is_rolled)


def ending(clock: Clock, due_on: date, why: str) -> Clock:
    """The same clock with another last day, and what moved it."""
    return Clock(clock.limit, clock.started_at, end_of(due_on), clock.is_stopped, why)


def last_day_of(late_from: datetime) -> date:
    """The last day in time, of the first moment too late."""
    return _day(late_from - timedelta(microseconds=1))


def end_of(day: date) -> datetime:
    """24:00 of a day in Shanghai, the first moment too late."""
    return datetime.combine(day + _DAY, time(), _SHANGHAI)


def _day(moment: datetime) -> date:
    return moment.astimezone(_SHANGHAI).date()


def _paused(pause: Pause, unit: Unit, calendar: Calendar) -> int:
    """How much of the length a pause ate; one that still lasts ate nothing yet."""
    if pause.until is None:
        return 0
    if unit is Unit.WORKING_DAYS:
        return calendar.workdays_between(pause.since, pause.until)
    return (pause.until - pause.since).days
