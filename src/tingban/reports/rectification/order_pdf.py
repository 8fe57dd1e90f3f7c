"""责令限期整改通知书 as pdf with its 送达回证, set by typst."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import segno

from tingban.reports.page_pdf import set_paper
from tingban.reports.rectification.order_text import OrderText, moment_of

_SOURCE: Final = Path(__file__).with_name("order.typ")


def order_pdf(text: OrderText, issued_on: date) -> bytes:
    """The pdf (PDF/A-2b), the same byte for byte from the same wording."""
    told = asdict(text) | {"heading": text.heading, "code": _drawn(text.link)}
    return set_paper(_SOURCE, told, at=moment_of(issued_on))


def _drawn(link: str) -> str:
    """The link as a drawing to photograph; empty where there is none."""
    if not link:
        return ""
    drawing: str = segno.make(link, micro=False, error="m").svg_inline(border=0)
    return drawing
