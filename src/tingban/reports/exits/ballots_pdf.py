"""表决票 as pdf: one A5 page each, with number, QR code, rooms and matters; no name on it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import segno

from tingban.reports.page_pdf import set_paper

_SOURCE: Final = Path(__file__).with_name("ballots.typ")


@dataclass(frozen=True, slots=True)
class BallotSheet:
    """What is particular to one ballot."""

    number: str
    token: str
    rooms: str
    area: str


@dataclass(frozen=True, slots=True)
class BallotBook:
    """What stands on every ballot of a vote."""

    title: str
    community: str
    convener: str
    period: str
    matters: tuple[str, ...]
    advice: tuple[str, ...]
    sheets: Sequence[BallotSheet]


def ballots_pdf(book: BallotBook, *, at: datetime) -> bytes:
    """The pdf, the same byte for byte from the same ballots and moment."""
    told = asdict(book)
    for sheet in told["sheets"]:
        sheet["code"] = _drawn(sheet.pop("token"))
    return set_paper(_SOURCE, told, at=at)


def _drawn(token: str) -> str:
    drawing: str = segno.make(token, micro=False, error="q").svg_inline(border=0)
    return drawing
