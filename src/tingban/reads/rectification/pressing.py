"""Problems whose running limit is near or has just passed."""

from dataclasses import dataclass
from datetime import date, datetime

from tingban.data.rectification.models import Problem
from tingban.rules.actors import Actor
from tingban.rules.deadlines.calls import LONGEST_NOTICE, NO_NEWS_AFTER
from tingban.rules.rectification.stages import Stage

_COLUMNS = (
    "number", "community__name", "description", "county_id", "due_rule", "due_at", "due_since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PressingProblem:
    """What a call needs to say."""

    number: str
    community: str
    description: str
    county: str
    rule: str
    late_from: datetime
    since: date | None


def pressing(actor: Actor, *, at: datetime) -> list[PressingProblem]:
    """Bounded by the dates, not by the table.

    A term that has passed is told by the step that marks it (T-P11), and not once more.
    """
    rows = Problem.objects.visible_to(actor).filter(
        due_at__gt=at - NO_NEWS_AFTER, due_at__lte=at + LONGEST_NOTICE
    )
    told = rows.exclude(stage=Stage.FIX, due_at__lte=at).order_by("due_at", "id")
    return [
        PressingProblem(number, place, words, county, rule, late_from, since)
        for number, place, words, county, rule, late_from, since in told.values_list(*_COLUMNS)
        if late_from is not None
    ]
