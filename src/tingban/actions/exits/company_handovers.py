"""What the companies of both sides say to the hand-over list at their door (DOMAIN 3.3 X8).

Each for its own side alone, under its own account, while the list is kept. Which side a company is
the succession and its contract say (`reads.exits.company_handover`), asked under the lock.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, hold, lock
from tingban.actions.exits import handovers
from tingban.actions.notices import outbox
from tingban.actions.rectification.proceedings import Turn
from tingban.data.audit.models import Entry
from tingban.data.exits.models import ExitCase, HandoverObjection
from tingban.kit.text import shorten
from tingban.reads.exits import company_handover as reads
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.handover import line_of
from tingban.reads.rectification.company_side import Sight
from tingban.rules.actors import Role
from tingban.rules.errors import NotFound, NotNow
from tingban.rules.exits.handover import PARTY_LABELS, Party, check_objection
from tingban.rules.notices import Kind, Message, Recipient


@transaction.atomic
def confirm(
    *, number: str, keys: Sequence[tuple[str, str]], version: int, sight: Sight, at: datetime
) -> None:
    """Its side confirms lines as they stand, today."""
    turn, party = _begin(number, version, sight, at)
    handovers.enter_confirmations(turn, party, keys, turn.today)
    handovers.end(turn)


@transaction.atomic
def object_to(
    *, number: str, key: tuple[str, str], text: str, version: int, sight: Sight, at: datetime
) -> None:
    """Its side says what is wrong with a line; whoever keeps the file is told."""
    turn, party = _begin(number, version, sight, at)
    told = check_objection(text)
    line = handovers.standing_line(turn, *key)
    if line is None:
        raise NotFound(handovers.NO_LINE)
    if party in (line_of(line).confirmed or {}):
        raise NotNow(
            "贵公司已经确认过这一项，不能再提异议。确有错误的，请打页面下方的电话，由登记的一方更正。",
            rule="DOMAIN 3.3",
        )
    standing = HandoverObjection.objects.standing().filter(line=line, party=party.value).first()
    if standing is not None and standing.text == told:
        return
    entry = log.record(
        actor=turn.actor, at=at, act="exits.handover_line_objected", subject=turn.subject,
        change=(
            {"text": standing.text} if standing else None,
            {"party": party.value, "item": handovers.named(*key), "text": told},
        ),
    )  # fmt: skip
    fresh = HandoverObjection(line=line, party=party.value, on=turn.today, text=told)
    facts.restate(standing, fresh, owner="line", act=entry)
    handovers.end(turn)
    _tell(turn, party, handovers.named(*key), told, entry)


def _begin(number: str, version: int, sight: Sight, at: datetime) -> tuple[Turn, Party]:
    # The new company is not in sight of the exit itself, so its side is asked instead: before the
    # lock, that a stranger holds nobody up, and under it, that nothing has changed since.
    reads.about(sight, number, today=timezone.localdate(at))
    row = lock(ExitCase.objects.all(), reads.NOT_FOUND, number=number)
    hold(EXIT.subject_of(number))
    party = reads.about(sight, number, today=timezone.localdate(at)).party
    turn = Turn(EXIT, row, sight.actor, at)
    handovers.check_open(turn)
    check_seen(row.version, version, subject=turn.subject)
    return turn, party


def _tell(turn: Turn, party: Party, item: str, told: str, entry: Entry) -> None:
    message = Message(
        Kind.TASK,
        f"移交清单有异议：{turn.row.number}",
        f"{PARTY_LABELS[party]}（{turn.actor.unit_name}）对{shorten(item, 60)}提出异议："
        f"{shorten(told, 120)}\n请核对。登记有误的，由登记的一方更正；没有错的，请告知对方。",
        link=f"/desk/exit-cases/{turn.row.number}/handover/",
    )
    outbox.tell(
        key=f"handover_objection:{turn.row.number}:{entry.pk}", subject=turn.subject,
        to=Recipient.office(turn.row.county_id, Role.C_OP, Role.C_ENF), message=message,
        at=turn.at, act=entry,
    )  # fmt: skip
