"""Stored files as pages of a bound paper: pictures, and each page of a pdf as a picture.

PDF/A holds no other pdf, so its pages are drawn anew; what cannot be drawn, does not come in time,
or is longer than a bound file bears, is no page at all and is named with 另附. What was drawn is
kept for a day, sealed, so that whoever opens the book again does not wait again.
"""

import threading
import time
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
# How long whoever opens a book waits for all that has to be drawn for it; the rest is 另附, and
# drawn when the book is opened again [D].
MOST_SECONDS: Final = 45.0
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
# A book is drawn with one core, whoever else wants one.
_ONE_AT_A_TIME: Final = threading.Lock()


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
        self._seconds = MOST_SECONDS

    @property
    def is_full(self) -> bool:
        """Whether no page goes in."""
        return self._pages >= MOST_IN_BOOK or self._bytes >= MOST_BYTES

    def scans_of(self, mime: str, data: bytes) -> tuple[Scan, ...]:
        """The pages of a file; none where it cannot be bound, and never a part of them."""
        draw = _DRAWN_BY.get(mime)
        if draw is None or self.is_full:
            return ()
        found = tuple(Scan(*page) for page in scan_drawing.pages_in(self._drawn(draw, data)))
        pages = self._pages + len(found)
        size = self._bytes + sum(len(it.data) for it in found)
        if pages > MOST_IN_BOOK or size > MOST_BYTES:
            return ()
        self._pages, self._bytes = pages, size
        return found

    def _drawn(self, draw: Callable[[bytes], bytes], data: bytes) -> bytes:
        key = sm3(data)
        kept = _kept(key)
        if kept is not None:
            return kept
        begun = time.monotonic()
        if self._seconds <= 0 or not _ONE_AT_A_TIME.acquire(timeout=self._seconds):
            return _NOTHING
        try:
            return _drawn_now(draw, data, key)
        finally:
            _ONE_AT_A_TIME.release()
            self._seconds -= time.monotonic() - begun


def _drawn_now(draw: Callable[[bytes], bytes], data: bytes, key: str) -> bytes:
    # Whoever was drawing while we waited may have had the same file.
    kept = _kept(key)
    if kept is not None:
        return kept
    made = confined.answer(draw, data, LIMITS) or _NOTHING
    SCANS.keep_as(key, made)
    return made


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
