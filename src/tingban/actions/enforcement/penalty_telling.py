"""What a penalty case tells by itself: that it waits for 法制审核 (行政处罚法 58)."""

from datetime import datetime

from tingban.actions.notices import outbox
from tingban.actions.rectification.proceedings import begin
from tingban.data.audit.models import Entry
from tingban.kit.text import shorten
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.rules.actors import Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.enforcement.penalty_deciding import awaits_review
from tingban.rules.notices import Kind, Message, Recipient


def ask_for_review(number: str, entry: Entry, *, actor: Actor, at: datetime) -> None:
    """Tell 法规科 of a proposal, or of a hearing held, that calls for its opinion."""
    turn = begin(PENALTY, number=number, actor=actor, at=at)
    if not awaits_review(turn.course()):
        return
    subject = PENALTY.subject_of(number)
    message = Message(
        Kind.TASK,
        f"处罚案件等法制审核：{number}",
        shorten(turn.row.title, 60)
        + "\n拟处罚的意见应当法制审核，没有审核或者没有通过的不得作出决定"
        "（行政处罚法第五十八条）。请出具审核意见。",
        link=f"/desk/{PENALTY.folder}/{number}/",
    )
    outbox.tell(
        key=f"penalty_review:{number}:{entry.pk}", subject=subject,
        to=Recipient.office(CITY, Role.M_LAW), message=message, at=at, act=entry,
    )  # fmt: skip
