"""Days off and make-up working days 2024–2026 by the notices of the State Council's office.

A later year is loaded when its notice is out; until then no date in it is computed.
"""

from datetime import date, timedelta
from typing import Final

from tingban.rules.law.calendar import Calendar, CalendarDay

SOURCES: Final[dict[int, str]] = {
    2024: "国务院办公厅关于2024年部分节假日安排的通知",
    2025: "国务院办公厅关于2025年部分节假日安排的通知",
    2026: "国务院办公厅关于2026年部分节假日安排的通知",
}

# Per feast: first and last day off, then the weekend days worked instead (month-day).
_FEASTS: Final[dict[int, tuple[tuple[str, str, str, str], ...]]] = {
    2024: (
        ("元旦", "01-01", "01-01", ""),
        ("春节", "02-10", "02-17", "02-04 02-18"),
        ("清明节", "04-04", "04-06", "04-07"),
        ("劳动节", "05-01", "05-05", "04-28 05-11"),
        ("端午节", "06-10", "06-10", ""),
        ("中秋节", "09-15", "09-17", "09-14"),
        ("国庆节", "10-01", "10-07", "09-29 10-12"),
    ),
    2025: (
        ("元旦", "01-01", "01-01", ""),
        ("春节", "01-28", "02-04", "01-26 02-08"),
        ("清明节", "04-04", "04-06", ""),
        ("劳动节", "05-01", "05-05", "04-27"),
        ("端午节", "05-31", "06-02", ""),
        ("国庆节、中秋节", "10-01", "10-08", "09-28 10-11"),
    ),
    2026: (
        ("元旦", "01-01", "01-03", "01-04"),
        ("春节", "02-15", "02-23", "02-14 02-28"),
        ("清明节", "04-04", "04-06", ""),
        ("劳动节", "05-01", "05-05", "05-09"),
        ("端午节", "06-19", "06-21", ""),
        ("中秋节", "09-25", "09-27", ""),
        ("国庆节", "10-01", "10-07", "09-20 10-10"),
    ),
}


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")


def _days_of(year: int) -> list[CalendarDay]:
    rows = []
    for feast, first, last, worked in _FEASTS[year]:
        start = _day(year, first)
        for step in range((_day(year, last) - start).days + 1):
            rows.append(CalendarDay(start + timedelta(days=step), False, feast, SOURCES[year]))
        for month_day in worked.split():
            note = f"{feast}调休上班"
            rows.append(CalendarDay(_day(year, month_day), True, note, SOURCES[year]))
    return rows


STATUTORY_DAYS: Final[tuple[CalendarDay, ...]] = tuple(
    sorted((day for year in _FEASTS for day in _days_of(year)), key=lambda day: day.on)
)
STATUTORY_CALENDAR: Final = Calendar.of(
    SOURCES, ((day.on, day.is_workday) for day in STATUTORY_DAYS)
)
