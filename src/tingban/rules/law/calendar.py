"""The calendar of working days (DOMAIN 4.1): data in, days out, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.errors import NotPublished

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 6


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that differs from the plain week, by a State Council notice."""

    on: date
    is_workday: bool
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The loaded years; asking beyond them is refused, never guessed."""

    years: frozenset[int]
    days_off: frozenset[date]
    workdays: frozenset[date]

    @classmethod
    def of(cls, years: Iterable[int], days: Iterable[tuple[date, bool]]) -> "Calendar":
        """From the loaded years and the days (day, is_workday) that differ from the week."""
        rows = list(days)
        return cls(
            years=frozenset(years),
            days_off=frozenset(on for on, is_workday in rows if not is_workday),
            workdays=frozenset(on for on, is_workday in rows if is_workday),
        )

    def is_workday(self, day: date) -> bool:
        """Whether offices work on this day; 调休 counts, so a Sunday may be one."""
        self._check_published(day)
        if day in self.workdays:
            return True
        return day not in self.days_off and day.isoweekday() < _SATURDAY

    def roll(self, day: date) -> date:
        """The day itself, or the next working day after the rest (民法典 203Ⅰ)."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def roll_back(self, day: date) -> date:
        """The day itself, or the last working day before the rest (AMB-15, the option)."""
        while not self.is_workday(day):
            day -= _DAY
        return day

    def add_workdays(self, start_on: date, count: int) -> date:
        """The `count`-th working day after the start, which is not counted (民法典 201Ⅰ)."""
        if count < 0:
            raise ValueError("a number of working days is never negative")
        day = start_on
        while count:
            day += _DAY
            count -= self.is_workday(day)
        return day

    def subtract_workdays(self, end_on: date, count: int) -> date:
        """The `count`-th working day before the end, which is not counted."""
        if count < 0:
            raise ValueError("a number of working days is never negative")
        day = end_on
        while count:
            day -= _DAY
            count -= self.is_workday(day)
        return day

    def workdays_between(self, after: date, until: date) -> int:
        """Working days in (after, until]; negative where `until` lies before."""
        if until < after:
            return -self.workdays_between(until, after)
        span = (until - after).days
        return sum(self.is_workday(after + timedelta(days=step)) for step in range(1, span + 1))

    def _check_published(self, day: date) -> None:
        if day.year not in self.years:
            raise NotPublished(
                f"{day.year} 年的放假安排尚未录入，无法推算 {chinese_day(day)}是否为工作日。"
                "请系统管理员先录入国务院办公厅的放假通知。",
                rule="DOMAIN 4.1",
            )
