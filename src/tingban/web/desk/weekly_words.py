"""How the pages of the Friday put a week, its clock and a standing into words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tingban.rules.weekly.standing import Standing
from tingban.rules.weekly.steps import AUTO_STATES, State
from tingban.rules.weekly.weeks import Kind, Week
from tingban.web.ui import words

STANDING_TONES: Final = {
    Standing.PENDING: "still",
    Standing.ON_TIME: "good",
    Standing.LATE: "soon",
    Standing.AUTO: "late",
    Standing.MISSING: "late",
}
_STATE_TONES: Final = {
    State.RETURNED: "late",
    State.ACCEPTED: "good",
    State.FROZEN: "good",
    State.CORR: "soon",
    State.SUBMITTED: "accent",
    State.REVIEW: "accent",
}


def state_tone(state: State) -> str:
    """Colour of a state's badge; the word stands beside it."""
    return "late" if state in AUTO_STATES else _STATE_TONES.get(state, "plain")


@dataclass(frozen=True, slots=True)
class Clock:
    """距报送 2 天 3 小时: what is counted down to, how much is left, until when exactly."""

    label: str
    text: str
    until: datetime
    tone: str = ""


def clock_of(week: Week, *, due_at: datetime, at: datetime, frozen_at: datetime | None) -> Clock:
    """The clock that runs now: to the opening for sending, to noon, to the city's freezing."""
    if frozen_at is not None:
        return Clock("已冻结", words.moment(frozen_at, today=at.date()), frozen_at, "good")
    if at < week.submit_from:
        return Clock("预览，距可报送", words.span(week.submit_from - at), week.submit_from)
    if at <= due_at:
        left = due_at - at
        return Clock(
            "距报送", words.span(left), due_at, "soon" if left < timedelta(hours=3) else ""
        )
    if at <= week.freeze_by:
        return Clock("报送已截止，距冻结", words.span(week.freeze_by - at), week.freeze_by, "soon")
    return Clock("应冻结，已过", words.span(at - week.freeze_by), week.freeze_by, "late")


def title_of(week: Week) -> str:
    """第3周周报, 2024年6月月末数."""
    if week.kind is Kind.MONTH:
        return f"{week.number // 100}年{week.number % 100}月月末数"
    return f"第 {week.number} 周周报"
