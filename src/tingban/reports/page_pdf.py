"""Papers as pdf (PDF/A-2b), set by typst on the page of GB/T 9704 (`page.typ`, DOMAIN 8.1).

Refused with a sentence where no Chinese font is found; what stands in for an office font is said
in `note`, for the foot of the paper.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from tingban.kit.fonts import Faces, Typeface, installed, installed_faces
from tingban.rules.errors import Refused

_PAGE: Final = Path(__file__).with_name("page.typ")
_NO_FONT: Final = (
    "这台服务器没有中文字体，不能生成 PDF。请管理员安装 fonts-noto-cjk 后重试；"
    "Word 版（docx）可以照常下载。"
)
_FACES: Final = {
    "fang": Typeface.FANGSONG,
    "hei": Typeface.HEITI,
    "kai": Typeface.KAITI,
    "song": Typeface.SONGTI,
    "song-title": Typeface.XIAOBIAOSONG,
}


def set_paper(
    source: Path,
    told: Mapping[str, Any],
    *,
    at: datetime,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The pdf, the same byte for byte from the same words and moment; `pictures` by the names
    under which the source finds them."""
    with TemporaryDirectory() as folder:
        for name, data in (pictures or {}).items():
            (Path(folder) / name).write_bytes(data)
        return _set(source, told, at=at, folder=folder)


def _set(source: Path, told: Mapping[str, Any], *, at: datetime, folder: str) -> bytes:
    compiler, inputs = _compiler(source, told, folder)
    made = compiler.compile(
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="a-2b",
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def draw_pages(source: Path, told: Mapping[str, Any], *, ppi: int = 96) -> list[bytes]:
    """The very pages as pictures (png), to look at before they are printed."""
    compiler, inputs = _compiler(source, told)
    made = compiler.compile(format="png", ppi=ppi, sys_inputs=inputs)
    return [made] if isinstance(made, bytes) else list(made or ())


def draw_lines(source: Path, told: Mapping[str, Any]) -> list[str]:
    """The very pages as drawings (svg), to be bound into another paper."""
    compiler, inputs = _compiler(source, told)
    made: Any = compiler.compile(format="svg", sys_inputs=inputs)
    pages = [made] if isinstance(made, bytes) else list(made or ())
    return [page.decode() for page in pages]


def _compiler(
    source: Path, told: Mapping[str, Any], folder: str | None = None
) -> tuple[typst.Compiler, dict[str, str]]:
    faces = installed_faces()
    if faces is None:
        raise Refused(_NO_FONT, rule="DOMAIN 8.1")
    words = {**told, "faces": _families(faces), "note": faces.note}
    text = _PAGE.read_bytes() + source.read_bytes()
    compiler = typst.Compiler(text, root=folder, font_paths=installed(), ignore_system_fonts=True)
    return compiler, {"told": json.dumps(words, ensure_ascii=False)}


def _families(faces: Faces) -> dict[str, list[str]]:
    return {name: list(faces.of(face)) for name, face in _FACES.items()}
