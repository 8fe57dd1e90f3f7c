"""A step is told to whoever is next, and to the complainant where it concerns them."""

from dataclasses import replace

from tingban.actions.notices import outbox
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseContact, CaseMove
from tingban.kit.text import shorten
from tingban.reads.complaints.situations import standpoint
from tingban.rules.complaints.stages import Act, Stage
from tingban.rules.complaints.telling import next_up, to_complainant
from tingban.rules.notices import Kind, Message, Recipient

_SHOWN = 60


def tell(case: Case, move: CaseMove, entry: Entry, *, is_reachable: bool) -> None:
    """Tell of a move that was just made; the complainant, where there is a way to reach them."""
    if move.start != move.to:
        _hand_on(case, move, entry)
    message = to_complainant(Act(move.step), case.number)
    if message is not None and is_reachable:
        outbox.tell(
            key=f"case.{move.step}:{case.number}:{move.pk}", subject=f"case:{case.number}",
            to=Recipient.case(case.number), message=message, at=entry.at, act=entry,
        )  # fmt: skip


def _hand_on(case: Case, move: CaseMove, entry: Entry) -> None:
    where = standpoint(case)
    if move.step in (Act.ASSIGN, Act.REASSIGN):
        where = replace(
            where, handler_area=str(move.told["area"]), handler_unit=str(move.told["unit"])
        )
    found = next_up(Stage(move.to), where)
    if found is None:
        return
    to, words = found
    message = Message(
        Kind.TASK, f"{words}：{case.number}"[:80], shorten(case.summary or words, _SHOWN),
        link=f"/desk/cases/{case.number}/",
    )  # fmt: skip
    outbox.tell(
        key=f"case.next:{case.number}:{move.pk}", subject=f"case:{case.number}", to=to,
        message=message, at=entry.at, act=entry,
    )  # fmt: skip


def holds_contact(case: Case) -> bool:
    """Whether the vault holds somebody to tell."""
    return CaseContact.objects.standing().filter(case=case).exclude(box=None).exists()
