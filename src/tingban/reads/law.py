"""The calendar and the law as loaded: read once an act, handed down as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tingban.data.law.models import CalendarDay, CalendarYear, LawArticle
from tingban.rules.law import Calendar


def calendar() -> Calendar:
    """All published days; public knowledge, the same for every actor."""
    return Calendar.of(
        CalendarYear.objects.order_by("year").values_list("year", flat=True),
        CalendarDay.objects.order_by("on").values_list("on", "is_workday"),
    )


@dataclass(frozen=True, slots=True)
class Article:
    """An article to choose."""

    key: str
    label: str


def articles(keys: Iterable[str], *, on: date) -> list[Article]:
    """These articles as they are law on the day."""
    holding = LawArticle.objects.filter(valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    wanted = holding.filter(key__in=set(keys)).order_by("law", "id")
    return [Article(row.key, str(row)) for row in wanted]
