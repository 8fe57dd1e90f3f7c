"""Cases whose limit is near or has just passed, in whosever hands they are."""

from dataclasses import dataclass
from datetime import datetime

from tingban.data.complaints.models import Case
from tingban.rules.actors import Actor
from tingban.rules.deadlines.calls import LONGEST_NOTICE, NO_NEWS_AFTER


@dataclass(frozen=True, slots=True)
class PressingCase:
    """What a call needs to say; nothing of who complained."""

    number: str
    summary: str
    area: str
    unit: str
    rule: str
    late_from: datetime


def pressing(actor: Actor, *, at: datetime) -> list[PressingCase]:
    """Bounded by the dates, not by the table."""
    rows = Case.objects.visible_to(actor).filter(
        due_at__gt=at - NO_NEWS_AFTER, due_at__lte=at + LONGEST_NOTICE
    )
    told = rows.order_by("due_at", "id").values_list(
        "number", "summary", "handler_area_id", "unit_id", "handler_unit_id", "due_rule", "due_at"
    )
    return [
        PressingCase(number, summary, handler or unit, street or "", rule, due_at)
        for number, summary, handler, unit, street, rule, due_at in told
        if due_at is not None
    ]
