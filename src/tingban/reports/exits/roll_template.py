"""The empty 业主清册: heads with notes, choices to pick from, examples on a sheet of their own.

Made from the table that the import reads by; one who fills in nothing brings nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tingban.reports.books import open_book, paper
from tingban.rules.exits.roll import AREA_SOURCE_LABELS, PART_LABELS
from tingban.rules.exits.roll_columns import COLUMNS, RollColumn

_ROWS: Final = 10_000
_TITLE: Final = 32
_WIDTHS: Final[Mapping[RollColumn, int]] = {
    RollColumn.OWNERS: 22, RollColumn.STOCK: 22, RollColumn.AREA: 16,
}  # fmt: skip
_CHOICES: Final[Mapping[RollColumn, list[str]]] = {
    RollColumn.KIND: list(PART_LABELS.values()),
    RollColumn.SOURCE: list(AREA_SOURCE_LABELS.values()),
    RollColumn.STOCK: ["是", "否"],
}
_ADVICE: Final = (
    "一行一套房：住宅、商铺、车位、储藏室都登记；计不计入表决由表决安排决定，不用在这里删。",
    "“※”的列必填。列的顺序可以变，多出来的列不读取；不要用公式。",
    "共有的写在同一格，用顿号分开；一套房只算一人。",
    "同一业主有几套房的，填同一个业主编号，合计算一人；同名的不同人，填不同的编号。",
    "建设单位没有卖出、卖出还没有交付的，最后一列写“是”，合计算一人。",
    "面积按登记簿；没有登记的按测绘成果；都没有的按房屋买卖合同。",
    "姓名加密存放，只印在业主委员会自己的清册上；街道和主管部门只看房号和人数。",
)


def write_roll_template(target: BinaryIO, *, at: datetime) -> None:
    """Write the template into an open file."""
    book = open_book(target, title="业主清册模板", made_by="听办", at=at)
    sheet = book.add_worksheet("清册")
    notes = book.add_worksheet("填写说明")
    _heads(book, sheet)
    _notes(book, notes)
    book.close()


def _heads(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    paper(sheet, landscape=True, mark="业主清册")
    look = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    plain = book.add_format({**look, "bg_color": "#F2F2F2"})
    required = book.add_format({**look, "bg_color": "#FCE4D6", "font_color": "#C00000"})
    text, area = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for place, (kind, column) in enumerate(COLUMNS.items()):
        look_of_cells = area if kind is RollColumn.AREA else text
        sheet.set_column(place, place, _WIDTHS.get(kind, 12), look_of_cells)
        title = f"※{column.title}" if column.required else column.title
        sheet.write_string(0, place, title, required if column.required else plain)
        sheet.data_validation(1, place, _ROWS, place, _rule(kind))


def _rule(kind: RollColumn) -> dict[str, Any]:
    column = COLUMNS[kind]
    told = {
        "input_title": column.title[:_TITLE], "input_message": column.hint,
        "error_title": "请核对", "error_message": column.hint,
    }  # fmt: skip
    if kind in _CHOICES:
        return {"validate": "list", "source": _CHOICES[kind], **told}
    if kind is RollColumn.AREA:
        return {"validate": "decimal", "criteria": ">", "value": 0, **told}
    return {"validate": "any", **told}


def _notes(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    paper(sheet, landscape=True, mark="业主清册　填写说明")
    bold = book.add_format({"bold": True, "font_size": 15})
    line = book.add_format({"text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    head = book.add_format({"border": 1, "bold": True, "bg_color": "#F2F2F2"})
    for place, width in enumerate((22, 6, 52, 16, 16, 16)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, "业主清册填写说明", bold)
    for row, advice in enumerate(_ADVICE, start=1):
        sheet.merge_range(row, 0, row, 5, f"{row}. {advice}", line)
    top = len(_ADVICE) + 2
    for place, text in enumerate(("列", "必填", "怎么填", "示例一", "示例二", "示例三")):
        sheet.write_string(top, place, text, head)
    for row, column in enumerate(COLUMNS.values(), start=top + 1):
        sheet.set_row(row, 32)
        texts = (column.title, "※" if column.required else "", column.hint, *column.examples)
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, cell)
