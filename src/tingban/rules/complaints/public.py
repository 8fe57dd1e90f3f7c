"""What a complainant sees of a case, in plain words (DOMAIN 3.1, 3.1.2).

Nothing here names a clerk, a company, another case or what is only for the file.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.complaints.clocks import CaseTimes, whole_clock
from tingban.rules.complaints.flow import STEPS
from tingban.rules.complaints.stages import RUNNING, Act, Stage
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import Clock, start
from tingban.rules.errors import NotPublished
from tingban.rules.law import Calendar

STAGE_WORDS: Final[dict[Stage, str]] = {
    Stage.NEW: "收到了，等待登记",
    Stage.REG: "已登记，正在决定是否受理",
    Stage.ACC: "已受理，正在安排承办单位",
    Stage.REJ: "不予受理",
    Stage.ASG: "已交给承办单位",
    Stage.RET: "正在重新安排承办单位",
    Stage.INV: "正在核查",
    Stage.HND: "正在办理",
    Stage.SUS: "暂停办理，恢复后接着办",
    Stage.REV: "办理结果正在审核",
    Stage.FBK: "有答复了，请看下面",
    Stage.CLS: "已办结",
    Stage.MRG: "与同一件事的其他反映一并办理",
    Stage.TRF: "已移送有权处理的单位",
    Stage.WDR: "您已撤回",
    Stage.VOID: "登记有误，已注销。如有疑问请打监督电话",
}


class Mark(StrEnum):
    """The five marks of the way."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    HANDLED = "handled"
    ANSWERED = "answered"
    CLOSED = "closed"


MARK_LABELS: Final[dict[Mark, str]] = {
    Mark.RECEIVED: "收到",
    Mark.ACCEPTED: "受理",
    Mark.HANDLED: "核查办理",
    Mark.ANSWERED: "答复",
    Mark.CLOSED: "办结",
}
# The mark a case stands at; one that left the way stands at none.
_MARK_OF: Final[dict[Stage, Mark]] = {
    Stage.NEW: Mark.RECEIVED,
    Stage.REG: Mark.RECEIVED,
    Stage.ACC: Mark.ACCEPTED,
    Stage.ASG: Mark.ACCEPTED,
    Stage.RET: Mark.ACCEPTED,
    Stage.INV: Mark.HANDLED,
    Stage.HND: Mark.HANDLED,
    Stage.SUS: Mark.HANDLED,
    Stage.REV: Mark.HANDLED,
    Stage.FBK: Mark.ANSWERED,
    Stage.CLS: Mark.CLOSED,
    Stage.MRG: Mark.HANDLED,
}
# An answer is the complainant's from the moment it was approved, not before (T-C15).
ANSWERED: Final = frozenset({Stage.FBK, Stage.CLS})
_WITHDRAWN_FROM: Final = frozenset(
    step.start for step in STEPS if step.act == Act.WITHDRAW and step.start
)


def mark_of(stage: Stage) -> Mark | None:
    """How far the case has come; None where it left the way."""
    return _MARK_OF.get(stage)


@dataclass(frozen=True, slots=True)
class Open:
    """What the complainant may do now."""

    adding: bool
    withdrawing: bool
    rating: bool


def open_to_complainant(stage: Stage) -> Open:
    """Adding while it runs, withdrawing before it is handled through, rating once answered."""
    return Open(stage in RUNNING, stage in _WITHDRAWN_FROM, stage in ANSWERED)


def promised(times: CaseTimes, calendar: Calendar) -> Clock | None:
    """The limit that the complainant may count on: told by then, or done by then (DL-02, DL-08)."""
    if times.stage in (Stage.NEW, Stage.REG) and times.received_at is not None:
        try:
            return start(LIMIT_BY_KEY["DL-02"], times.received_at, calendar)
        except NotPublished:
            return None
    return whole_clock(times, calendar)
