"""The stored files of a 证据册 become pages in a job: no request waits for a file of strangers."""

from collections.abc import Iterable

from tingban.actions.documents.attachments import about_copy, read_copy
from tingban.data.documents.models import Attachment
from tingban.gateways import queue
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reports.exits import scans
from tingban.rules.documents.sharing import Copy
from tingban.rules.errors import NotFound


def waiting(lines: Iterable[AttachmentLine]) -> list[AttachmentLine]:
    """Those of which no pages are kept; these eyes get a copy of each."""
    wanted = {line.id: line for line in lines if line.best is not None}
    rows = Attachment.objects.in_bulk(wanted)
    return [line for key, line in wanted.items() if _is_waiting(rows[key], line.best)]


def _is_waiting(row: Attachment, copy: Copy | None) -> bool:
    if copy is None:
        return False
    _, mime, digest = about_copy(row, copy)
    return scans.is_waiting(mime, digest)


def ask(lines: Iterable[AttachmentLine]) -> None:
    """A job for each; one that waits in the queue already is not asked for again."""
    for line in lines:
        if line.best is not None:
            queue.defer_once("exits.draw", attachment=line.id, copy=line.best.value)


def draw(*, attachment_id: int, copy: str) -> None:
    """Draw one; what was taken back meanwhile needs no pages, what the disk has lost has none."""
    row = Attachment.objects.standing().filter(pk=attachment_id).first()
    if row is None:
        return
    try:
        _, mime, data = read_copy(row, Copy(copy))
    except NotFound:
        scans.give_up(about_copy(row, Copy(copy))[2])
    else:
        scans.draw(mime, data)
