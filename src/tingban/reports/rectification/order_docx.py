"""责令限期整改通知书 as docx with its 送达回证: office fonts by name, nothing embedded."""

from datetime import date
from io import BytesIO
from typing import Any, Final

import segno
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Mm, Pt

from tingban.reports import page_docx as page
from tingban.reports.rectification.order_text import OrderText, Receipt, moment_of
from tingban.rules.documents.passages import Passage

_WIDTHS: Final = (Mm(46), Mm(110))
_ROW: Final = Mm(17)
# With a seal the date stands four signs from the right edge, the organ's name over it.
_SEAL: Final = Pt(4 * page.BODY)


def order_docx(text: OrderText, issued_on: date) -> bytes:
    """The docx, the same byte for byte from the same wording."""
    document = page.begin()
    _title(document, text.organ, text.title)
    _centred(document, text.number)
    page.line(document, indent=False)
    page.run(page.line(document, indent=False), text.addressee)
    for passage in text.passages:
        _passage(document, passage)
    _signature(document, text)
    _receipt(document, text.organ, text.receipt)
    target = BytesIO()
    at = moment_of(issued_on)
    page.finish(document, target, title=text.heading, author=text.organ, at=at)
    return target.getvalue()


def _title(document: Any, *lines: str) -> None:
    for text in lines:
        title = page.line(document, indent=False)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        page.run(title, text, page.TITLE, 22)


def _centred(document: Any, text: str) -> None:
    paragraph = page.line(document, indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.run(paragraph, text)


def _passage(document: Any, passage: Passage) -> None:
    paragraph = page.line(document)
    if passage.level == 1:
        paragraph.paragraph_format.keep_with_next = True
        page.run(paragraph, passage.text, page.HEI)
        return
    if passage.lead:
        page.run(paragraph, passage.lead, page.KAI)
    page.run(paragraph, passage.text)


def _signature(document: Any, text: OrderText) -> None:
    """Organ and date stay together; the code of the link stands before them."""
    if text.link:
        _code(document, text.link)
    page.line(document, indent=False)
    for words in (text.organ, text.issued):
        paragraph = page.line(document, indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = _SEAL
        paragraph.paragraph_format.keep_with_next = True
        page.run(paragraph, words)
    page.run(page.line(document), text.copies)


def _code(document: Any, link: str) -> None:
    drawn = BytesIO()
    segno.make(link, micro=False, error="m").save(drawn, kind="png", scale=8, border=0)
    picture = page.line(document, indent=False)
    page.off_the_grid(picture)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture.paragraph_format.keep_with_next = True
    picture.add_run().add_picture(BytesIO(drawn.getvalue()), width=Mm(26))
    words = page.line(document, indent=False)
    page.off_the_grid(words)
    words.paragraph_format.line_spacing = Pt(14)
    page.run(words, f"扫码查看整改要求、提交整改情况，或打开：{link}", page.FANG, 10.5)


def _receipt(document: Any, organ: str, receipt: Receipt) -> None:
    """送达回证 on a page of its own."""
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    _title(document, organ, receipt.title)
    page.line(document, indent=False)
    table = document.add_table(rows=0, cols=2)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for label, words in receipt.lines:
        row = table.add_row()
        row.height, row.height_rule = _ROW, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, width in zip(row.cells, (label, words), _WIDTHS, strict=True):
            _cell(cell, text, width, is_label=text is label)


def _cell(cell: Any, text: str, width: Any, *, is_label: bool) -> None:
    cell.width = width
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for place, words in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        page.off_the_grid(paragraph)
        form = paragraph.paragraph_format
        form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(22)
        if is_label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        page.run(paragraph, words, page.FANG, 14)
