"""Cases that press are told to those who have them in hand (DL-01…DL-10)."""

from datetime import datetime

from tingban.actions.notices.calling import Pressing, call
from tingban.kit.text import shorten
from tingban.reads.complaints.pressing import PressingCase, pressing
from tingban.rules.actors import SYSTEM
from tingban.rules.complaints.flow import CASE_FLOW

_SHOWN = 60


def remind(*, at: datetime) -> int:
    """Reminders, overdue calls and escalations that are due now; how many were told."""
    return call((_told(one) for one in pressing(SYSTEM, at=at)), at=at)


def _told(one: PressingCase) -> Pressing:
    return Pressing(
        subject=f"case:{one.number}",
        label=one.number,
        what=shorten(one.summary, _SHOWN),
        link=f"/desk/cases/{one.number}/",
        area=one.area,
        unit=one.unit,
        rule=one.rule,
        late_from=one.late_from,
        takers=CASE_FLOW.takers(one.rule),
        since=one.since,
    )
