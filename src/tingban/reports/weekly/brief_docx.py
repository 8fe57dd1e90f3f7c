"""周工作简报 as docx on the page of GB/T 9704: office fonts by name, nothing embedded."""

from io import BytesIO
from typing import Any, BinaryIO, Final

import docx
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tingban.kit.packages import rewrite_package
from tingban.reports.weekly.brief_text import BriefText, Passage, Sheet, compose
from tingban.reports.weekly.shapes import Briefing

FANG, HEI, KAI = "仿宋_GB2312", "黑体", "楷体_GB2312"
SONG, TITLE = "宋体", "方正小标宋简体"
RED: Final = RGBColor(0xC0, 0x00, 0x00)
_BODY: Final = 16
# 225 mm by 22 lines (DOMAIN 8.1).
_PITCH: Final = Pt(28.95)
_LINES: Final = 580
# Unit, standing, and each figure: together 156 mm.
_WIDTHS: Final = (Mm(22), Mm(21), Mm(12.5))
# What must follow in the properties of a paragraph; Word asks for the order of its schema.
_AFTER_BORDER: Final = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
)  # fmt: skip
_AFTER_SNAP: Final = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr")


def write_brief_docx(brief: Briefing, target: BinaryIO) -> None:
    """Write the docx into an open file, the same byte for byte from the same edition."""
    text = compose(brief)
    document = docx.Document()
    _page(document)
    _head(document, text)
    for passage in text.passages:
        _passage(document, passage)
    if text.sheet:
        _sheet(document, text.sheet)
    _tail(document, text)
    stamp = brief.edition.made_at
    properties = document.core_properties
    properties.title, properties.author = f"{text.title} {text.issue}", text.publisher
    properties.created = properties.modified = stamp
    properties.last_modified_by = text.publisher
    raw = BytesIO()
    document.save(raw)
    target.write(rewrite_package(raw.getvalue()))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(_LINES))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FANG, Pt(_BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号半角宋体, one sign in from the edge."""
    paragraph.alignment = side
    edge = Pt(14)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = edge
    else:
        paragraph.paragraph_format.left_indent = edge
    _run(paragraph, "— ", SONG, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    inner = _run(paragraph, "1", SONG, 14)
    field.append(inner._r)
    _run(paragraph, " —", SONG, 14)


def _run(paragraph: Paragraph, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _line(document: Any, *, indent: bool = True) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _PITCH
    if indent:
        form.first_line_indent = Pt(2 * _BODY)
    return paragraph


def _head(document: Any, text: BriefText) -> None:
    title = _line(document, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _run(title, text.title, TITLE, 34).font.color.rgb = RED
    issue = _line(document, indent=False)
    issue.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(issue, text.issue, FANG, _BODY)
    who = _line(document, indent=False)
    who.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    _run(who, f"{text.publisher}\t{text.issued}", FANG, _BODY)
    _rule(who, "C00000", 12)
    _line(document, indent=False)


def _rule(paragraph: Paragraph, colour: str, eighths: int) -> None:
    """A line under a paragraph; its weight in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDER, "w:snapToGrid", *_AFTER_SNAP)


def _passage(document: Any, passage: Passage) -> None:
    paragraph = _line(document)
    if passage.level == 1:
        _run(paragraph, passage.text, HEI, _BODY)
        return
    if passage.lead:
        _run(paragraph, passage.lead, KAI, _BODY)
    _run(paragraph, passage.text, FANG, _BODY)


def _sheet(document: Any, sheet: Sheet) -> None:
    title = _line(document, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.keep_with_next = True
    _run(title, sheet.title, HEI, 14)
    table = document.add_table(rows=0, cols=len(sheet.heads))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, column in enumerate(table.columns):
        column.width = _WIDTHS[min(place, 2)]
    _row(table, sheet.heads, HEI)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in sheet.rows:
        _row(table, row, FANG)


def _row(table: Any, texts: tuple[str, ...], font: str) -> None:
    row = table.add_row()
    stay = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(stay)
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        is_figure = place > 1 and font == FANG
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_figure else WD_ALIGN_PARAGRAPH.CENTER
        cell.width = _WIDTHS[min(place, 2)]
        _off_the_grid(paragraph)
        form = paragraph.paragraph_format
        form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(15)
        _run(paragraph, text, font, 10.5)


def _off_the_grid(paragraph: Paragraph) -> None:
    """Let a line be lower than the 22 lines of the page."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, *_AFTER_SNAP)


def _tail(document: Any, text: BriefText) -> None:
    """附件, then the lines of the 报尾, then which data it rests on."""
    _line(document, indent=False)
    listed = "；".join(f"{place}.{name}" for place, name in enumerate(text.annexes, 1))
    annexes = _line(document)
    _run(annexes, f"附件：{listed}", FANG, _BODY)
    _rule(annexes, "000000", 8)
    if text.send_to:
        _run(_line(document, indent=False), f"　报送：{text.send_to}", FANG, 14)
    printed = _line(document, indent=False)
    told = f"　{text.publisher}　{text.issued}印发　{text.printed}".rstrip("　")
    _run(printed, told, FANG, 14)
    _rule(printed, "000000", 8)
    foot = _line(document, indent=False)
    _off_the_grid(foot)
    foot.paragraph_format.line_spacing = Pt(12)
    mark = _run(foot, text.mark, FANG, 8)
    mark.font.color.rgb = RGBColor(0x73, 0x73, 0x73)
