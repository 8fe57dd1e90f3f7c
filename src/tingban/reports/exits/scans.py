"""Stored files as pages of a bound paper: pictures, and each page of a pdf as a picture.

PDF/A holds no other pdf, so its pages are drawn anew; what cannot be drawn, or is longer than a
bound file bears, is no page at all and is named with 另附. Drawing may take long, so a job does it
(`jobs.exits`) and keeps what it drew for a day, sealed; a book is made of what is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tingban.gateways import confined
from tingban.gateways.confined import Limits
from tingban.gateways.files import SCANS, Missing
from tingban.kit.digests import sm3
from tingban.reports.exits import scan_drawing

# What a court is handed in one volume, and what a browser and a mail still carry [D].
MOST_IN_BOOK: Final = 200
MOST_BYTES: Final = 60 * 1024 * 1024
# A scanned page takes less than a second; a file that was made to take for ever, all of it [D].
LIMITS: Final = Limits(reckoning=30, waiting=40.0, memory=1536 * 1024 * 1024)
_KEPT: Final = 24 * 3600
# A busy machine may have been what was wrong, so a file that failed is tried again [D].
_FAILED: Final = 3600
_NOTHING: Final = b""
_PDF: Final = "application/pdf"
_DRAWN_BY: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    _PDF: scan_drawing.pages_of_pdf,
    "image/jpeg": scan_drawing.page_of_picture,
    "image/png": scan_drawing.page_of_picture,
    "image/webp": scan_drawing.page_of_picture,
}


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as a JPEG; a wide one is bound with its longer side lying."""

    data: bytes
    is_wide: bool


class Volume:
    """One bound paper as it fills: what does not go in any more lies elsewhere."""

    def __init__(self) -> None:
        self._pages = 0
        self._bytes = 0

    @property
    def is_full(self) -> bool:
        """Whether no page goes in."""
        return self._pages >= MOST_IN_BOOK or self._bytes >= MOST_BYTES

    def scans_of(self, mime: str, data: bytes) -> tuple[Scan, ...]:
        """The pages of a file that was drawn; none where it cannot be bound, and never a part."""
        if mime not in _DRAWN_BY or self.is_full:
            return ()
        kept = _kept(sm3(data)) or _NOTHING
        found = tuple(Scan(*page) for page in scan_drawing.pages_in(kept))
        pages = self._pages + len(found)
        size = self._bytes + sum(len(it.data) for it in found)
        if pages > MOST_IN_BOOK or size > MOST_BYTES:
            return ()
        self._pages, self._bytes = pages, size
        return found


def is_waiting(mime: str, digest: str) -> bool:
    """Whether the file of this SM3 is still to be drawn; whoever waits asks again and again."""
    if mime not in _DRAWN_BY:
        return False
    is_young = SCANS.has(digest) and not SCANS.is_older_than(digest, _FAILED)
    return not is_young and _kept(digest) is None


def draw(mime: str, data: bytes) -> None:
    """Draw the pages of a file and keep them, unless they are kept."""
    work, key = _DRAWN_BY.get(mime), sm3(data)
    if work is not None and _kept(key) is None:
        SCANS.keep_as(key, confined.answer(work, data, LIMITS) or _NOTHING)


def give_up(digest: str) -> None:
    """There is nothing to draw of it, so nobody waits for it."""
    SCANS.keep_as(digest, _NOTHING)


def forget_drawn() -> None:
    """Drop the pages that were drawn a day ago."""
    for digest in SCANS.older_than(_KEPT):
        SCANS.drop(digest)


def _kept(key: str) -> bytes | None:
    """What was drawn of it; nothing where it failed a while ago; None where it is to be drawn."""
    try:
        found = SCANS.read(key)
    except Missing:
        return None
    return None if not found and SCANS.is_older_than(key, _FAILED) else found
