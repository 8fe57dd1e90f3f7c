"""The whole exchange workbook, row by row from the table that the import reads it by."""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tingban.reports.books import Style, open_book, paper, put, stamp
from tingban.rules.exchange import columns as table
from tingban.rules.exchange.columns import Column, Sheet
from tingban.rules.exchange.records import Record

TITLE: Final = "数据交换簿"
# In digits of the standard font.
WIDTHS: Final = {
    table.Style.TEXT: 18.0,
    table.Style.LONG: 42.0,
    table.Style.DATE: 12.0,
    table.Style.MOMENT: 17.0,
    table.Style.WHOLE: 9.0,
    table.Style.AMOUNT: 14.0,
}


def write_workbook(
    parts: Iterable[tuple[Sheet, Iterable[Record]]],
    *,
    made_by: str,
    at: datetime,
    target: BinaryIO,
) -> dict[str, int]:
    """Write all sheets into an open file; the answer is how many rows each has."""
    book = open_book(target, title=TITLE, made_by=made_by, at=at)
    style = Style(book, font_size=10)
    counts = {}
    for sheet, rows in parts:
        page = book.add_worksheet(sheet.title)
        paper(page, landscape=True, mark=f"{sheet.title}　{stamp(made_by, at)}")
        write_head(book, page, sheet)
        counts[sheet.title] = _write_rows(page, sheet, rows, style)
        page.autofilter(0, 0, counts[sheet.title], len(sheet.columns) - 1)
    book.close()
    return counts


def write_head(book: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet) -> None:
    """The titles as the import knows them; those that must be filled stand on a ground."""
    look = {"bold": True, "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
    plain = book.add_format({**look, "bg_color": "#F2F2F2"})
    required = book.add_format({**look, "bg_color": "#FCE4D6"})
    page.set_row(0, 30)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, WIDTHS[column.style])
        page.write_string(0, place, column.title, required if column.required else plain)


def _write_rows(page: Worksheet, sheet: Sheet, rows: Iterable[Record], style: Style) -> int:
    # The first field of a record is its row in the file that it came from.
    columns = list(enumerate(sheet.columns))
    number = 0
    for number, record in enumerate(rows, start=1):
        for place, column in columns:
            put(page, number, place, spelled(column, record[place + 1]), style)
    return number


def spelled(column: Column, value: object) -> object:
    """A value as the column writes it: the label of a code, several numbers parted by 、."""
    if isinstance(value, str):
        return column.labels.get(value, value)
    if isinstance(value, tuple):
        return "、".join(str(part) for part in value)
    return value
