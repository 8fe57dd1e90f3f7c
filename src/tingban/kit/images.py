"""Pictures that people bring: what the camera wrote into them, and copies without any of it.

Nothing of the sender's bytes reaches a copy: it is decoded, turned upright and written anew. A
picture is measured before it is decoded, and one is decoded at a time, so that a small file that
unfolds into gigabytes costs nothing.
"""

import io
import re
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from PIL import ExifTags, Image

# Our own limit is asked before anything is decoded; Pillow's would only warn.
Image.MAX_IMAGE_PIXELS = None

FORMATS: Final = ("JPEG", "PNG", "WEBP")
COPY_EDGE: Final = 2560
THUMB_EDGE: Final = 320
_COPY_QUALITY: Final = 86
_THUMB_QUALITY: Final = 78
# A camera writes a dozen scans; each one more makes the whole picture be decoded once more.
_MOST_SCANS: Final = 64
_MARKER: Final = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_ONE_AT_A_TIME: Final = threading.Lock()
_STAMP: Final = "%Y:%m:%d %H:%M:%S"
_OFFSET: Final = re.compile(r"^([+-])(\d\d):(\d\d)$")
# What has to be done to a picture that bears this orientation.
_TURNS: Final[dict[object, Image.Transpose]] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
# What Pillow raises where a file does not hold what it promises.
_BROKEN: Final = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    AttributeError, ZeroDivisionError, MemoryError, struct.error,
)  # fmt: skip


class BrokenImage(ValueError):
    """The file cannot be decoded to its end."""


class TooManyPixels(ValueError):
    """The picture would unfold into more than is allowed."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width} x {height}")
        self.width = width
        self.height = height


@dataclass(frozen=True, slots=True)
class Exif:
    """What the camera told; `taken_at` bears an offset only where the camera wrote one."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    camera: str = ""

    def as_json(self) -> dict[str, str | float]:
        """Plain values, without what is not known."""
        told: dict[str, str | float | None] = {
            "taken_at": self.taken_at.isoformat() if self.taken_at else None,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "camera": self.camera or None,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its two copies, both JPEG and without metadata."""

    width: int
    height: int
    exif: Exif
    copy: bytes
    thumb: bytes


def look(data: bytes, *, most_pixels: int) -> Picture:
    """Measure, read and copy a picture; `BrokenImage` or `TooManyPixels` where it is unfit."""
    with _opened(data, most_pixels) as image:
        width, height = image.size
        exif = _exif(image)
        upright = _upright(image)
        copy = _written(upright, COPY_EDGE, _COPY_QUALITY)
        thumb = _written(upright, THUMB_EDGE, _THUMB_QUALITY)
    return Picture(width, height, exif, copy, thumb)


def fitted(data: bytes, *, edge: int, quality: int, most_pixels: int) -> bytes:
    """One such copy alone, no larger than this; unfit as `look` tells."""
    with _opened(data, most_pixels) as image:
        return _written(_upright(image), edge, quality)


@contextmanager
def _opened(data: bytes, most_pixels: int) -> Iterator[Image.Image]:
    """A picture to decode in the block, measured; whatever breaks there is told of the picture."""
    if data.startswith(b"\xff\xd8") and _scans(data) > _MOST_SCANS:
        raise BrokenImage("too many scans")
    try:
        with _ONE_AT_A_TIME, Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > most_pixels:
                raise TooManyPixels(width, height)
            yield image
    except TooManyPixels:
        raise
    except _BROKEN as error:
        raise BrokenImage(str(error)) from error


def _scans(data: bytes) -> int:
    """How many scans stand before the end of a JPEG; what follows the end is not looked at."""
    count, place = 0, 2
    while found := _MARKER.search(data, place):
        if found.group() == _END:
            break
        count += found.group() == _SCAN
        # Behind the marker stands the length of its segment, which may hold a smaller picture.
        (length,) = struct.unpack(">H", data[found.end() : found.end() + 2].rjust(2, b"\0"))
        place = found.end() + max(length, 2)
    return count


def _upright(image: Image.Image) -> Image.Image:
    """As it is meant to be seen, in three colours, no larger than a copy may be.

    Made small first: a large JPEG is even decoded at half or a quarter of its size.
    """
    turn = _TURNS.get(_orientation(image))
    if image.mode.startswith("I;16"):
        # Sixteen bits of grey would be cut off, not scaled.
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode not in {"RGB", "RGBA", "L", "LA", "CMYK"}:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((COPY_EDGE, COPY_EDGE), Image.Resampling.LANCZOS)
    flat = _flat(image)
    return flat if turn is None else flat.transpose(turn)


def _orientation(image: Image.Image) -> object:
    try:
        return image.getexif().get(ExifTags.Base.Orientation)
    except _BROKEN:
        return None


def _flat(image: Image.Image) -> Image.Image:
    """On white where it was transparent."""
    if image.mode not in {"RGBA", "LA"} and "transparency" not in image.info:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def _written(image: Image.Image, edge: int, quality: int) -> bytes:
    """A JPEG no larger than this; only the points of the picture go into it."""
    small = Image.new("RGB", image.size)
    small.paste(image)
    small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _exif(image: Image.Image) -> Exif:
    """What the camera told; what it wrote wrongly counts as not told."""
    try:
        told = image.getexif()
        camera = told.get_ifd(ExifTags.IFD.Exif)
        place = told.get_ifd(ExifTags.IFD.GPSInfo)
    except _BROKEN:
        return Exif()
    return Exif(
        taken_at=_moment(camera),
        latitude=_degrees(place, ExifTags.GPS.GPSLatitude, "S", 90),
        longitude=_degrees(place, ExifTags.GPS.GPSLongitude, "W", 180),
        camera=_camera(_text(told.get(ExifTags.Base.Make)), _text(told.get(ExifTags.Base.Model))),
    )


def _moment(told: dict[int, Any]) -> datetime | None:
    try:
        taken = datetime.strptime(_text(told.get(ExifTags.Base.DateTimeOriginal)), _STAMP)  # noqa: DTZ007
    except ValueError:
        return None
    offset = _OFFSET.match(_text(told.get(ExifTags.Base.OffsetTimeOriginal)))
    if offset is None:
        return taken
    length = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    if length >= timedelta(days=1):
        return taken
    return taken.replace(tzinfo=timezone(length if offset[1] == "+" else -length))


def _degrees(told: dict[int, Any], tag: int, opposite: str, most: int) -> float | None:
    """Degrees with six decimals, negative in the south and west; the letter stands one before."""
    try:
        degrees, minutes, seconds = (float(part) for part in told[tag])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 < value <= most:
        return None
    is_opposite = _text(told.get(tag - 1)).upper() == opposite
    return round(-value if is_opposite else value, 6)


def _camera(make: str, model: str) -> str:
    """HUAWEI P40, and not HUAWEI HUAWEI P40."""
    has_make = model.casefold().startswith(make.casefold())
    return (model if has_make else f"{make} {model}").strip()[:64]


def _text(value: object) -> str:
    told = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    if not isinstance(told, str):
        return ""
    return "".join(sign for sign in told if sign.isprintable()).strip()
