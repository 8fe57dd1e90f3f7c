"""A workbook that a person takes away: how it is opened, how a value is put into a cell.

What people typed stays text, whatever it begins with: a name such as `=HYPERLINK(…)` is shown,
never run.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tingban.kit.clock import SHANGHAI

# Excel's own limits: signs in a cell, digits of a number, signs of a foot line.
TEXT_LIMIT: Final = 32_767
_DIGITS: Final = 15
_FOOT_LIMIT: Final = 120
_A4: Final = 9
_MM: Final = 1 / 25.4
# Days before it have no number in Excel.
_FIRST_DAY: Final = date(1900, 1, 1)
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def open_book(target: BinaryIO, *, title: str, made_by: str, at: datetime) -> xlsxwriter.Workbook:
    """A workbook written row by row, so that its length costs no memory."""
    book = xlsxwriter.Workbook(target, dict(_OPTIONS))
    created = at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "author": made_by, "created": created})
    return book


def stamp(made_by: str, at: datetime) -> str:
    """Who took it and when: a leaked page tells where it came from."""
    return f"导出人：{made_by}　导出时间：{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def paper(sheet: Worksheet, *, landscape: bool, mark: str) -> None:
    """A4, exactly one page wide, with who made it and the number of the page at the foot."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=12 * _MM, right=12 * _MM, top=14 * _MM, bottom=16 * _MM)
    sheet.fit_to_pages(1, 0)
    # An ampersand is a sign of command in a foot line.
    shown = mark[:_FOOT_LIMIT].replace("&", "&&")
    sheet.set_footer(f"&L&9{shown}&R&9第 &P 页　共 &N 页")


class Style:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, **look: object) -> None:
        look = {"valign": "vcenter", **look}
        self.text: Format = book.add_format({**look, "text_wrap": True})
        self.number: Format = book.add_format({**look, "align": "right"})
        self.day: Format = book.add_format({**look, "num_format": "yyyy-mm-dd", "align": "center"})
        self.moment: Format = book.add_format(
            {**look, "num_format": "yyyy-mm-dd hh:mm", "align": "center"}
        )


def put(sheet: Worksheet, row: int, column: int, value: object, style: Style) -> None:
    """Write one value as what it is; nothing is written for nothing."""
    if value is None or value == "":
        return
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            write(sheet, row, column, value, style)
            return
    _put_text(sheet, row, column, str(value), style)


def _put_text(sheet: Worksheet, row: int, column: int, value: str, style: Style) -> None:
    text = value if len(value) <= TEXT_LIMIT else value[: TEXT_LIMIT - 1] + "…"
    sheet.write_string(row, column, text, style.text)


def _put_yes_no(sheet: Worksheet, row: int, column: int, value: bool, style: Style) -> None:
    sheet.write_string(row, column, "是" if value else "否", style.text)


def _put_number(
    sheet: Worksheet, row: int, column: int, value: int | float | Decimal, style: Style
) -> None:
    if len(str(value).strip("-").replace(".", "")) > _DIGITS and not isinstance(value, float):
        sheet.write_string(row, column, str(value), style.number)
    else:
        sheet.write_number(row, column, value, style.number)


def _put_moment(sheet: Worksheet, row: int, column: int, value: datetime, style: Style) -> None:
    local = value.astimezone(SHANGHAI) if value.tzinfo else value
    sheet.write_datetime(row, column, local.replace(tzinfo=None), style.moment)


def _put_day(sheet: Worksheet, row: int, column: int, value: date, style: Style) -> None:
    if value < _FIRST_DAY:
        sheet.write_string(row, column, value.isoformat(), style.day)
    else:
        sheet.write_datetime(row, column, value, style.day)


# In this order: a bool is an int, a moment is a day.
_WRITERS: Final[Mapping[type | tuple[type, ...], Callable[..., None]]] = {
    bool: _put_yes_no,
    (int, float, Decimal): _put_number,
    datetime: _put_moment,
    date: _put_day,
}
