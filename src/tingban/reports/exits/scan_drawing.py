"""Pages drawn from a file of strangers; it runs in a process of its own (`gateways.confined`).

Whatever is wrong with a file ends it there. A page comes as its shape, its length and a JPEG.
"""

import io
import struct
from pathlib import Path
from typing import Final

import typst
from PIL import Image

from tingban.kit import images

MOST_PAGES: Final = 40
_PPI: Final = 150
# The longer side of A4 at 150 dots an inch: more is not printed, and makes the book heavy.
MOST_EDGE: Final = 1754
_QUALITY: Final = 82
# As many points as an upload may have, and a page that was drawn here has far fewer.
_MOST_POINTS: Final = 52_000_000
_HEAD: Final = struct.Struct(">?I")
_NO_MORE: Final = "does not exist"
# The longer side is that of A4, whatever the page measures.
_SOURCE: Final = """#let n = int(sys.inputs.page)
#set page(width: auto, height: auto, margin: 0pt)
#context {
  let size = measure(image("scan.pdf", page: n))
  image("scan.pdf", page: n, width: size.width * (297mm / calc.max(size.width, size.height)))
}
"""


class _CannotBeDrawn(Exception):
    """The file is no picture of pages, or of more than a bound file bears."""


def pages_of_pdf(data: bytes) -> bytes:
    """All pages of a pdf, which is written into the working folder."""
    Path("main.typ").write_text(_SOURCE, encoding="utf-8")
    Path("scan.pdf").write_bytes(data)
    compiler = typst.Compiler("main.typ", root=".")
    if _drawn(compiler, MOST_PAGES + 1, ppi=1) is not None:
        raise _CannotBeDrawn
    made = []
    for page in range(1, MOST_PAGES + 1):
        drawn = _drawn(compiler, page)
        if drawn is None:
            break
        made.append(_framed(drawn))
    return b"".join(made)


def page_of_picture(data: bytes) -> bytes:
    """A picture as a page: upright, as large as is printed, without the traces of its camera."""
    return _framed(data)


def pages_in(made: bytes) -> list[tuple[bytes, bool]]:
    """The pages of such an answer, each with whether it is wide."""
    found, place = [], 0
    while place < len(made):
        is_wide, length = _HEAD.unpack_from(made, place)
        place += _HEAD.size
        found.append((made[place : place + length], is_wide))
        place += length
    return found


def _framed(picture: bytes) -> bytes:
    page = images.fitted(picture, edge=MOST_EDGE, quality=_QUALITY, most_pixels=_MOST_POINTS)
    with Image.open(io.BytesIO(page)) as image:
        is_wide = image.width > image.height
    return _HEAD.pack(is_wide, len(page)) + page


def _drawn(compiler: typst.Compiler, page: int, ppi: int = _PPI) -> bytes | None:
    """One page as a png; None behind the last."""
    try:
        made = compiler.compile(format="png", ppi=ppi, sys_inputs={"page": str(page)})
    except RuntimeError as error:
        if page > 1 and _NO_MORE in str(error):
            return None
        raise _CannotBeDrawn from error
    if not isinstance(made, bytes):
        raise _CannotBeDrawn
    return made
