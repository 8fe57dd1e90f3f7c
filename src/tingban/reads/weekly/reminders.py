"""The reminder that stands for a unit: the newest, until it has sent its report (T-R04)."""

from dataclasses import dataclass
from datetime import datetime

from tingban.data.weekly.models import Reminder, Report
from tingban.rules.actors import Actor
from tingban.rules.weekly.steps import UNSENT


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
    newest = Reminder.objects.filter(report__in=own).select_related("report").order_by("-id")
    found = newest.first()
    return StandingReminder(found.report.number, found.at, found.text) if found else None
