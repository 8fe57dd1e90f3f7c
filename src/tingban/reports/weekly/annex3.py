"""附件3 情况汇总表 as a workbook (DOMAIN 2.2).

Three sheets: the form as the decree prints it, three tables one under another, in type that a
reader can read; the whole in 33 columns with a frozen stub, for work; and bare columns for
machines. A single unit's form fits one page, the city's takes a page a table.
"""

from collections.abc import Sequence
from typing import BinaryIO, Final

from xlsxwriter.worksheet import Worksheet

from tingban.kit.dates import chinese_day
from tingban.reports.weekly import wording
from tingban.reports.weekly.annex3_grid import Grid
from tingban.reports.weekly.heads import BANDS, STUB, depth_of
from tingban.reports.weekly.shapes import Annex3Form
from tingban.reports.weekly.xlsx import GREY, RED, Pen, foot, open_book, paper
from tingban.rules.weekly.cells import CELLS

PRINT_SHEET: Final = "情况汇总表"
WIDE_SHEET: Final = "全表"
FLAT_SHEET: Final = "数据"

# Grid columns of the print sheet beside the stub: 11, 14 and 8 figures share 28.
_SPANS: Final = ((4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2), (2,) * 14, (4, 4, 4, 4, 3, 3, 3, 3))
_GRID: Final = 28
_STUB_WIDTH: Final = 12.0
_GRID_WIDTH: Final = 4.0
_BAND_HEADS: Final = ((22, 22, 22, 70), (22, 22, 22, 70), (22, 22, 24))
# The third table leaves room for notes and signatures on its page.
_ROW_HEIGHTS: Final = (20.5, 20.5, 17.5)
# Up to this many rows the three tables stand on one page.
_ONE_PAGE_ROWS: Final = 3
_WIDE_WIDTH: Final = 3.7


def write_annex3(form: Annex3Form, target: BinaryIO) -> None:
    """Write the workbook of 附件3 into an open file."""
    book = open_book(target, form.edition, wording.ANNEX_3_TITLE)
    pen = Pen(book)
    _print_sheet(book.add_worksheet(PRINT_SHEET), pen, form)
    _wide_sheet(book.add_worksheet(WIDE_SHEET), pen, form)
    _flat_sheet(book.add_worksheet(FLAT_SHEET), pen, form)
    book.close()


def _print_sheet(sheet: Worksheet, pen: Pen, form: Annex3Form) -> None:
    """The decree's form: 排查, then 整改 and 查处, then 督导 and 投诉."""
    one_page = len(form.all_rows) <= _ONE_PAGE_ROWS
    paper(sheet, margins_mm=(12, 12, 12, 13))
    if one_page:
        sheet.fit_to_pages(1, 1)
    foot(sheet, wording.ANNEX_3_MARK, form.edition)
    sheet.set_column(0, 0, _STUB_WIDTH)
    sheet.set_column(1, _GRID, _GRID_WIDTH)
    row = _top(sheet, pen, form, last_column=_GRID, title_size=18)
    # Each page begins with title and head line.
    sheet.repeat_rows(0, row - 1)
    breaks = []
    for band, (cells, spans) in enumerate(zip(BANDS, _SPANS, strict=True)):
        for offset, height in enumerate(_BAND_HEADS[band]):
            sheet.set_row(row + offset, height)
        grid = Grid(sheet, pen, cells, spans, head_size=10.5, figure_size=11.5)
        row = grid.draw(row, form.all_rows, row_height=_ROW_HEIGHTS[band])
        breaks.append(row)
    if not one_page:
        sheet.set_h_pagebreaks(breaks[:-1])
    last = _bottom(sheet, pen, form, row, last_column=_GRID, size=9.5)
    sheet.print_area(0, 0, last, _GRID)


def _wide_sheet(sheet: Worksheet, pen: Pen, form: Annex3Form) -> None:
    """All 33 columns side by side; the stub and the heads stay in sight."""
    columns = len(CELLS)
    paper(sheet, margins_mm=(8, 8, 10, 12))
    sheet.fit_to_pages(1, 1)
    foot(sheet, wording.ANNEX_3_MARK, form.edition)
    sheet.set_column(0, 0, 10.5)
    sheet.set_column(1, columns, _WIDE_WIDTH)
    top = _top(sheet, pen, form, last_column=columns, title_size=16)
    for offset, height in enumerate((18, 18, 30, 98)):
        sheet.set_row(top + offset, height)
    grid = Grid(sheet, pen, CELLS, (1,) * columns, head_size=9, figure_size=9.5)
    row = grid.draw(top, form.all_rows, row_height=21, with_notes=True)
    sheet.freeze_panes(top + depth_of(CELLS), 1)
    last = _bottom(sheet, pen, form, row, last_column=columns, size=9)
    sheet.print_area(0, 0, last, columns)


def _flat_sheet(sheet: Worksheet, pen: Pen, form: Annex3Form) -> None:
    """One head row, one row a unit: what other programs like to read."""
    head, text = pen.head(9), pen.line(9, border=1)
    titles = ("代码", STUB, "报送情况", *(f"{cell.code} {cell.label}" for cell in CELLS))
    sheet.set_column(0, 2, 9)
    sheet.set_column(3, len(titles) - 1, 7.5)
    sheet.set_row(0, 90)
    sheet.freeze_panes(1, 2)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(form.all_rows, 1):
        standing = "系统代报" if row.is_auto else ""
        for column, value in enumerate((row.code, row.name, standing)):
            sheet.write_string(line, column, value, text)
        for column, cell in enumerate(CELLS, 3):
            sheet.write_number(line, column, row.cells[cell.code], text)
    paper(sheet, margins_mm=(10, 10, 12, 12))
    sheet.repeat_rows(0)


def _top(
    sheet: Worksheet, pen: Pen, form: Annex3Form, *, last_column: int, title_size: float
) -> int:
    """附件 3, the title, the head line; the row where the grid begins."""
    sheet.set_row(0, 19)
    sheet.write_string(0, 0, wording.ANNEX_3_MARK, pen(font_name="黑体", font_size=14))
    sheet.set_row(1, 32)
    sheet.merge_range(1, 0, 1, last_column, wording.ANNEX_3_TITLE, pen.title(title_size))
    sheet.set_row(2, 21)
    cut, edge = last_column * 5 // 14, last_column * 9 // 14
    left, middle, right = (pen.line(10.5, align=side) for side in ("left", "center", "right"))
    edition = form.edition
    sheet.merge_range(2, 0, 2, cut, f"填报单位（盖章）：{form.unit_name}", left)
    filled = f"填报时间：{chinese_day(form.filled_on)}"
    sheet.merge_range(2, cut + 1, 2, edge, filled, middle)
    total = "月末累计数" if edition.is_monthly else "逐月累计数"
    span = f"{total}（{edition.span_label}，截至{chinese_day(edition.last_on)}24时）"
    sheet.merge_range(2, edge + 1, 2, last_column, span, right)
    return 3


def _bottom(
    sheet: Worksheet, pen: Pen, form: Annex3Form, row: int, *, last_column: int, size: float
) -> int:
    """Notes, footnotes, the line for signatures, the edition; the last row used."""
    plain = pen.line(size, text_wrap=True)
    lines = [(wording.ANNEX_3_NOTE, plain), (wording.ANNEX_3_MAIL_FOOTNOTE, plain)]
    lines += [(text, plain) for text in _auto_footnotes(form)]
    red = pen.line(size, text_wrap=True, font_color=RED)
    lines += [(text, red) for text in _override_footnotes(form)]
    for text, style in lines:
        sheet.set_row(row, size * 1.5 * _lines_of(text, size))
        sheet.merge_range(row, 0, row, last_column, text, style)
        row += 1
    _signatures(sheet, pen, form, row, last_column=last_column)
    mark = pen.line(7.5, font_color=GREY)
    sheet.merge_range(row + 1, 0, row + 1, last_column, form.edition.mark, mark)
    return row + 1


def _lines_of(text: str, size: float) -> int:
    """How many lines a merged note of about 760 points needs; it does not grow by itself."""
    width = sum(size if ord(sign) > 0x2E7F else size / 2 for sign in text)
    return int(width // 745) + 1


def _auto_footnotes(form: Annex3Form) -> Sequence[str]:
    names = [row.name for row in form.rows if row.is_auto]
    return [f"{wording.AUTO_FOOTNOTE}（{'、'.join(names)}）。"] if names else []


def _override_footnotes(form: Annex3Form) -> Sequence[str]:
    """CHK-26: what the count says beside what the head of the county says, and why."""
    labels = {cell.code: cell.title for cell in CELLS}
    told = [
        f"{row.name}“{labels[code]}”填报 {override.value}，系统统计 {override.computed}"
        f"（理由：{override.reason}）"
        for row in form.rows
        for code, override in row.overrides.items()
    ]
    mark = f"{wording.OVERRIDE_MARK} 红色数字由县级负责人改填："
    return [f"{mark}{'；'.join(told)}。"] if told else []


def _signatures(
    sheet: Worksheet, pen: Pen, form: Annex3Form, row: int, *, last_column: int
) -> None:
    who = form.signatures
    fields = (
        ("单位负责人（签字）：", who.head),
        ("审核人：", who.checker),
        ("填报人：", who.filler),
        ("联系电话：", who.phone),
    )
    sheet.set_row(row, 26)
    style = pen.line(10.5)
    edges = [0, *(last_column * part // 4 + 1 for part in (1, 2, 3)), last_column + 1]
    for (label, name), left, after in zip(fields, edges[:-1], edges[1:], strict=True):
        sheet.merge_range(row, left, row, after - 1, label + name, style)
