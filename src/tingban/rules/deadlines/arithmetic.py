"""Adding lengths of time (DOMAIN 4.1). The start day is never counted (民法典 201Ⅰ)."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from tingban.rules.law import Calendar


class Unit(StrEnum):
    """What a length is counted in."""

    WORKING_DAYS = "wd"
    NATURAL_DAYS = "d"
    HOURS = "h"
    MONTHS = "month"
    YEARS = "year"


UNIT_LABELS: Final[dict[Unit, str]] = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.NATURAL_DAYS: "日",
    Unit.HOURS: "小时",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
}


def add_natural_days(start_on: date, days: int, calendar: Calendar) -> date:
    """Natural days; a last day of rest moves to the next working day (民法典 203Ⅰ)."""
    return calendar.roll(start_on + timedelta(days=days))


def add_working_days(start_on: date, days: int, calendar: Calendar) -> date:
    """Working days by the calendar, 调休 included."""
    return calendar.add_workdays(start_on, days)


def same_day_after_months(start_on: date, months: int) -> date:
    """The day of the same number, else the end of the month (民法典 202)."""
    years, month = divmod(start_on.month - 1 + months, 12)
    year, month = start_on.year + years, month + 1
    return date(year, month, min(start_on.day, monthrange(year, month)[1]))


def add_months(start_on: date, months: int, calendar: Calendar) -> date:
    """Months, rolled over rest days."""
    return calendar.roll(same_day_after_months(start_on, months))


def add_hours(start_at: datetime, hours: int) -> datetime:
    """Hours run from the moment, through nights and rest days."""
    return start_at + timedelta(hours=hours)


def latest_before(event_on: date, days: int) -> date:
    """The last day on which a notice is at least `days` natural days ahead of the event."""
    return event_on - timedelta(days=days)


def latest_working_day_before(event_on: date, days: int, calendar: Calendar) -> date:
    """The last day on which a notice is at least `days` working days ahead of the event."""
    return calendar.subtract_workdays(event_on, days)


def add(start_on: date, length: int, unit: Unit, calendar: Calendar) -> date:
    """The last day of a length that is counted in days, months or years."""
    match unit:
        case Unit.WORKING_DAYS:
            return add_working_days(start_on, length, calendar)
        case Unit.NATURAL_DAYS:
            return add_natural_days(start_on, length, calendar)
        case Unit.MONTHS:
            return add_months(start_on, length, calendar)
        case Unit.YEARS:
            return add_months(start_on, 12 * length, calendar)
        case _:
            raise ValueError("hours run from a moment: use add_hours")
