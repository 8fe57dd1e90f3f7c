"""Attachments of a subject. Whoever calls has asked whether the subject is in sight."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tingban.data.documents.models import Attachment, AttachmentScan
from tingban.gateways import clamd
from tingban.kit.clock import SHANGHAI
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.sharing import (
    Copy,
    Eyes,
    Sharing,
    Standing,
    Verdict,
    copies_for,
    scan_words,
)
from tingban.rules.documents.uploads import FileKind
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这份材料，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One file as these eyes may know it: `exif` is empty for all but its handlers."""

    id: int
    name: str
    kind: FileKind
    size: int
    uploaded_by: str
    at: datetime
    sharing: Sharing
    exif: Mapping[str, str | float]
    copies: tuple[Copy, ...]
    scan: str
    purpose: Purpose | None = None

    @property
    def best(self) -> Copy | None:
        """The fullest copy; None where these eyes get none."""
        return self.copies[0] if self.copies else None


def standing_attachment(attachment_id: int) -> Attachment:
    """The attachment that still stands."""
    found = Attachment.objects.standing().filter(pk=attachment_id).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def of_subject(subject: str, eyes: Eyes) -> tuple[AttachmentLine, ...]:
    """The files of a subject, in the order they came; for eyes from outside only what is shared."""
    rows = list(Attachment.objects.standing().filter(subject=subject).order_by("id"))
    verdicts = _verdicts(rows)
    lines = (_line(row, eyes, verdicts.get(row.pk)) for row in rows)
    return tuple(line for line in lines if line.copies or eyes is not Eyes.OUTSIDE)


def count_since(subject: str, since: datetime) -> int:
    """How many files that stand came to a subject from this moment on."""
    return Attachment.objects.standing().filter(subject=subject, recorded_at__gte=since).count()


def names_by_subject(
    subjects: Iterable[str],
) -> Mapping[str, tuple[tuple[str, date], ...]]:
    """Name and day of the files that stand, by subject, in the order they came."""
    rows = Attachment.objects.standing().filter(subject__in=list(subjects)).order_by("id")
    found: dict[str, tuple[tuple[str, date], ...]] = {}
    for subject, name, at in rows.values_list("subject", "name", "recorded_at"):
        found[subject] = (*found.get(subject, ()), (name, at.astimezone(SHANGHAI).date()))
    return found


def copies_of(row: Attachment, eyes: Eyes) -> tuple[Copy, ...]:
    """Which copies of an attachment these eyes get."""
    return copies_for(eyes, _standing(row, _verdicts([row]).get(row.pk)))


def waiting_for_scan(limit: int) -> list[int]:
    """Attachments that no scanner has spoken of yet, the oldest first."""
    rows = Attachment.objects.standing().filter(scans__isnull=True).order_by("id")
    return list(rows.values_list("id", flat=True)[:limit])


def _verdicts(rows: Sequence[Attachment]) -> dict[int, Verdict]:
    scans = AttachmentScan.objects.standing().filter(attachment__in=rows)
    said = scans.values_list("attachment_id", "verdict")
    return {attachment_id: Verdict(verdict) for attachment_id, verdict in said}


def _standing(row: Attachment, verdict: Verdict | None) -> Standing:
    return Standing(
        sharing=Sharing(row.sharing),
        has_copy=bool(row.copy_digest),
        has_thumb=bool(row.thumb_digest),
        verdict=verdict,
        scanning=clamd.is_on(),
    )


def _line(row: Attachment, eyes: Eyes, verdict: Verdict | None) -> AttachmentLine:
    standing = _standing(row, verdict)
    return AttachmentLine(
        id=row.pk,
        name=row.name,
        kind=FileKind(row.kind),
        size=row.size,
        uploaded_by=row.uploaded_by,
        at=row.recorded_at,
        sharing=standing.sharing,
        exif=row.exif if eyes is Eyes.HANDLER else {},
        copies=copies_for(eyes, standing),
        scan=scan_words(standing),
        purpose=Purpose(row.purpose) if row.purpose else None,
    )
