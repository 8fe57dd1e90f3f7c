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


# What happens next, and by whom.
_NEXT: Final = {
    State.OPEN: "先写好周工作简报并保存，就可以核对了。",
    State.DRAFT: "简报和说明写好、没有错误后，由经办点“核对通过”。",
    State.CHECKED: "等待本单位负责人签字。",
    State.SIGNED: "等待经办报送。",
    State.SUBMITTED: "已报送，等待市局审核。",
    State.REVIEW: "市局正在审核。",
    State.RETURNED: "按退回意见改正后，重新保存、核对、签字、报送。",
    State.ACCEPTED: "市局已接收，等待冻结。",
    State.AUTO: "期限已过，系统已代报。冻结前仍可核对、签字、报送，记为迟报。",
    State.AUTO_CHECKED: "期限已过，系统已代报。等待负责人签字，签字后仍可报送。",
    State.AUTO_SIGNED: "期限已过，系统已代报。签过字的数据仍可报送，记为迟报。",
    State.FROZEN: "已冻结。数字有误的，先更正台账，再由负责人申请更正。",
    State.CORR: "更正申请等待市级负责人决定。",
}
# The same, put to the post that is to do it.
_YOURS: Final = {
    State.CHECKED: "经办已核对。请看过附件3、核对意见和简报，属实的签字。",
    State.SIGNED: "负责人已签字，请报送市局。",
    State.SUBMITTED: "请对照上期审核：没有问题的接收；有问题的退回县级，并选出有误的指标。",
    State.REVIEW: "请对照上期审核：没有问题的接收；有问题的退回县级，并选出有误的指标。",
    State.AUTO_CHECKED: "系统已代报，经办已补核对。请签字，签字后仍可报送，记为迟报。",
    State.AUTO_SIGNED: "系统已代报，负责人已补签字。请报送市局，记为迟报。",
    State.CORR: "请决定是否同意更正。",
}


def next_words(state: State, *, is_yours: bool) -> str:
    """What happens next with a report in this state."""
    return (is_yours and _YOURS.get(state)) or _NEXT[state]


def state_tone(state: State) -> str:
    """Colour of a state's badge; the word stands beside it."""
    return "late" if state in AUTO_STATES else _STATE_TONES.get(state, "plain")


@dataclass(frozen=True, slots=True)
class Clock:
    """距报送 2 天 3 小时: what is counted down to, how much is left, until when exactly."""

    label: str
    text: str
    # None where nothing runs any more.
    until: datetime | None
    tone: str = ""


def clock_of(week: Week, *, due_at: datetime, at: datetime, frozen_at: datetime | None) -> Clock:
    """The clock that runs now: to the opening for sending, to noon, to the city's freezing."""
    if frozen_at is not None:
        return Clock("已冻结", words.moment(frozen_at, today=at.date()), None, "good")
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
