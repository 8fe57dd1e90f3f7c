"""The weeks of a campaign and its month ends: when each opens, is due and reminds (DOMAIN 3.6)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from tingban.rules.law import Calendar

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
NOON: Final = time(12)
CITY_PREFIX: Final = "1408"
# T-R06: a returned report has two hours, even where noon comes sooner.
RETURN_TIME: Final = timedelta(hours=2)
# T-R07, T-R08: by when the city accepts and freezes on the due day.
ACCEPT_BY: Final = time(15)
FREEZE_BY: Final = time(17)
# T-R09: a correction is asked for within two weeks of the freezing, a fixed event.
CORRECTION_TIME: Final = timedelta(days=14)
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_FRIDAY: Final = 5


class Kind(StrEnum):
    """A Friday report, or the snapshot at a month's end (DOMAIN 2.3)."""

    WEEK = "week"
    MONTH = "month"


class Rolling(StrEnum):
    """Where a due day in a holiday goes (AMB-15); the cut-off never moves."""

    AFTER = "after"
    BEFORE = "before"


class Nudge(StrEnum):
    """The three reminders of T-R04."""

    EVE = "eve"
    MORNING = "morning"
    LAST = "last"


NUDGE_LABELS: Final[dict[Nudge, str]] = {
    Nudge.EVE: "报送前一日 12:00 提醒",
    Nudge.MORNING: "报送当日 9:00 提醒",
    Nudge.LAST: "报送当日 11:30 提醒",
}


@dataclass(frozen=True, slots=True)
class Week:
    """One reporting period. `as_of` is the cut-off, `due_at` the last moment in time."""

    kind: Kind
    number: int
    as_of: datetime
    opens_at: datetime
    submit_from: datetime
    due_at: datetime

    @property
    def code(self) -> str:
        """`2024-W03`, `2024-M06`: the key in addresses and numbers."""
        if self.kind is Kind.MONTH:
            return f"{self.number // 100}-M{self.number % 100:02d}"
        return f"{self.as_of.year}-W{self.number:02d}"

    @property
    def label(self) -> str:
        """`第3周（截至2024年6月14日0时）`, `2024年6月（月末数）`."""
        if self.kind is Kind.MONTH:
            return f"{self.number // 100}年{self.number % 100}月（月末数）"
        day = self.as_of.date()
        return f"第{self.number}周（截至{day.year}年{day.month}月{day.day}日0时）"

    @property
    def short_label(self) -> str:
        """`第3周`, `6月末`."""
        return f"{self.number % 100}月末" if self.kind is Kind.MONTH else f"第{self.number}周"

    @property
    def last_day_on(self) -> date:
        """The last day whose facts count."""
        return self.as_of.date() - _DAY

    @property
    def accept_by(self) -> datetime:
        """T-R07: 15:00 of the due day."""
        return datetime.combine(self.due_at.date(), ACCEPT_BY, SHANGHAI)

    @property
    def freeze_by(self) -> datetime:
        """T-R08: 17:00 of the due day."""
        return datetime.combine(self.due_at.date(), FREEZE_BY, SHANGHAI)

    @property
    def nudges(self) -> tuple[tuple[Nudge, datetime], ...]:
        """T-R04: the eve at noon, the day at 9:00 and 11:30; they move with the due day."""
        day = self.due_at.date()
        return (
            (Nudge.EVE, datetime.combine(day - _DAY, NOON, SHANGHAI)),
            (Nudge.MORNING, datetime.combine(day, time(9), SHANGHAI)),
            (Nudge.LAST, datetime.combine(day, time(11, 30), SHANGHAI)),
        )

    def nudge_at(self, at: datetime) -> Nudge | None:
        """The reminder that stands at this moment; a missed one is never sent after the next."""
        if not self.opens_at <= at <= self.due_at:
            return None
        return next((nudge for nudge, when in reversed(self.nudges) if when <= at), None)


def report_number(area_code: str, week: Week) -> str:
    """`ZB-140802-2024-W03`; a month-end snapshot is `KZ-140802-2024-M06` (DOMAIN 6.4)."""
    return f"{'KZ' if week.kind is Kind.MONTH else 'ZB'}-{area_code}-{week.code}"


def city_number_of(week_code: str) -> str:
    """The same number from the code of a week."""
    return f"KZ-{CITY_PREFIX}-{week_code}"


def whole_second(at: datetime) -> datetime:
    """Noon lasts until 12:00:01: moments are told apart by the second (AMB-01)."""
    return at.replace(microsecond=0)


def is_late(at: datetime, due_at: datetime) -> bool:
    """After the due second; 12:00:00 itself is in time (AMB-01)."""
    return whole_second(at) > due_at


def due_after_return(at: datetime, due_at: datetime) -> datetime:
    """T-R06: a returned report has two hours, and never less time than it had."""
    return max(due_at, whole_second(at) + RETURN_TIME)


def midnight(day: date) -> datetime:
    """The morning of this day, 00:00 in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)


def week_of_friday(
    number: int, friday: date, calendar: Calendar, rolling: Rolling = Rolling.AFTER
) -> Week:
    """The week whose cut-off is this Friday; its due day leaves a holiday (AMB-15)."""
    if friday.isoweekday() != _FRIDAY:
        raise ValueError("a reporting week is cut off on a Friday")
    due_on = calendar.roll(friday) if rolling is Rolling.AFTER else calendar.roll_back(friday)
    return Week(
        kind=Kind.WEEK,
        number=number,
        as_of=midnight(friday),
        opens_at=midnight(min(friday, due_on) - _DAY),
        submit_from=midnight(min(friday, due_on)),
        due_at=datetime.combine(due_on, NOON, SHANGHAI),
    )


def weeks_of(
    *, first_on: date, ends_on: date, calendar: Calendar, rolling: Rolling = Rolling.AFTER
) -> tuple[Week, ...]:
    """All weeks, the last being the first Friday after the campaign's end: #1 … #23."""
    weeks: list[Week] = []
    friday = first_on
    while not weeks or weeks[-1].last_day_on < ends_on:
        weeks.append(week_of_friday(len(weeks) + 1, friday, calendar, rolling))
        friday += _WEEK
    return tuple(weeks)


def month_ends_of(*, starts_on: date, ends_on: date) -> tuple[Week, ...]:
    """The month-end snapshots of the campaign, `as_of` the first of the next month, 00:00."""
    months: list[Week] = []
    year, month = starts_on.year, starts_on.month
    while date(year, month, 1) <= ends_on:
        number = year * 100 + month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        first = midnight(date(year, month, 1))
        months.append(Week(Kind.MONTH, number, first, first, first, first))
    return tuple(months)
