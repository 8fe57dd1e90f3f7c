"""The empty exchange workbook: drop-down lists, required columns, and notes in plain words.

It is made from the table that the import reads by, so the two cannot part. Examples stand in the
notes, never where data belongs: a template that nobody filled in brings nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tingban.reports.books import open_book, paper
from tingban.reports.exchange.workbook import WIDTHS
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exchange.columns import Column, Sheet, Style
from tingban.rules.exchange.examples import EXAMPLES
from tingban.rules.exchange.recognising import LISTS_SHEET, NOTES_SHEET
from tingban.rules.exchange.sheets import LEDGER, SHEETS

# As many rows as the drop-down lists reach.
ROWS: Final = 5_000
# Excel's limits for the message beside a cell.
_MESSAGE: Final = 255
_TITLE: Final = 32
_FORMATS: Final = {
    Style.TEXT: "@",
    Style.LONG: "@",
    Style.DATE: "yyyy-mm-dd",
    Style.MOMENT: "yyyy-mm-dd hh:mm",
    Style.WHOLE: "0",
    Style.AMOUNT: "#,##0.00",
}
_ADVICE: Final = (
    "每张表都可以空着；只填手头有的表，先填小区台账和物业企业，再填其他表。",
    "表头有“※”的列必填，其余选填；空着的格表示“没有说”，不会清掉平台上已有的内容。",
    "列的顺序可以变，多出来的列会提示并忽略；请不要合并单元格，不要用公式。",
    "日期写 2024-06-03、2024/6/3、2024.6.3、20240603 或 2024年6月3日都可以。",
    "小区没有编码的：小区台账里空着，导入时自动编码；其他表里写“县/小区名称”，如 盐湖/锦绣花园。",
    "企业没有统一社会信用代码的：写企业全称，按“待补”登记，补上代码之前不计入企业数。",
    "有下拉箭头的格，请从下拉选项中选。",
    "一个文件要么全部导入，要么一行也不导入；有错会一次说清每一格，并给出标了红的副本。",
    "同一个文件导入两次，不会重复登记。",
)


@dataclass(frozen=True)
class _Book:
    """The workbook under way; `lists` remembers where each list of choices stands."""

    book: xlsxwriter.Workbook
    county: str | None
    lists: dict[tuple[str, ...], str]

    def format(self, **look: Any) -> Any:
        return self.book.add_format({"font_size": 10, "valign": "vcenter", **look})

    @property
    def unit(self) -> str:
        """The name of the county that the template is for."""
        return AREA_BY_CODE[self.county].name if self.county else ""


def write_template(target: BinaryIO, *, at: datetime, county: str | None = None) -> None:
    """Write the template into an open file; for one county its lists offer no other."""
    book = _Book(open_book(target, title="数据交换簿模板", made_by="听办", at=at), county, {})
    _notes(book)
    pages = [(sheet, book.book.add_worksheet(sheet.title)) for sheet in SHEETS]
    _lists(book)
    for sheet, page in pages:
        _sheet(book, page, sheet)
    book.book.close()


# --- the notes ----------------------------------------------------------------------------------


def _notes(book: _Book) -> None:
    page = book.book.add_worksheet(NOTES_SHEET)
    paper(page, landscape=False, mark="数据交换簿模板　填写说明")
    for place, width in enumerate((16, 24, 7, 46, 34)):
        page.set_column(place, place, width)
    title = "数据交换簿填写说明" + (f"（{book.unit}）" if book.county else "")
    page.set_row(0, 28)
    page.write_string(0, 0, title, book.format(bold=True, font_size=16))
    line = book.format(text_wrap=True)
    row = 0
    for row, advice in enumerate(_ADVICE, start=1):
        page.set_row(row, 32 if len(advice) > 48 else 18)
        page.merge_range(row, 0, row, 4, f"{row}. {advice}", line)
    _columns(book, page, row + 2)


def _columns(book: _Book, page: Worksheet, row: int) -> None:
    head = book.format(bold=True, border=1, bg_color="#F2F2F2")
    cell = book.format(border=1, border_color="#BFBFBF", text_wrap=True)
    page.repeat_rows(row)
    for place, title in enumerate(("工作表", "列", "必填", "怎么填", "示例")):
        page.write_string(row, place, title, head)
    for sheet in SHEETS:
        for column in sheet.columns:
            row += 1
            example = EXAMPLES[sheet.topic].get(column.field, "")
            required = "※" if column.required else ""
            hint = _hint(column)
            longest = max(len(hint) / 22, len(example) / 16, 1)
            page.set_row(row, 15 * min(int(longest + 0.99), 12))
            texts = (sheet.title, column.title, required, hint, example)
            for place, text in enumerate(texts):
                page.write_string(row, place, text, cell)


def _hint(column: Column) -> str:
    if column.hint:
        return column.hint
    by_style = {
        Style.WHOLE: "不小于 0 的整数",
        Style.AMOUNT: "不小于 0 的数字，最多两位小数",
    }
    return by_style.get(column.style, "")


# --- the lists ----------------------------------------------------------------------------------


def _choices(book: _Book, column: Column) -> tuple[str, ...]:
    """What the column offers; a county's template offers that county."""
    if book.county and column.field == "county":
        return (book.unit,)
    return column.choices


def _lists(book: _Book) -> None:
    """The choices stand on a sheet of their own: a list in the rule itself holds 255 signs."""
    page = book.book.add_worksheet(LISTS_SHEET)
    page.hide()
    columns = [column for sheet in SHEETS for column in sheet.columns if column.choices]
    wanted = {_choices(book, column): column.title for column in columns}
    for place, choices in enumerate(wanted):
        letter = xl_col_to_name(place, col_abs=True)
        book.lists[choices] = f"='{LISTS_SHEET}'!{letter}$2:{letter}${len(choices) + 1}"
        page.set_column(place, place, 24)
    for row, texts in enumerate(_rows([(title, *choices) for choices, title in wanted.items()])):
        for place, text in enumerate(texts):
            if text:
                page.write_string(row, place, text)


def _rows(columns: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Columns laid out row by row, as a workbook that is written row by row wants them."""
    height = max(len(column) for column in columns)
    return [
        [column[row] if row < len(column) else "" for column in columns] for row in range(height)
    ]


# --- the sheets ---------------------------------------------------------------------------------


def _sheet(book: _Book, page: Worksheet, sheet: Sheet) -> None:
    paper(page, landscape=True, mark=f"数据交换簿　{sheet.title}")
    look = {"bold": True, "border": 1, "text_wrap": True, "align": "center"}
    plain = book.format(**look, bg_color="#F2F2F2")
    required = book.format(**look, bg_color="#FCE4D6", font_color="#C00000")
    row = 0
    if sheet is LEDGER and book.county:
        # The import reads from this line whose ledger it is.
        page.write_string(0, 0, f"单位（盖章）：{book.unit}", book.format())
        row = 1
    page.set_row(row, 30)
    page.freeze_panes(row + 1, 0)
    page.repeat_rows(row)
    for place, column in enumerate(sheet.columns):
        look_of_cells = book.format(num_format=_FORMATS[column.style])
        page.set_column(place, place, max(WIDTHS[column.style], 12), look_of_cells)
        title = f"※{column.title}" if column.required else column.title
        page.write_string(row, place, title, required if column.required else plain)
        page.data_validation(row + 1, place, row + ROWS, place, _rule(book, column))


def _rule(book: _Book, column: Column) -> dict[str, object]:
    """What Excel lets in, and what it says beside the cell."""
    message = {
        "input_title": column.title[:_TITLE],
        "input_message": (_hint(column) or column.title)[:_MESSAGE],
        "error_title": "请核对",
        "error_message": (_hint(column) or column.title)[:_MESSAGE],
    }
    if column.choices:
        return {"validate": "list", "source": book.lists[_choices(book, column)], **message}
    if column.style is Style.WHOLE:
        return {"validate": "integer", "criteria": ">=", "value": 0, **message}
    if column.style is Style.AMOUNT:
        return {"validate": "decimal", "criteria": ">=", "value": 0, **message}
    return {"validate": "any", **message}
