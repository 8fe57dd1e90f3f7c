"""材料 of cases, visits and problems: added, retracted, handed out; each asks whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import lock, once
from tingban.actions.documents import attachments, intake
from tingban.actions.documents.intake import Upload
from tingban.data.documents.models import Attachment
from tingban.reads.documents.attachments import NOT_FOUND
from tingban.reads.overview import attachments as reads
from tingban.reads.overview.attachments import OUTSIDE, Owner
from tingban.rules.actors import ROLE_LABELS, Actor
from tingban.rules.documents.sharing import Copy, Sharing, check_sharing
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused


@dataclass(frozen=True, slots=True)
class Sent:
    """With what the files came: the mark of the form, and whether its sender looked for what the
    row asks to look for (`Owner.asks`)."""

    form: str = ""
    is_affirmed: bool = False


def add_attachments(
    *,
    subject: str,
    uploads: Sequence[Upload],
    sharing: Sharing,
    actor: Actor,
    at: datetime,
    sent: Sent | None = None,
) -> int:
    """Keep all of these files with the row that the subject names, or none; how many there are.

    They are looked at before the transaction begins: that may take long, and locks nothing.
    """
    sent = sent or Sent()
    owner = reads.owner_of(actor, subject)
    _check_adds(owner, actor, sent)
    check_sharing(subject, sharing)
    examined = intake.examine(uploads)

    def write() -> str:
        attachments.attach_all(
            subject=subject, uploads=examined, sharing=sharing, actor=actor, at=at,
            told={"form": sent.form, "affirmed": owner.asks},
        )  # fmt: skip
        return subject

    with transaction.atomic():
        _check_adds(reads.owner_of(actor, subject), actor, sent)
        once(sent.form, act=attachments.ADDED, actor=actor, at=at, write=write)
    return len(examined)


@transaction.atomic
def retract_attachment(*, attachment_id: int, reason: str, actor: Actor, at: datetime) -> str:
    """Take a file away from its row; the answer is the subject."""
    _, owner = reads.attachment(actor, attachment_id)
    _check_writes(owner, actor)
    rows = Attachment.objects.standing().select_related("act")
    row = lock(rows, NOT_FOUND, pk=attachment_id)
    if actor.role in OUTSIDE and row.act.actor_id != actor.user_id:
        raise NotAllowed("这份材料由别人提交，请由提交人或者住建部门撤回。", rule="DOMAIN 0.3")
    attachments.retract(
        row, act="documents.attachment_retracted", reason=reason, actor=actor, at=at
    )
    return row.subject


@transaction.atomic
def hand_out(
    *, attachment_id: int, copy: Copy, actor: Actor, at: datetime
) -> tuple[str, str, bytes]:
    """Name, content type and bytes of one copy; that somebody took an original is logged."""
    row, owner = reads.attachment(actor, attachment_id)
    if copy not in reads.copies(actor, row, owner):
        raise NotFound(NOT_FOUND)
    handed = attachments.read_copy(row, copy)
    if copy is Copy.ORIGINAL:
        log.record(
            actor=actor,
            at=at,
            act="documents.original_taken",
            subject=row.subject,
            note=row.name,
        )
    return handed


def _check_adds(owner: Owner, actor: Actor, sent: Sent) -> None:
    _check_writes(owner, actor)
    if owner.no_more:
        raise Refused(owner.no_more, rule="DOMAIN 9.2")
    if owner.asks and not sent.is_affirmed:
        raise Refused(f"上传以前请逐个看过，再勾选“{owner.asks}”。", rule="DOMAIN 3.3")


def _check_writes(owner: Owner, actor: Actor) -> None:
    if not owner.is_written_by(actor):
        raise NotAllowed(
            f"您的岗位（{ROLE_LABELS[actor.role]}）不能增减这里的材料，请由办理单位的经办人员上传或撤回。",
            rule="DOMAIN 0.3",
        )
    if owner.shut:
        raise NotNow(owner.shut)
