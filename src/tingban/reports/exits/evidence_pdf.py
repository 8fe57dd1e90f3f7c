"""证据册 as pdf: the index with the page of each piece, then the pieces, numbered through.

The pages of the index bear no number, so what it says of the pieces does not hang on its length.
What lies in another file is named with 另附 and has no page here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tingban.reports.documents.paper_pdf import paper_drawings
from tingban.reports.exits.scans import Scan
from tingban.reports.page_pdf import set_paper
from tingban.rules.documents.composing import thaw

_SOURCE: Final = Path(__file__).with_name("evidence.typ")
HEADS: Final = ("序号", "证据名称", "来源", "证明目的", "页码")
BESIDE: Final = "另附"


@dataclass(frozen=True, slots=True)
class Bound:
    """One piece: what the index says of it, its signed words or its pages where the platform keeps
    them; `is_partial` tells that more of it lies elsewhere."""

    name: str
    source: str
    proves: str
    kept: Mapping[str, Any] | None = None
    scans: tuple[Scan, ...] = ()
    is_partial: bool = False


def evidence_pdf(title: str, pieces: tuple[Bound, ...], *, made: str, at: datetime) -> bytes:
    """The pdf; `made` says for whom and when in the foot of the index."""
    rows: list[list[str]] = []
    pages: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    for place, piece in enumerate(pieces, 1):
        drawn = _drawn(piece.kept) if piece.kept else []
        first = len(pages) + 1
        pages += [{"piece": place, "drawing": it} for it in drawn]
        for scan in piece.scans:
            name = f"{len(pictures) + 1}.jpg"
            pictures[name] = scan.data
            pages.append({"piece": place, "picture": name, "wide": scan.is_wide})
        where = _span(first, len(pages)) if len(pages) >= first else BESIDE
        if piece.is_partial and where != BESIDE:
            where = f"{where}，余{BESIDE}"
        rows.append([str(place), piece.name, piece.source, piece.proves, where])
    told = {"title": title, "heads": HEADS, "rows": rows, "pages": pages, "made": made}
    return set_paper(_SOURCE, told, at=at, pictures=pictures)


def _drawn(kept: Mapping[str, Any]) -> list[str]:
    """Its pages without the empty 送达回证: the one that was filled in is a piece of its own."""
    return paper_drawings(replace(thaw(kept), receipt=()))


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"
