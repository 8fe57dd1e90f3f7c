"""The marked copy of a refused workbook: each faulty cell coloured, its sentence as a comment.

A first sheet 错误清单 lists all faults with links to the cells. The rows stay where they are, so
the copy, repaired at the marked cells, is imported as it is: the reader passes over our own
sheets. Only files that `kit.workbook` has accepted come here (`NotAWorkbook` for all others).
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from tingban.kit import workbook
from tingban.rules.exchange.faults import FAULT_LABELS, Fault
from tingban.rules.exchange.recognising import ERRORS_SHEET

_ZIP: Final = b"PK\x03\x04"
_RED: Final = PatternFill("solid", fgColor="FFC7CE")
_HEAD: Final = PatternFill("solid", fgColor="DDE6F3")
_LINK: Final = Font(color="1F4E9E", underline="single")
_WRAP: Final = Alignment(wrap_text=True, vertical="top")
_AUTHOR: Final = "听办"
_TITLES: Final = ("序号", "工作表", "单元格", "列名", "问题", "读到的内容", "应改为")
_WIDTHS: Final = (6, 18, 10, 20, 20, 30, 60)
# What no xlsx may hold; openpyxl refuses it.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_COMMENT_LENGTH: Final = 2000
_DAY: Final = "yyyy-mm-dd"
_MOMENT: Final = "yyyy-mm-dd hh:mm"


@dataclass(slots=True)
class _Marks:
    """What is told of each cell, by sheet and address."""

    sheets: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> "_Marks":
        marks = cls()
        for fault in faults:
            if fault.sheet and fault.cell:
                told = f"{FAULT_LABELS[fault.kind]}。{fault.expected}。"
                cells = marks.sheets.setdefault(fault.sheet, {})
                cells.setdefault(fault.cell, []).append(told)
        return marks


def mark(data: bytes, faults: Sequence[Fault]) -> bytes:
    """The marked copy as .xlsx, or `NotAWorkbook` where there is no workbook to mark."""
    source = workbook.open_workbook(data)
    if data.startswith(_ZIP):
        try:
            return _marked(load_workbook(io.BytesIO(data), keep_links=False), faults)
        except Exception:  # noqa: S110  # what calamine reads may break openpyxl in any way
            pass
    return _marked(_values_only(source), faults)


def _marked(book: Workbook, faults: Sequence[Fault]) -> bytes:
    if ERRORS_SHEET in book.sheetnames:
        # The copy of a copy: the former list goes.
        del book[ERRORS_SHEET]
    for name, cells in _Marks.of(faults).sheets.items():
        if name in book.sheetnames:
            book[name].sheet_state = "visible"
            for address, told in cells.items():
                _mark_cell(book[name], address, "\n".join(told))
    _list_faults(book, faults)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _values_only(source: workbook.Workbook) -> Workbook:
    """Fresh sheets with the values of the file in their places."""
    book = Workbook()
    book.remove(book.active)
    for sheet in source:
        page = book.create_sheet()
        # As it is called, also where Excel would call it otherwise: faults are told by this name.
        page.title = re.sub(r"[\\*?:/\[\]]", "_", sheet.name)[:31] or "Sheet"
        for row, cells in enumerate(sheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "":
                    _write(page.cell(row, column), value)
    return book


def _write(cell: Any, value: workbook.Cell) -> None:
    """A value as itself; a text is never taken for a formula."""
    if isinstance(value, str):
        cell.value = _CONTROL.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
        if isinstance(value, datetime):
            cell.number_format = _MOMENT if value.time() else _DAY
        elif isinstance(value, timedelta):
            cell.number_format = "[h]:mm:ss"


def _mark_cell(page: Any, address: str, told: str) -> None:
    cell = page[_corner(page, address)]
    # Nobody finds a fault in a row or column that is hidden.
    page.row_dimensions[cell.row].hidden = False
    page.column_dimensions[cell.column_letter].hidden = False
    cell.fill = _RED
    comment = Comment(_CONTROL.sub("", told)[:_COMMENT_LENGTH], _AUTHOR)
    comment.width, comment.height = 320, 120
    cell.comment = comment


def _corner(page: Any, address: str) -> str:
    """Only the first cell of a merged block can be marked."""
    for block in page.merged_cells.ranges:
        if address in block:
            return f"{get_column_letter(block.min_col)}{block.min_row}"
    return address


def _list_faults(book: Workbook, faults: Sequence[Fault]) -> None:
    page = book.create_sheet(ERRORS_SHEET, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    page.append(_TITLES)
    for column, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        page.cell(1, column).fill = _HEAD
        page.cell(1, column).font = Font(bold=True)
    page.freeze_panes = "A2"
    for number, fault in enumerate(faults, start=1):
        _list_fault(page, number, fault, book.sheetnames)


def _list_fault(page: Any, number: int, fault: Fault, names: Sequence[str]) -> None:
    where = fault.cell or (f"第 {fault.row} 行" if fault.row else "整张表")
    told = (fault.sheet, where, fault.column, FAULT_LABELS[fault.kind], fault.read, fault.expected)
    page.cell(number + 1, 1).value = number
    for column, text in enumerate(told, start=2):
        cell = page.cell(number + 1, column)
        _write(cell, text)
        cell.alignment = _WRAP
    if fault.cell and fault.sheet in names:
        link = page.cell(number + 1, 3)
        place = f"{quote_sheetname(fault.sheet)}!{fault.cell}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=place)
        link.font = _LINK
