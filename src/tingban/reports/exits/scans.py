"""Stored files as pages of a bound paper: pictures as they are, each page of a pdf as a picture.

PDF/A holds no other pdf, so its pages are drawn anew; what cannot be drawn, or is longer than a
bound file bears, is no page at all and is named with 另附.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst
from PIL import Image

MOST_PAGES: Final = 40
_PPI: Final = 150
_QUALITY: Final = 82
_NO_MORE: Final = "does not exist"
# The longer side is that of A4, whatever the page measures.
_SOURCE: Final = """#let n = int(sys.inputs.page)
#set page(width: auto, height: auto, margin: 0pt)
#context {
  let size = measure(image("scan.pdf", page: n))
  image("scan.pdf", page: n, width: size.width * (297mm / calc.max(size.width, size.height)))
}
"""


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as a JPEG; a wide one is bound with its longer side lying."""

    data: bytes
    is_wide: bool


class _CannotBeDrawn(Exception):
    """The file is no picture of pages."""


def scans_of(mime: str, data: bytes) -> tuple[Scan, ...]:
    """The pages of a file; none where it cannot be bound."""
    try:
        if mime == "application/pdf":
            return tuple(_scan(page) for page in _pages(data))
        return (_scan(data),) if mime.startswith("image/") else ()
    except (_CannotBeDrawn, OSError, ValueError):
        return ()


def _scan(data: bytes) -> Scan:
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        is_wide = image.width > image.height
        if image.format == "JPEG":
            return Scan(data, is_wide)
        target = io.BytesIO()
        image.convert("RGB").save(target, "JPEG", quality=_QUALITY)
    return Scan(target.getvalue(), is_wide)


def _pages(data: bytes) -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(_SOURCE, encoding="utf-8")
        (Path(folder) / "scan.pdf").write_bytes(data)
        compiler = typst.Compiler(str(main), root=folder)
        for page in range(1, MOST_PAGES + 2):
            drawn = _drawn(compiler, page)
            if drawn is None:
                return
            if page > MOST_PAGES:
                raise _CannotBeDrawn
            yield drawn


def _drawn(compiler: typst.Compiler, page: int) -> bytes | None:
    """One page as a png; None behind the last."""
    try:
        made = compiler.compile(format="png", ppi=_PPI, sys_inputs={"page": str(page)})
    except RuntimeError as error:
        if page > 1 and _NO_MORE in str(error):
            return None
        raise _CannotBeDrawn from error
    if not isinstance(made, bytes):
        raise _CannotBeDrawn
    return made
