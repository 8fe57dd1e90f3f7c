"""Any list of the desk as a workbook to take away: title, who and when, heads, rows.

Written row by row: a list of any length needs little memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tingban.reports.books import Style, open_book, paper, put, stamp

HEAD_ROW: Final = 2
# A4 upright holds about so many digits of the standard font before it gets too small to read.
_UPRIGHT: Final = 95.0
_NAME_LIMIT: Final = 31


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its head, its width in digits, whether it holds numbers, and of what."""

    label: str
    width: float = 12
    numeric: bool = False
    unit: str = ""

    @property
    def head(self) -> str:
        """The head with its unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


def write_list(
    *,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[object]],
    made_by: str,
    at: datetime,
    target: BinaryIO,
) -> None:
    """Write the list into an open file; days and moments become Excel's own dates."""
    book = open_book(target, title=title, made_by=made_by, at=at)
    sheet = book.add_worksheet(_sheet_name(title))
    mark = stamp(made_by, at)
    paper(sheet, landscape=sum(column.width for column in columns) > _UPRIGHT, mark=mark)
    _head(book, sheet, title=title, mark=mark, columns=columns)
    style = Style(book, font_size=10, border=1, border_color="#BFBFBF")
    last = HEAD_ROW
    for last, row in enumerate(rows, HEAD_ROW + 1):
        for place, value in enumerate(row):
            _cell(sheet, (last, place), value, column=columns[place], style=style)
    if last == HEAD_ROW:
        sheet.write_string(HEAD_ROW + 1, 0, "没有符合条件的记录", _quiet(book))
    sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    book.close()


def _cell(
    sheet: Worksheet, place: tuple[int, int], value: object, *, column: ListColumn, style: Style
) -> None:
    """An empty cell keeps its frame; a number known only as text stands where numbers stand."""
    if value is None or value == "":
        sheet.write_blank(*place, None, style.text)
    elif column.numeric and isinstance(value, str):
        sheet.write_string(*place, value, style.number)
    else:
        put(sheet, *place, value, style)


def _head(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    *,
    title: str,
    mark: str,
    columns: Sequence[ListColumn],
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 15}))
    sheet.write_string(1, 0, mark, _quiet(book))
    sheet.set_row(HEAD_ROW, 30)
    heads = {side: _head_format(book, align=side) for side in ("left", "right")}
    for place, column in enumerate(columns):
        side = "right" if column.numeric else "left"
        sheet.write_string(HEAD_ROW, place, column.head, heads[side])


def _head_format(book: xlsxwriter.Workbook, *, align: str) -> Format:
    return book.add_format(
        {
            "bold": True,
            "font_size": 10,
            "align": align,
            "valign": "vcenter",
            "text_wrap": True,
            "border": 1,
            "border_color": "#BFBFBF",
            "bg_color": "#F2F2F2",
        }
    )


def _quiet(book: xlsxwriter.Workbook) -> Format:
    return book.add_format({"font_size": 9, "font_color": "#7F7F7F"})


def _sheet_name(title: str) -> str:
    """What Excel takes as the name of a sheet."""
    name = "".join(sign for sign in title if sign not in "[]:*?/\\'")
    return name[:_NAME_LIMIT] or "清单"
