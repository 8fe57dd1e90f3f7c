"""The clock that a step of a push leaves running (DL-26, DL-27, X11, 7.2, 7.3)."""

from datetime import date
from typing import Final

from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement.credit_guards import kind_of, wording_of
from tingban.rules.enforcement.credit_stages import LEAVING, CreditAct, CreditKind, CreditStage
from tingban.rules.law import Calendar
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course

PUBLISH: Final = "DL-26"
PUSH_REFUSAL: Final = "X11/push"
WITHDRAW: Final = "DL-27"
RECEIPT: Final = "7.2/receipt"
TAKE_OFF: Final = "7.3/site"
_BEFORE: Final = frozenset(
    {
        CreditStage.DUE, CreditStage.BUILT, CreditStage.REVIEWED, CreditStage.FAILED,
        CreditStage.AMENDED,
    }
)  # fmt: skip


def credit_due(course: Course, step: Step, calendar: Calendar) -> Due | None:
    """Until when, by which rule, since when; None where nothing is awaited."""
    rule, since = _running(course, step)
    if not rule or since is None:
        return None
    return Due(LIMIT_BY_KEY[rule].due_on(since, calendar), rule, since)


def _running(course: Course, step: Step) -> tuple[str, date | None]:
    if step.to in _BEFORE:
        return _before(course, step)
    match step.to:
        case CreditStage.SENT:
            return RECEIPT, _since(course, step, *LEAVING)
        case CreditStage.RECALL:
            untrue = course.beside.get("revoked_on") or _changed_on(course)
            return WITHDRAW, untrue or _since(course, step, CreditAct.RECALL)
        case CreditStage.RESTORED:
            return TAKE_OFF, _since(course, step, CreditAct.RESTORE)
    return "", None


def _before(course: Course, step: Step) -> tuple[str, date | None]:
    """Until the platform has it: for the first time, or a penalty again after it was taken back."""
    told = [it.act for it in course.moves if it.act in (CreditAct.ACKNOWLEDGE, CreditAct.WITHDRAW)]
    if told and (told[-1] == CreditAct.ACKNOWLEDGE or _is_refusal(course, step)):
        return "", None
    if _is_refusal(course, step):
        return PUSH_REFUSAL, course.opened_on
    decided, changed = course.beside.get("decided_on"), course.beside.get("changed_on")
    return PUBLISH, (changed if told else None) or decided or course.opened_on


def _changed_on(course: Course) -> date | None:
    """Since when the fine that was sent is no longer the fine (行政处罚法 48Ⅱ)."""
    changed: date | None = course.beside.get("changed_on")
    sent = wording_of(course).get("CF_NR_FK") or 0
    return changed if sent != course.beside.get("fine") else None


def _is_refusal(course: Course, step: Step) -> bool:
    return step.act == CreditAct.OPEN_REFUSAL or kind_of(course) is CreditKind.REFUSAL


def _since(course: Course, step: Step, *acts: CreditAct) -> date | None:
    """The day of the newest of these steps, the one just taken among them."""
    if step.act in acts:
        return course.day_now
    days = [move.on for move in course.moves if move.act in acts]
    return days[-1] if days else None
