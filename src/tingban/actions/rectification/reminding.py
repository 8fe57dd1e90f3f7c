"""Problems that press are told to the bureau that has them in hand (T-P02…T-P12, DL-12, DL-13)."""

from datetime import datetime
from typing import Final

from tingban.actions.notices.calling import Pressing, call
from tingban.kit.text import shorten
from tingban.reads.rectification.pressing import PressingProblem, pressing
from tingban.rules.actors import SYSTEM
from tingban.rules.rectification.flow import PROBLEM_FLOW

_SHOWN: Final = 60


def remind(*, at: datetime) -> int:
    """Reminders, overdue calls and escalations that are due now; how many were told."""
    return call((_told(one) for one in pressing(SYSTEM, at=at)), at=at)


def _told(one: PressingProblem) -> Pressing:
    return Pressing(
        subject=f"problem:{one.number}",
        label=one.number,
        what=shorten(f"{one.community}：{one.description}", _SHOWN),
        link=f"/desk/problems/{one.number}/",
        area=one.county,
        rule=one.rule,
        late_from=one.late_from,
        takers=PROBLEM_FLOW.takers(one.rule),
        since=one.since,
    )
