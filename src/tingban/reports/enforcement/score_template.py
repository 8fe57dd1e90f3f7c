"""The empty 评分表: the items with their full marks, a column for each rater, notes beside it."""

from datetime import datetime
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tingban.reports.books import open_book, paper
from tingban.rules.enforcement.level_book import FULL_HEAD, ITEM_HEAD, MOST_RATERS, PLACEHOLDER
from tingban.rules.enforcement.level_scores import RATERS, SCHEME

_TITLE: Final = "重新核定服务等级评分表"
_SPARE: Final = 5
_ADVICE: Final = (
    f"“{PLACEHOLDER}1”等改成评定人的姓名，{RATERS} 至 {MOST_RATERS} 人；用不到的列空着。",
    "一行一个项目。项目和满分按本地执行的标准改，不用的行清空。",
    "得分最多一位小数，不超过这一项的满分；每人每项都要填，没有分的填 0。",
    "不要用公式、不要合并单元格；“合计”一行自动相加，上传时不读取。",
    "上传后先在页面上核对，补上评定人的单位或证号，再登记。",
)


def write_score_template(target: BinaryIO, *, at: datetime) -> None:
    """Write the template into an open file."""
    book = open_book(target, title=_TITLE, made_by="听办", at=at)
    sheet, notes = book.add_worksheet("评分表"), book.add_worksheet("填写说明")
    _table(book, sheet)
    paper(notes, landscape=True, mark=f"{_TITLE}　填写说明")
    notes.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "vcenter"}))
    notes.write_string(0, 0, f"{_TITLE}填写说明", book.add_format({"bold": True, "font_size": 15}))
    for row, advice in enumerate(_ADVICE, start=1):
        notes.write_string(row, 0, f"{row}. {advice}")
    book.close()


def _table(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    paper(sheet, landscape=True, mark=_TITLE)
    look = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    plain = book.add_format({**look, "bg_color": "#F2F2F2"})
    required = book.add_format({**look, "bg_color": "#FCE4D6", "font_color": "#C00000"})
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 1 + MOST_RATERS, 12)
    sheet.write_string(0, 0, ITEM_HEAD, plain)
    sheet.write_string(0, 1, FULL_HEAD, plain)
    for place in range(1, MOST_RATERS + 1):
        head = required if place <= RATERS else plain
        sheet.write_string(0, 1 + place, f"{PLACEHOLDER}{place}", head)
    _rows(book, sheet)


def _rows(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """The items of the trial standard, some empty rows, and the sums beneath."""
    name = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    mark = book.add_format({"border": 1, "align": "right", "valign": "vcenter"})
    total = book.add_format({"border": 1, "bold": True, "align": "right", "valign": "vcenter"})
    last = len(SCHEME) + _SPARE
    for row in range(1, last + 1):
        item = SCHEME[row - 1] if row <= len(SCHEME) else None
        sheet.set_row(row, 22)
        if item is None:
            sheet.write_blank(row, 0, None, name)
            sheet.write_blank(row, 1, None, mark)
        else:
            sheet.write_string(row, 0, item.name, name)
            sheet.write_number(row, 1, float(item.full), mark)
        for place in range(2, 2 + MOST_RATERS):
            sheet.write_blank(row, place, None, mark)
            sheet.data_validation(row, place, row, place, _rule(row))
    sheet.set_row(last + 1, 22)
    sheet.write_string(last + 1, 0, "合计", book.add_format({"border": 1, "bold": True}))
    for place in range(1, 2 + MOST_RATERS):
        letter = chr(ord("A") + place)
        known = float(sum(item.full for item in SCHEME)) if place == 1 else 0
        sheet.write_formula(last + 1, place, f"=SUM({letter}2:{letter}{last + 1})", total, known)


def _rule(row: int) -> dict[str, object]:
    return {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"=$B${row + 1}",
        "error_title": "请核对", "error_message": "得分应在 0 和这一项的满分之间，最多一位小数。",
    }  # fmt: skip
