"""The boxes of MP4, MOV and M4A files: whole or not, and without what tells where and by whom.

A phone writes place, device and time into boxes beside the film itself. They are made to `free`
boxes of the same length, filled with zeros: nothing moves, so the film plays as before.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEAD: Final = 8
_LONG_HEAD: Final = 16
# Boxes that hold boxes, and may hold what a phone tells of itself.
_OUTER: Final = {b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"}
_TELLING: Final = {b"udta", b"meta", b"uuid", b"XMP_", b"ilst", b"keys"}
# Times of making stand at the head of these, four or eight bytes each by the version.
_TIMED: Final = {b"mvhd", b"tkhd", b"mdhd"}
_DEEPEST: Final = 8


class BrokenBoxes(ValueError):
    """The file does not hold what its boxes promise."""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    body: int
    end: int


def check_whole(data: bytes) -> None:
    """Refuse a film that was cut off, or lacks its table or its content."""
    kinds = {box.kind for box in _boxes(data, 0, len(data))}
    if not {b"ftyp", b"mdat"} <= kinds or not kinds & {b"moov", b"moof"}:
        raise BrokenBoxes


def without_traces(data: bytes) -> bytes:
    """The same film, without place, device, owner and time of making."""
    clean = bytearray(data)
    _blank(clean, data, 0, len(data), 0)
    return bytes(clean)


def _blank(clean: bytearray, data: bytes, start: int, end: int, depth: int) -> None:
    if depth > _DEEPEST:
        raise BrokenBoxes
    for box in _boxes(data, start, end):
        if box.kind in _TELLING:
            clean[box.start + 4 : box.start + _HEAD] = b"free"
            clean[box.body : box.end] = bytes(box.end - box.body)
        elif box.kind in _TIMED and box.body < box.end:
            length = 16 if data[box.body] else 8
            first = box.body + 4
            last = min(first + length, box.end)
            clean[first:last] = bytes(last - first)
        elif box.kind in _OUTER:
            _blank(clean, data, box.body, box.end, depth + 1)


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    """The boxes that follow one another from here to there, none of them cut off."""
    place = start
    while place < end:
        if end - place < _HEAD:
            # Four zeros may close a list of boxes in files of QuickTime.
            if any(data[place:end]):
                raise BrokenBoxes
            return
        size, kind = struct.unpack_from(">I4s", data, place)
        body = place + _HEAD
        if size == 1 and end - place >= _LONG_HEAD:
            (size,) = struct.unpack_from(">Q", data, body)
            body = place + _LONG_HEAD
        last = end if size == 0 else place + size
        if last > end or last < body:
            raise BrokenBoxes
        yield _Box(kind, place, body, last)
        place = last
