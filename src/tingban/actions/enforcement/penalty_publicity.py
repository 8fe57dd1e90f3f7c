"""One duty to make a penalty public (DL-26, DL-27): its push carries it, its case sees the outcome.

While a push lives the case runs no clock of its own; a receipt of the platform is the publication
in the file of the case, its withdrawal the end of it.
"""

from datetime import datetime

from tingban.actions.audit import facts, log
from tingban.actions.rectification.proceedings import Told, Turn, begin, end, step, wind
from tingban.data.enforcement.models import PenaltyCaseMove
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.penalty_cases import PENALTY, case_deciding
from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.credit_stages import PLATFORM, CreditAct
from tingban.rules.enforcement.penalty_stages import Act


def follow(decision: str, act: str, told: Told, *, actor: Actor, at: datetime) -> None:
    """The push of this decision took a step; nothing where no case made the decision."""
    number = case_deciding(decision)
    if not number:
        return
    turn = begin(PENALTY, number=number, actor=actor, at=at)
    if act == CreditAct.ACKNOWLEDGE:
        _publish(turn, told)
    elif act == CreditAct.WITHDRAW:
        _unpublish(turn, told)
    else:
        wind(turn)


def catch_up(number: str, told: Told, *, actor: Actor, at: datetime) -> None:
    """The decision was served; a receipt that came before is the publication now."""
    turn = begin(PENALTY, number=number, actor=actor, at=at)
    receipt = turn.course().beside.get("push_receipt")
    if receipt:
        _publish(turn, Told(told.on, answers={"receipt": receipt}))


def take_back(decision: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """The receipt was entered in error: the publication that it was in the case goes with it."""
    number = case_deciding(decision)
    if not number:
        return
    turn = begin(PENALTY, number=number, actor=actor, at=at)
    last = _receipt_in_file(turn)
    if last is not None:
        entry = log.record(
            actor=actor, at=at, act="enforcement.penalty_case_undone", subject=turn.subject,
            note=reason.strip(),
            change=({"step": PENALTY.machine.label(Act.PUBLISH), "on": last.on.isoformat()}, None),
        )  # fmt: skip
        facts.retract(last, act=entry)
        turn = begin(PENALTY, number=number, actor=actor, at=at)
    wind(turn)


def _publish(turn: Turn, told: Told) -> None:
    if not _is_open(turn, Act.PUBLISH) or seen.is_public(turn.course()):
        wind(turn)
        return
    answers = {"published_in": PLATFORM, "receipt": str(told.answers.get("receipt", ""))}
    step(turn, Act.PUBLISH, Told(told.on, "信用推送收到平台回执", answers), has_floor=False)
    end(turn)


def _unpublish(turn: Turn, told: Told) -> None:
    is_due = seen.overturned_on(turn.course()) is not None
    # What was published elsewhere stays there, whatever the platform withdrew.
    if not _is_open(turn, Act.UNPUBLISH) or not is_due or _receipt_in_file(turn) is None:
        wind(turn)
        return
    receipt = told.answers.get("withdrawal_receipt", "")
    words = f"信用平台已撤回（回执 {receipt}），{chinese_day(told.on)}登记。"
    step(turn, Act.UNPUBLISH, Told(told.on, answers={"withdrawal_told": words}), has_floor=False)
    end(turn)


def _receipt_in_file(turn: Turn) -> PenaltyCaseMove | None:
    """The publication that stands in the file, where it is the one on the platform."""
    moves = PenaltyCaseMove.objects.standing().filter(row_id=turn.row.pk, step=Act.PUBLISH.value)
    last = moves.order_by("-id").first()
    return last if last is not None and last.told.get("published_in") == PLATFORM else None


def _is_open(turn: Turn, act: str) -> bool:
    """Whether the table has this step from where the case stands."""
    return any(it.act == act and it.start == turn.row.stage for it in PENALTY.machine.rows)
