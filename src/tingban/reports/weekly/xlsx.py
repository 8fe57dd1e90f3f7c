"""What the Excel forms share: paper, typefaces, formats that are made once, the foot."""

from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tingban.reports.weekly.shapes import Edition

# The names that office PCs know; nothing is embedded (DOMAIN 8.1).
TITLE_FONT: Final = "方正小标宋简体"
HEAD_FONT: Final = "黑体"
BODY_FONT: Final = "仿宋_GB2312"
FIGURE_FONT: Final = "Times New Roman"
RED: Final = "#C00000"
GREY: Final = "#7F7F7F"
HATCH: Final = {"pattern": 14, "fg_color": "#BFBFBF", "bg_color": "#FFFFFF"}

_A4: Final = 9
_MM: Final = 1 / 25.4
_WORKBOOK: Final = {
    # What people typed stays text, whatever it begins with.
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def open_book(
    target: BinaryIO, edition: Edition, title: str, *, constant_memory: bool = False
) -> xlsxwriter.Workbook:
    """A workbook that is the same byte for byte whenever it is made from the same edition."""
    book = xlsxwriter.Workbook(target, {**_WORKBOOK, "constant_memory": constant_memory})
    book.set_properties(
        {
            "title": title,
            "subject": edition.number,
            "comments": edition.mark,
            "created": _plain(edition.made_at),
        }
    )
    return book


def _plain(moment: datetime) -> datetime:
    """XlsxWriter writes the moment as it stands and calls it UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


class Pen:
    """The formats of one workbook; the same wish gives the same format."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **wish: Any) -> Format:
        key = tuple(sorted(wish.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "vcenter", **wish})
        return self._made[key]

    def title(self, size: float) -> Format:
        """The title over a form."""
        return self(font_name=TITLE_FONT, font_size=size, align="center", text_wrap=True)

    def line(self, size: float, **wish: Any) -> Format:
        """A line of text outside the grid."""
        return self(font_name=BODY_FONT, font_size=size, **wish)

    def head(self, size: float) -> Format:
        """A head of the grid."""
        return self(font_name=HEAD_FONT, font_size=size, align="center", text_wrap=True, border=1)


def paper(sheet: Worksheet, *, margins_mm: tuple[float, float, float, float]) -> None:
    """A4 landscape, centred, exactly one page wide; margins left, right, top, bottom."""
    left, right, top, bottom = (side * _MM for side in margins_mm)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)


def foot(sheet: Worksheet, mark: str, edition: Edition) -> None:
    """Which annex, which page, which edition."""
    # An ampersand is a sign of command in a foot line.
    number = edition.number.replace("&", "&&")
    sheet.set_footer(f"&L&9{mark}&C&9第 &P 页　共 &N 页&R&9{number}", {"margin": 6 * _MM})
