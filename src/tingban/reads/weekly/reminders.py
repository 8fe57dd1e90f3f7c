"""The reminder that stands for a unit: the newest, until it has sent its report (T-R04)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Value
from django.db.models.functions import Concat

from tingban.data.notices.models import Notice
from tingban.data.weekly.models import Report
from tingban.rules.actors import Actor
from tingban.rules.weekly.steps import UNSENT

# The keys of reminders in the outbox; the report's number and the nudge follow.
REMINDER: Final = "weekly.reminder:"


@dataclass(frozen=True, slots=True)
class StandingReminder:
    """What was said, when, and of which report."""

    number: str
    at: datetime
    text: str


def standing_reminder(*, actor: Actor) -> StandingReminder | None:
    """For whoever works on one unit's report; one statement, nothing once it is sent."""
    own = Report.objects.visible_to(actor).filter(
        area=actor.area_code, state__in=sorted(UNSENT), week__frozen_at__isnull=True
    )
    subjects = own.order_by().values_list(Concat(Value("report:"), "number"), flat=True)
    told = Notice.objects.visible_to(actor).filter(key__startswith=REMINDER, subject__in=subjects)
    found = told.order_by("-at", "-id").first()
    if found is None:
        return None
    return StandingReminder(found.subject.partition(":")[2], found.at, found.text)
