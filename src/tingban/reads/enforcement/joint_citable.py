"""The articles that a measure of 联合惩戒 may rest on: law today, or law to come."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tingban.data.law.models import LawArticle


@dataclass(frozen=True, slots=True)
class Citable:
    """An article to choose; `begins_on` where it is no law yet."""

    key: str
    law: str
    article: str
    text: str
    begins_on: date | None


def citable(*, today: date) -> list[Citable]:
    """All articles that are not behind us, law by law; a key once, in its first such version."""
    rows = LawArticle.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    found: dict[str, Citable] = {}
    for row in rows.order_by("law", "valid_from", "id"):
        begins_on = row.valid_from if row.valid_from > today else None
        found.setdefault(row.key, Citable(row.key, row.law, row.article, row.text, begins_on))
    return list(found.values())
