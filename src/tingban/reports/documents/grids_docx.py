"""Tables of a paper in docx: figures under heads, rows of a form, 送达回证."""

from collections.abc import Sequence
from typing import Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tingban.reports import page_docx as page
from tingban.rules.documents.passages import Grid

_WIDTH: Final = 156.0
_LABEL, _LABEL_OF_TWO = 30.0, 26.0
_RECEIPT: Final = (46.0, 110.0)
_LEAST, _MOST = 4.0, 24.0
# What must follow in the properties of a table; Word asks for the order of its schema.
_AFTER_BORDERS: Final = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_AFTER_PLACE: Final = (
    "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW",
    "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", *_AFTER_BORDERS,
)  # fmt: skip


def write_grid(document: Any, grid: Grid, size: float) -> None:
    """A table with heads, or the rows of a form, each with as many cells as it has."""
    if grid.heads:
        table = _table(document, len(grid.heads))
        widths = _shares(grid)
        _lay(table, widths)
        _row(table, grid.heads, widths, page.HEI, size, centred=set(range(len(widths))))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in grid.rows:
            _row(table, row, widths, page.FANG, size, centred=set(range(len(widths))))
        return
    for row in grid.rows:
        widths = _widths(len(row))
        labels = set(range(0, len(row), 2)) if len(row) > 1 else set()
        table = _table(document, len(row))
        _lay(table, widths)
        # Two values side by side leave little room for a number.
        _row(
            table, row, widths, page.FANG, 12 if len(row) > 2 else size,
            centred=labels,
        )  # fmt: skip
    page.off_the_grid(page.line(document, indent=False))


def _shares(grid: Grid) -> list[float]:
    """A column gets room by its longest cell, as in `paper.typ`: four to twenty-four signs."""
    cells = [[row[at] for row in (grid.heads, *grid.rows)] for at in range(len(grid.heads))]
    rooms = [min(max(*map(_wide, column), _LEAST), _MOST) for column in cells]
    return [_WIDTH * room / sum(rooms) for room in rooms]


def _wide(words: str) -> float:
    return sum(0.8 if sign.isascii() else 1.0 for sign in words)


def write_receipt(document: Any, lines: Sequence[tuple[str, str]]) -> None:
    """Labels at left, beside them what is printed or waits for a pen."""
    table = _table(document, 2)
    for line in lines:
        row = _row(table, line, list(_RECEIPT), page.FANG, 14, centred={0})
        row.height, row.height_rule = Mm(17), WD_ROW_HEIGHT_RULE.AT_LEAST


def write_record(document: Any, lines: Sequence[str]) -> None:
    """版记 at the foot of the text: 0.35 mm above and below, 0.25 mm between its lines."""
    table = document.add_table(rows=0, cols=1)
    table.autofit = False
    properties = table._tbl.tblPr
    place = _element("w:tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center")
    place.set(qn("w:tblpYSpec"), "bottom")
    properties.insert_element_before(place, *_AFTER_PLACE)
    borders = OxmlElement("w:tblBorders")
    for side, eighths in (("top", "8"), ("bottom", "8"), ("insideH", "6")):
        borders.append(_element(f"w:{side}", val="single", sz=eighths, space="0", color="000000"))
    properties.insert_element_before(borders, *_AFTER_BORDERS)
    for line in lines:
        row = _row(table, (line,), (_WIDTH,), page.FANG, 14, centred=set())
        form = row.cells[0].paragraphs[0].paragraph_format
        form.left_indent = form.right_indent = Pt(9)
        form.tab_stops.add_tab_stop(Mm(_WIDTH - 7), WD_TAB_ALIGNMENT.RIGHT)
    # What floats hangs on the paragraph that follows it.
    anchor = page.line(document, indent=False)
    page.off_the_grid(anchor)
    anchor.paragraph_format.line_spacing = Pt(1)


def _element(name: str, **told: str) -> Any:
    made = OxmlElement(name)
    for attribute, value in told.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def _widths(count: int) -> list[float]:
    """Labels as they need, their values what is left."""
    if count == 1:
        return [_WIDTH]
    labels, label = (count + 1) // 2, _LABEL_OF_TWO if count > 2 else _LABEL
    value = (_WIDTH - labels * label) / max(count - labels, 1)
    return [value if place % 2 else label for place in range(count)]


def _table(document: Any, columns: int) -> Any:
    table = document.add_table(rows=0, cols=columns)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    return table


def _lay(table: Any, widths: Sequence[float]) -> None:
    """LibreOffice goes by the grid of a table, Word by its cells."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _row(
    table: Any,
    texts: Sequence[str],
    widths: Sequence[float],
    font: str,
    size: float,
    *,
    centred: set[int],
) -> Any:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for line, words in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if line == 0 else cell.add_paragraph()
            page.off_the_grid(paragraph)
            form = paragraph.paragraph_format
            form.space_after = Pt(0)
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.5)
            if place in centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            page.run(paragraph, words, font, size)
    return row
