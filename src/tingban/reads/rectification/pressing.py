"""Problems whose running limit is near or has just passed."""

from dataclasses import dataclass
from datetime import datetime

from tingban.data.rectification.models import Problem
from tingban.rules.actors import Actor
from tingban.rules.deadlines.calls import LONGEST_NOTICE, NO_NEWS_AFTER


@dataclass(frozen=True, slots=True)
class PressingProblem:
    """What a call needs to say."""

    number: str
    community: str
    description: str
    county: str
    rule: str
    late_from: datetime


def pressing(actor: Actor, *, at: datetime) -> list[PressingProblem]:
    """Bounded by the dates, not by the table."""
    rows = Problem.objects.visible_to(actor).filter(
        due_at__gt=at - NO_NEWS_AFTER, due_at__lte=at + LONGEST_NOTICE
    )
    told = rows.order_by("due_at", "id").values_list(
        "number", "community__name", "description", "county_id", "due_rule", "due_at"
    )
    return [
        PressingProblem(number, place, words, county, rule, late_from)
        for number, place, words, county, rule, late_from in told
        if late_from is not None
    ]
