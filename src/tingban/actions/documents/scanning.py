"""What came while the virus scanner was silent is scanned as soon as it answers."""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import lock
from tingban.actions.documents import attachments
from tingban.actions.documents.intake import Scan
from tingban.data.documents.models import Attachment
from tingban.gateways import clamd
from tingban.gateways.files import ATTACHMENTS, Missing
from tingban.reads.documents.attachments import NOT_FOUND, waiting_for_scan
from tingban.rules.actors import SYSTEM
from tingban.rules.documents.sharing import Verdict
from tingban.rules.errors import NotFound

_log: Final = logging.getLogger(__name__)
_MOST: Final = 200
_SEALED_OFF: Final = "documents.attachment_sealed_off"


def scan_waiting(*, at: datetime) -> int:
    """Scan the files that wait, each in an act of its own; how many were scanned."""
    if not clamd.is_on():
        return 0
    done = 0
    for attachment_id in waiting_for_scan(_MOST):
        try:
            done += _scan(attachment_id, at)
        except clamd.Unreachable as error:
            # The others would wait in vain, too; the next round tries again.
            _log.warning("the virus scanner does not answer", extra={"reason": str(error)})
            break
    return done


def _scan(attachment_id: int, at: datetime) -> bool:
    digest = Attachment.objects.values_list("digest", flat=True).get(pk=attachment_id)
    try:
        found = clamd.scan(ATTACHMENTS.read(digest))
        said = Scan(Verdict.INFECTED if found.virus else Verdict.CLEAN, found.engine)
        virus = found.virus
    except clamd.TooLarge:
        said, virus = Scan(Verdict.TOO_LARGE, ""), ""
    except Missing:
        _log.error("the bytes of an attachment are missing", extra={"attachment": attachment_id})
        return False
    return _state(attachment_id, said, virus, at)


@transaction.atomic
def _state(attachment_id: int, said: Scan, virus: str, at: datetime) -> bool:
    """Write down the verdict; False where the file was retracted or scanned in between."""
    try:
        row = lock(Attachment.objects.standing(), NOT_FOUND, pk=attachment_id)
    except NotFound:
        return False
    if row.scans.exists():
        return False
    entry = log.record(
        actor=SYSTEM,
        at=at,
        act="documents.attachment_scanned",
        subject=row.subject,
        note=row.name,
        change=(None, {"verdict": said.verdict.value, "engine": said.engine, "virus": virus}),
    )
    attachments.note_scan(row, said, act=entry, virus=virus)
    if said.verdict is Verdict.INFECTED:
        reason = f"查出病毒（{virus}）"
        attachments.retract(row, act=_SEALED_OFF, reason=reason, actor=SYSTEM, at=at)
    return True
