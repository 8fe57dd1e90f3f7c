"""A paper as pdf, and its very pages as pictures, set by typst (`paper.typ`, DOMAIN 8.1)."""

import json
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from tingban.kit.clock import SHANGHAI
from tingban.reports.page_pdf import draw_lines, draw_pages, set_paper
from tingban.rules.documents.templates import PaperText, freeze

_SOURCE: Final = Path(__file__).with_name("paper.typ")


def paper_pdf(text: PaperText, issued_on: date, *, is_draft: bool = False) -> bytes:
    """The pdf (PDF/A-2b), the same byte for byte from the same wording."""
    return set_paper(_SOURCE, _told(text, is_draft), at=moment_of(issued_on))


def paper_pages(text: PaperText, *, is_draft: bool = False) -> list[bytes]:
    """Each page as a png; drawn once while somebody looks at one page after the other."""
    return _drawn(json.dumps(_told(text, is_draft), ensure_ascii=False))


def paper_drawings(text: PaperText) -> list[str]:
    """Each page as an svg, as it stands in a bound file."""
    return draw_lines(_SOURCE, _told(text, is_draft=False))


@lru_cache(maxsize=16)
def _drawn(told: str) -> list[bytes]:
    return draw_pages(_SOURCE, json.loads(told))


def moment_of(issued_on: date) -> datetime:
    """The moment that the files bear: the day of the paper, so that they are always the same."""
    return datetime.combine(issued_on, time(), SHANGHAI)


def _told(text: PaperText, is_draft: bool) -> dict[str, Any]:
    return freeze(text) | {"heading": text.heading, "draft": is_draft}
