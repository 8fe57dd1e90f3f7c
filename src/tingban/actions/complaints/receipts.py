"""What was merged as 重复件 keeps its own source, which is answered for itself (3.1.1, T-C19)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts
from tingban.actions.complaints.moving import move, settle, take_up
from tingban.actions.complaints.taking_up import check_moment
from tingban.data.complaints.models import Case, CaseReply
from tingban.kit.text import clean
from tingban.rules.actors import Actor
from tingban.rules.complaints.stages import Act, AnsweredTo, AnswerWay


@dataclass(frozen=True, slots=True)
class ReceiptAnswer:
    """To whom, how and when the answer went, and its words."""

    on: datetime
    to: AnsweredTo
    way: AnswerWay
    text: str


@transaction.atomic
def answer_receipt(
    *, number: str, answer: ReceiptAnswer, version: int, actor: Actor, at: datetime
) -> None:
    """The one who sent or brought this 重复件 was told what became of the matter."""
    _hold_main(number)
    turn = take_up(number, version, actor=actor, at=at)
    words = clean(answer.text)
    turn = turn.told(reply=words)
    received = turn.case.received_at
    check_moment(answer.on, at, "答复时间", (received, "收到时间") if received else None)
    told = {"answered_to": answer.to.value, "way": answer.way.value}
    entry = move(turn, Act.ANSWER_RECEIPT, told=told, on=answer.on)
    facts.append(CaseReply(case=turn.case, at=answer.on, text=words), act=entry)
    settle(turn.case)


def _hold_main(number: str) -> None:
    """The main case is not taken up again meanwhile; main before merged, as its own acts do."""
    mains = Case.objects.filter(children__number=number).order_by("pk")
    list(mains.select_for_update(of=("self",), no_key=True))
