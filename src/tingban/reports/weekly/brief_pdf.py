"""周工作简报 as pdf, set by typst; refused with a sentence where no Chinese font is found."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typst

from tingban.kit.fonts import Faces, Typeface, installed, installed_faces
from tingban.reports.weekly.brief_text import compose
from tingban.reports.weekly.shapes import Briefing
from tingban.rules.errors import Refused

_PAGE: Final = Path(__file__).with_name("brief.typ")
_NO_FONT: Final = (
    "这台服务器没有中文字体，不能生成 PDF。请管理员安装 fonts-noto-cjk 后重试；"
    "Word 版（docx）可以照常下载。"
)


def brief_pdf(brief: Briefing) -> bytes:
    """The pdf (PDF/A-2b), the same byte for byte whenever it is made from the same edition."""
    faces = installed_faces()
    if faces is None:
        raise Refused(_NO_FONT, rule="DOMAIN 8.1")
    told = asdict(compose(brief)) | {"faces": _families(faces), "note": faces.note}
    compiler = typst.Compiler(_PAGE.read_bytes(), font_paths=installed(), ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        sys_inputs={"brief": json.dumps(told, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=_plain(brief.edition.made_at),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def _plain(moment: datetime) -> datetime:
    """Whole seconds in UTC, as a pdf keeps them."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _families(faces: Faces) -> dict[str, list[str]]:
    names = {
        "fang": Typeface.FANGSONG,
        "hei": Typeface.HEITI,
        "kai": Typeface.KAITI,
        "song": Typeface.SONGTI,
        "song-title": Typeface.XIAOBIAOSONG,
    }
    return {name: list(faces.of(face)) for name, face in names.items()}
