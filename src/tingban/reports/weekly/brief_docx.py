"""周工作简报 as docx on the page of GB/T 9704: office fonts by name, nothing embedded."""

from typing import Any, BinaryIO, Final

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from tingban.reports import page_docx as page
from tingban.reports.weekly.brief_text import BriefText, Sheet, compose
from tingban.reports.weekly.shapes import Briefing
from tingban.rules.documents.passages import Passage

RED: Final = RGBColor(0xC0, 0x00, 0x00)
# Unit, standing, and each figure: together 156 mm.
_WIDTHS: Final = (Mm(22), Mm(21), Mm(12.5))


def write_brief_docx(brief: Briefing, target: BinaryIO) -> None:
    """Write the docx into an open file, the same byte for byte from the same edition."""
    text = compose(brief)
    document = page.begin()
    _head(document, text)
    for passage in text.passages:
        _passage(document, passage)
    if text.sheet:
        _sheet(document, text.sheet)
    _tail(document, text)
    page.finish(
        document, target, title=f"{text.title} {text.issue}", author=text.publisher,
        at=brief.edition.made_at,
    )  # fmt: skip


def _head(document: Any, text: BriefText) -> None:
    title = page.line(document, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    page.run(title, text.title, page.TITLE, 34).font.color.rgb = RED
    issue = page.line(document, indent=False)
    issue.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.run(issue, text.issue)
    who = page.line(document, indent=False)
    who.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    page.run(who, f"{text.publisher}\t{text.issued}")
    page.rule(who, "C00000", 12)
    page.line(document, indent=False)


def _passage(document: Any, passage: Passage) -> None:
    paragraph = page.line(document)
    if passage.level == 1:
        page.run(paragraph, passage.text, page.HEI, page.BODY)
        return
    if passage.lead:
        page.run(paragraph, passage.lead, page.KAI, page.BODY)
    page.run(paragraph, passage.text)


def _sheet(document: Any, sheet: Sheet) -> None:
    title = page.line(document, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.keep_with_next = True
    page.run(title, sheet.title, page.HEI, 14)
    table = document.add_table(rows=0, cols=len(sheet.heads))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, column in enumerate(table.columns):
        column.width = _WIDTHS[min(place, 2)]
    _row(table, sheet.heads, page.HEI)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in sheet.rows:
        _row(table, row, page.FANG)


def _row(table: Any, texts: tuple[str, ...], font: str) -> None:
    row = table.add_row()
    stay = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(stay)
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        is_figure = place > 1 and font == page.FANG
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_figure else WD_ALIGN_PARAGRAPH.CENTER
        cell.width = _WIDTHS[min(place, 2)]
        page.off_the_grid(paragraph)
        form = paragraph.paragraph_format
        form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(15)
        page.run(paragraph, text, font, 10.5)


def _tail(document: Any, text: BriefText) -> None:
    """附件, then the lines of the 报尾, then which data it rests on."""
    page.line(document, indent=False)
    listed = "；".join(f"{place}.{name}" for place, name in enumerate(text.annexes, 1))
    annexes = page.line(document)
    page.run(annexes, f"附件：{listed}")
    page.rule(annexes, "000000", 8)
    if text.send_to:
        page.run(page.line(document, indent=False), f"　报送：{text.send_to}", page.FANG, 14)
    printed = page.line(document, indent=False)
    told = f"　{text.publisher}　{text.issued}印发　{text.printed}".rstrip("　")
    page.run(printed, told, page.FANG, 14)
    page.rule(printed, "000000", 8)
    foot = page.line(document, indent=False)
    page.off_the_grid(foot)
    foot.paragraph_format.line_spacing = Pt(12)
    mark = page.run(foot, text.mark, page.FANG, 8)
    mark.font.color.rgb = RGBColor(0x73, 0x73, 0x73)
