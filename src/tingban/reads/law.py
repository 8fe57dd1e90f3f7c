"""The calendar and the law as loaded: read once an act, handed down as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.db import connection
from django.db.models import Q

from tingban.data.law.models import LawArticle
from tingban.rules import law as rules
from tingban.rules.law import Calendar

# All of it in one short text ("2024", "2024-10-01 false,2024-10-12 true"): what the database says
# now is what holds, in every process, and the same text need not be understood a second time.
CALENDAR: Final = """
coalesce((SELECT string_agg(year::text, ',' ORDER BY year) FROM law_calendaryear), ''),
coalesce((SELECT string_agg(to_char("on", 'YYYY-MM-DD') || ' ' || is_workday, ',' ORDER BY "on")
    FROM law_calendarday), '')
"""


def calendar() -> Calendar:
    """All published days; public knowledge, the same for every actor."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {CALENDAR}")  # all of it is ours
        years, days = cursor.fetchone()
    return understood(years, days)


@lru_cache(maxsize=4)
def understood(years: str, days: str) -> Calendar:
    """What the two columns of `CALENDAR` say, for a statement that asks for them beside others."""
    told = (day.split(" ") for day in days.split(",") if day)
    return Calendar.of(
        (int(year) for year in years.split(",") if year),
        ((date.fromisoformat(on), is_workday == "true") for on, is_workday in told),
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


def cited(keys: Iterable[str], *, on: date) -> dict[str, rules.LawArticle]:
    """These articles in the version that is law on the day, else in their last one."""
    rows = LawArticle.objects.filter(key__in=set(keys)).order_by("valid_from")
    found: dict[str, rules.LawArticle] = {}
    for row in rows:
        article = rules.LawArticle(
            key=row.key,
            law=row.law,
            version=row.version,
            article=row.article,
            text=row.text,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
        )
        if row.key not in found or not found[row.key].holds_on(on):
            found[row.key] = article
    return found


def law_notes(keys: Iterable[str], *, on: date) -> list[rules.LawArticle]:
    """The words of these articles as they are law on the day, in the order asked for."""
    wanted = list(dict.fromkeys(keys))
    held = cited(wanted, on=on)
    return [held[key] for key in wanted if key in held and held[key].holds_on(on)]


def law_book(*, on: date, law: str = "", text: str = "") -> list[rules.LawArticle]:
    """All articles that are law on the day, of one law or with these words, law by law."""
    rows = LawArticle.objects.filter(law=law) if law else LawArticle.objects.all()
    keys = rows.order_by("law", "id").values_list("key", flat=True)
    told = text.strip()
    notes = law_notes(keys, on=on)
    return [note for note in notes if told in f"{note.citation}{note.text}"]
