"""周工作简报 as pdf, set by typst; refused with a sentence where no Chinese font is found."""

from dataclasses import asdict
from pathlib import Path
from typing import Final

from tingban.reports.page_pdf import set_paper
from tingban.reports.weekly.brief_text import compose
from tingban.reports.weekly.shapes import Briefing

_SOURCE: Final = Path(__file__).with_name("brief.typ")


def brief_pdf(brief: Briefing) -> bytes:
    """The pdf (PDF/A-2b), the same byte for byte whenever it is made from the same edition."""
    return set_paper(_SOURCE, asdict(compose(brief)), at=brief.edition.made_at)
