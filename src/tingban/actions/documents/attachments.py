"""Attachments as facts: stated with the act they came with, retracted with a reason.

Whoever calls has asked whether the actor may write to the subject; this column knows only its
name. The bytes are sealed on their shelf (`gateways.files`) before the row is written, so a row
never speaks of what is not there; bytes without a row are swept away after a day.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from tingban.actions.audit import facts, log
from tingban.actions.documents.intake import Examined, Scan
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment, AttachmentScan
from tingban.gateways.files import ATTACHMENTS, Missing
from tingban.rules.actors import Actor
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.sharing import Copy, Sharing, Verdict, check_sharing
from tingban.rules.documents.uploads import TYPES
from tingban.rules.errors import NotFound, Refused

ADDED: Final = "documents.attachments_added"
_GONE: Final = "这份文件暂时打不开，请联系系统管理员检查存放文件的磁盘。"
_SWEEP_AFTER: Final = 24 * 3600
# Older ones have been looked at on another day.
_SWEPT_BEFORE: Final = 30 * _SWEEP_AFTER
_AT_ONCE: Final = 500


def attach(
    *, subject: str, upload: Examined, sharing: Sharing, uploaded_by: str, act: Entry
) -> Attachment:
    """Keep a file that was looked at and state whose it is, within the act it came with."""
    check_sharing(subject, sharing)
    row = Attachment(
        subject=subject,
        name=upload.name,
        ending=upload.type.ending,
        kind=upload.type.kind.value,
        size=upload.size,
        digest=ATTACHMENTS.keep(upload.load()),
        copy_digest=ATTACHMENTS.keep(upload.copy()) if upload.copy else "",
        thumb_digest=ATTACHMENTS.keep(upload.thumb) if upload.thumb else "",
        exif=upload.traces,
        sharing=sharing.value,
        uploaded_by=uploaded_by[:64],
        purpose=upload.purpose or "",
    )
    if row.digest != upload.digest:
        raise Refused(f"“{upload.name}”在上传途中变了，没有写入。请再传一次。")
    facts.append(row, act=act)
    if upload.scan is not None:
        note_scan(row, upload.scan, act=act)
    return row


def attach_again(row: Attachment, *, subject: str, purpose: Purpose, act: Entry) -> Attachment:
    """State that a file which is kept already proves something here; its scan goes along."""
    again = Attachment(subject=subject, purpose=purpose, **{
        name: getattr(row, name)
        for name in (
            "name", "ending", "kind", "size", "digest", "copy_digest", "thumb_digest", "exif",
            "sharing", "uploaded_by",
        )
    })  # fmt: skip
    facts.append(again, act=act)
    scan = AttachmentScan.objects.standing().filter(attachment=row).first()
    if scan is not None:
        note_scan(again, Scan(Verdict(scan.verdict), scan.engine), act=act, virus=scan.virus)
    if row.subject == subject:
        facts.retract(row, act=act)
    return again


def attach_all(
    *,
    subject: str,
    uploads: Sequence[Examined],
    sharing: Sharing,
    actor: Actor,
    at: datetime,
    told: Mapping[str, str] | None = None,
) -> None:
    """Keep several files with one entry that names them, and what was told with them."""
    said = {name: words for name, words in (told or {}).items() if words}
    entry = log.record(
        actor=actor, at=at, act=ADDED, subject=subject,
        change=(None, {
            "files": [[it.name, it.digest] for it in uploads], "sharing": sharing.value,
        } | said),
    )  # fmt: skip
    for it in uploads:
        attach(subject=subject, upload=it, sharing=sharing, uploaded_by=actor.name, act=entry)


def note_scan(row: Attachment, scan: Scan, *, act: Entry, virus: str = "") -> None:
    """State what the scanner said."""
    told = AttachmentScan(
        attachment=row, verdict=scan.verdict.value, engine=scan.engine, virus=virus
    )
    facts.append(told, act=act)


def retract(row: Attachment, *, act: str, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that it belongs there; the sealed bytes stay, and nobody gets them."""
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    entry = log.record(
        actor=actor, at=at, act=act, subject=row.subject, note=reason.strip(),
        change=({"name": row.name, "digest": row.digest}, None),
    )  # fmt: skip
    facts.retract(row, act=entry)


def read_copy(row: Attachment, copy: Copy) -> tuple[str, str, bytes]:
    """Name, content type and bytes of one copy; a copy of a picture is a JPEG."""
    name, mime, digest = about_copy(row, copy)
    return name, mime, _bytes(digest)


def about_copy(row: Attachment, copy: Copy) -> tuple[str, str, str]:
    """The same with the SM3 of the bytes instead of them."""
    kind = TYPES[row.ending]
    if copy is Copy.ORIGINAL:
        return row.name, kind.mime, row.digest
    if copy is Copy.THUMB or row.thumb_digest:
        stem = row.name.rpartition(".")[0]
        digest = row.thumb_digest if copy is Copy.THUMB else row.copy_digest
        return f"{stem}.jpg", TYPES["jpg"].mime, digest
    return row.name, kind.mime, row.copy_digest


def _bytes(digest: str) -> bytes:
    try:
        return ATTACHMENTS.read(digest)
    except Missing as error:
        raise NotFound(_GONE) from error


def sweep() -> int:
    """Drop bytes that no row speaks of: an act that kept them was not done; how many went."""
    gone = 0
    waiting: list[str] = []
    for digest in ATTACHMENTS.older_than(_SWEEP_AFTER, youngest=_SWEPT_BEFORE):
        waiting.append(digest)
        if len(waiting) == _AT_ONCE:
            gone += _swept(waiting)
            waiting = []
    return gone + _swept(waiting)


def _swept(digests: list[str]) -> int:
    rows = Attachment.objects.all()
    held = {
        digest
        for field in ("digest", "copy_digest", "thumb_digest")
        for digest in rows.filter(**{f"{field}__in": digests}).values_list(field, flat=True)
    }
    # One that was just kept again waits for its row.
    unheld = [it for it in digests if it not in held]
    dropped = [it for it in unheld if ATTACHMENTS.is_older_than(it, _SWEEP_AFTER)]
    for digest in dropped:
        ATTACHMENTS.drop(digest)
    return len(dropped)
