"""The calendar as loaded: read once an act, handed down as a value."""

from tingban.data.law.models import CalendarDay, CalendarYear
from tingban.rules.law import Calendar


def calendar() -> Calendar:
    """All published days; public knowledge, the same for every actor."""
    return Calendar.of(
        CalendarYear.objects.order_by("year").values_list("year", flat=True),
        CalendarDay.objects.order_by("on").values_list("on", "is_workday"),
    )
