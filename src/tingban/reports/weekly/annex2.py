"""附件2 登记办理台账 as a workbook (DOMAIN 2.1): ten columns, one line a case.

Written line by line, so that a ledger of any length needs little memory. Excel does not fit the
height of a line to its text in a file it has never opened; the height is estimated here.
"""

from collections.abc import Sequence
from typing import BinaryIO, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tingban.kit.text import clean
from tingban.reports.weekly import wording
from tingban.reports.weekly.shapes import Annex2Form, Annex2Row
from tingban.reports.weekly.xlsx import BODY_FONT, FIGURE_FONT, GREY, Pen, foot, open_book, paper

SHEET: Final = "登记办理台账"
# In digits of the standard font, as Excel counts widths; together one A4 page across.
WIDTHS: Final = (5.5, 13.5, 33, 9.5, 17.5, 11.5, 30, 5.5, 8, 11)
HEAD_ROW: Final = 5
FIRST_ROW: Final = HEAD_ROW + 1

_LAST: Final = len(WIDTHS) - 1
_SIZE: Final = 10.0
_LINE_HEIGHT: Final = 13.5
_LEAST_HEIGHT: Final = 30.0
# Excel's own limit; longer texts are set smaller.
_MOST_HEIGHT: Final = 409.0
_DENSE_SIZE: Final = 6.5
_PIXELS_PER_DIGIT: Final = 7
_POINTS_PER_PIXEL: Final = 0.75
# Columns 3 and 7 are running text, flush left.
_TEXT_COLUMNS: Final = frozenset({2, 6})


def write_annex2(form: Annex2Form, target: BinaryIO) -> None:
    """Write the workbook of one unit's 附件2 into an open file."""
    write_annex2_book([form], target)


def write_annex2_book(forms: Sequence[Annex2Form], target: BinaryIO) -> None:
    """Write a workbook with a sheet a unit: the city's own and those of the counties."""
    title = wording.ANNEX_2_TITLE
    book = open_book(target, forms[0].edition, title, constant_memory=True)
    pen = Pen(book)
    for form in forms:
        name = SHEET if len(forms) == 1 else _sheet_name(form.unit_name)
        _sheet(book.add_worksheet(name), pen, form)
    book.close()


def _sheet_name(unit_name: str) -> str:
    return "".join(sign for sign in unit_name if sign not in "[]:*?/\\'")[:31]


def _sheet(sheet: Worksheet, pen: Pen, form: Annex2Form) -> None:
    paper(sheet, margins_mm=(12, 12, 12, 14))
    foot(sheet, wording.ANNEX_2_MARK, form.edition)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(FIRST_ROW, 0)
    _top(sheet, pen, form)
    styles = _Styles(pen)
    row = FIRST_ROW
    for row, entry in enumerate(form.rows, FIRST_ROW):
        _line(sheet, styles, row, entry)
    last = row + 1 if form.rows else FIRST_ROW
    sheet.set_row(last, 30)
    note = pen.line(_SIZE, border=1, text_wrap=True)
    sheet.merge_range(last, 0, last, _LAST, wording.ANNEX_2_NOTE, note)
    sheet.merge_range(last + 1, 0, last + 1, _LAST, _mark(form), pen.line(7.5, font_color=GREY))
    sheet.autofilter(HEAD_ROW, 0, max(last - 1, HEAD_ROW), _LAST)
    sheet.print_area(0, 0, last + 1, _LAST)


def _mark(form: Annex2Form) -> str:
    cutoff = f"数据截至：{form.edition.cutoff_label}　共 {len(form.rows)} 件"
    return f"{cutoff}　{form.edition.mark}"


def _top(sheet: Worksheet, pen: Pen, form: Annex2Form) -> None:
    """附件 2, the title, the three lines of the decree, the heads."""
    sheet.set_row(0, 19)
    sheet.write_string(0, 0, wording.ANNEX_2_MARK, pen(font_name="黑体", font_size=14))
    sheet.set_row(1, 30)
    sheet.merge_range(1, 0, 1, _LAST, wording.ANNEX_2_TITLE, pen.title(17))
    on = form.filled_on
    lines = (
        f"单位（盖章）：{form.unit_name}",
        f"填报人：{form.filled_by}",
        # AMB-26: the year is that of the day, not the decree's.
        f"填报时间：{on.year} 年 {on.month} 月 {on.day} 日",
    )
    for row, text in enumerate(lines, 2):
        sheet.set_row(row, 17)
        sheet.merge_range(row, 0, row, _LAST, clean(text), pen.line(11))
    sheet.set_row(HEAD_ROW, 30)
    for column, title in enumerate(wording.ANNEX_2_COLUMNS):
        sheet.write_string(HEAD_ROW, column, title, pen.head(10.5))


class _Styles:
    """The formats of a line, by size and whether it is struck through."""

    def __init__(self, pen: Pen) -> None:
        self._made = {
            (is_void, is_dense): self._line(pen, is_void=is_void, is_dense=is_dense)
            for is_void in (False, True)
            for is_dense in (False, True)
        }

    def of(self, *, is_void: bool, is_dense: bool) -> tuple[Format, ...]:
        """One format a column."""
        return self._made[is_void, is_dense]

    @staticmethod
    def _line(pen: Pen, *, is_void: bool, is_dense: bool) -> tuple[Format, ...]:
        size = _DENSE_SIZE if is_dense else _SIZE
        void = {"font_strikeout": True, "font_color": GREY} if is_void else {}
        shared = {"font_size": size, "border": 1, "text_wrap": True, **void}
        middle = pen(font_name=BODY_FONT, align="center", **shared)
        text = pen(font_name=BODY_FONT, align="left", **shared)
        number = pen(font_name=FIGURE_FONT, align="center", num_format="0", **shared)
        columns = (text if column in _TEXT_COLUMNS else middle for column in range(1, _LAST + 1))
        return (number, *columns)


def _line(sheet: Worksheet, styles: _Styles, row: int, entry: Annex2Row) -> None:
    texts = _texts(entry)
    height = _height(texts, _SIZE)
    is_dense = height > _MOST_HEIGHT
    if is_dense:
        height = _height(texts, _DENSE_SIZE)
    formats = styles.of(is_void=entry.is_void, is_dense=is_dense)
    sheet.set_row(row, min(height, _MOST_HEIGHT))
    sheet.write_number(row, 0, entry.row_no, formats[0])
    for column, text in enumerate(texts, 1):
        # Never `write`: what begins with = + - @ is somebody's text, not a formula.
        sheet.write_string(row, column, text, formats[column])


def _texts(entry: Annex2Row) -> tuple[str, ...]:
    raw = (
        entry.contact,
        entry.summary,
        entry.source,
        entry.times,
        entry.office,
        entry.progress,
        "是" if entry.is_closed else "否",
        entry.receiver,
        entry.remark,
    )
    return tuple(clean(text) for text in raw)


def _height(texts: Sequence[str], size: float) -> float:
    lines = max(_lines_of(text, width, size) for text, width in zip(texts, WIDTHS[1:], strict=True))
    return max(_LEAST_HEIGHT, lines * _LINE_HEIGHT * size / _SIZE + 4)


def _lines_of(text: str, width: float, size: float) -> int:
    """How many lines the text takes in a column of this width.

    A Chinese sign is as wide as it is high and any other half of it; the last place of a line
    is not counted on, for a sign that must not begin a line is drawn back or pushed over.
    """
    room = int((width * _PIXELS_PER_DIGIT - 2) * _POINTS_PER_PIXEL / (size / 2)) - 1
    lines = 0
    for part in text.split("\n"):
        # In UTF-8 a Chinese sign takes three bytes: half the surplus is the number of them.
        halves = len(part) + (len(part.encode()) - len(part)) // 2
        lines += max(1, -(-halves // room))
    return lines
