"""Reading any workbook safely: guard, values, formulas, headers."""

from tingban.kit.workbook.cells import Block, Cell, address, column_letters, column_number
from tingban.kit.workbook.headers import Header, find_header, read_header, title_key
from tingban.kit.workbook.package import Limits
from tingban.kit.workbook.reading import Sheet, Workbook, open_workbook
from tingban.kit.workbook.refusal import NotAWorkbook

__all__ = [
    "Block",
    "Cell",
    "Header",
    "Limits",
    "NotAWorkbook",
    "Sheet",
    "Workbook",
    "address",
    "column_letters",
    "column_number",
    "find_header",
    "open_workbook",
    "read_header",
    "title_key",
]
