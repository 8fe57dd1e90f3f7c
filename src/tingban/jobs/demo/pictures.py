"""A picture for the demo: no place and nobody, only a lit wall."""

import io

from PIL import Image, ImageDraw

_SIZE = (960, 720)
_LAMPS = range(90, 960, 195)


def photo() -> bytes:
    """A row of lamps in a garage, as JPEG."""
    picture = Image.new("RGB", _SIZE, (96, 102, 110))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, *_SIZE), fill=(70, 72, 76))
    for left in _LAMPS:
        pen.rectangle((left, 120, left + 90, 140), fill=(255, 252, 235))
        pen.polygon(
            [(left - 40, 470), (left + 130, 470), (left + 90, 140), (left, 140)],
            fill=(150, 152, 148),
        )
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()
