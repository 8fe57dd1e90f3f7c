"""Attachments as the gallery shows them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse

from tingban.kit import clock
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reads.overview.attachments import Gallery
from tingban.rules.documents.sharing import SHARING_LABELS, Copy, Sharing
from tingban.rules.documents.uploads import KIND_LABELS, FileKind
from tingban.web.ui import words
from tingban.web.ui.rows import Attached, Fact

_ICONS: Final = {
    FileKind.IMAGE: "photo",
    FileKind.PAPER: "file-text",
    FileKind.AUDIO: "volume",
    FileKind.VIDEO: "video",
}


def attached(gallery: Gallery) -> list[Attached]:
    """The files of one row."""
    return [_attached(line, may_write=gallery.may_write) for line in gallery.lines]


def _attached(line: AttachmentLine, *, may_write: bool) -> Attached:
    # A paper has no copy without its author's traces, so it stays inside.
    is_shared = line.sharing is Sharing.SHAREABLE and Copy.STRIPPED in line.copies
    # A picture opens in the page without its traces; the original is taken on purpose.
    shown = Copy.STRIPPED if line.kind is FileKind.IMAGE else Copy.ORIGINAL
    opens = shown if shown in line.copies else line.best
    has_original = Copy.ORIGINAL in line.copies and opens is not Copy.ORIGINAL
    return Attached(
        name=line.name,
        kind=KIND_LABELS[line.kind],
        size=line.size,
        at=line.at,
        who=line.uploaded_by,
        icon=_ICONS[line.kind],
        href=_href(line, opens) if opens else "",
        thumb=_href(line, Copy.THUMB) if Copy.THUMB in line.copies else "",
        original=_href(line, Copy.ORIGINAL) if has_original else "",
        remove=reverse("desk:file_retract", args=[line.id]) if may_write else "",
        tag=SHARING_LABELS[Sharing.SHAREABLE] if is_shared else "",
        scan=line.scan,
        facts=list(_told(line.exif)),
    )


def _href(line: AttachmentLine, copy: Copy) -> str:
    return reverse("desk:file", args=[line.id, copy.value])


def _told(exif: Mapping[str, str | float]) -> Iterator[Fact]:
    """What the camera told, for whoever handles the matter."""
    if "taken_at" in exif:
        yield Fact("拍摄时间", _moment(datetime.fromisoformat(str(exif["taken_at"]))))
    if "told_at" in exif:
        told = _moment(datetime.fromisoformat(str(exif["told_at"])))
        yield Fact("拍摄时间", f"{told}（手机所记，照片已缩小）")
    if "latitude" in exif and "longitude" in exif:
        yield Fact("拍摄地点", words.position(float(exif["latitude"]), float(exif["longitude"])))
    if "camera" in exif:
        yield Fact("设备", exif["camera"])


def _moment(taken_at: datetime) -> str:
    """The day and hour in Shanghai; by the camera's own clock where it told no zone."""
    told = taken_at.astimezone(clock.SHANGHAI) if taken_at.tzinfo else taken_at
    day = words.day(told.date(), today=clock.today(), weekday=False)
    return f"{day} {told:%H:%M}"
