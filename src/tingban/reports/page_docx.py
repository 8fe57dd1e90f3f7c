"""The page of GB/T 9704 in docx (DOMAIN 8.1): margins, 22 lines, page numbers, office fonts.

The fonts of the office are named and none is embedded.
"""

from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO, Final

import docx
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tingban.kit.packages import rewrite_package

FANG, HEI, KAI = "仿宋_GB2312", "黑体", "楷体_GB2312"
SONG, TITLE = "宋体", "方正小标宋简体"
BODY: Final = 16
GREY: Final = RGBColor(0x73, 0x73, 0x73)
DRAFT: Final = "草　稿"
# 225 mm by 22 lines (DOMAIN 8.1).
_PITCH: Final = Pt(28.95)
_LINES: Final = 580
# What must follow in the properties of a paragraph; Word asks for the order of its schema.
_AFTER_BORDER: Final = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
)  # fmt: skip
_AFTER_SNAP: Final = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr")


def begin() -> Any:
    """An empty document on this page."""
    document = docx.Document()
    _page(document)
    return document


def finish(document: Any, target: BinaryIO, *, title: str, author: str, at: datetime) -> None:
    """Write it into an open file, the same byte for byte from the same words and moment."""
    properties = document.core_properties
    properties.title, properties.author = title, author
    properties.created = properties.modified = at
    properties.last_modified_by = author
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
    style.font.name, style.font.size = FANG, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号半角宋体, one sign in from the edge."""
    paragraph.alignment = side
    edge = Pt(14)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = edge
    else:
        paragraph.paragraph_format.left_indent = edge
    run(paragraph, "— ", SONG, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    inner = run(paragraph, "1", SONG, 14)
    field.append(inner._r)
    run(paragraph, " —", SONG, 14)


def mark_draft(document: Any) -> None:
    """草　稿 above the text of every page."""
    section = document.sections[0]
    heads = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    for head in heads:
        paragraph = head.paragraphs[0] if not head.paragraphs[0].text else head.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(paragraph, DRAFT, HEI, 22).font.color.rgb = GREY


def run(paragraph: Paragraph, text: str, font: str = FANG, size: float = BODY) -> Any:
    """A stretch of text in one type; its Chinese in the same."""
    made = paragraph.add_run(text)
    made.font.name, made.font.size = font, Pt(size)
    made._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return made


def line(document: Any, *, indent: bool = True) -> Paragraph:
    """An empty paragraph of the body: one of 22 lines, two signs in."""
    paragraph: Paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _PITCH
    if indent:
        form.first_line_indent = Pt(2 * BODY)
    return paragraph


def rule(
    paragraph: Paragraph, colour: str, eighths: int, *, space: int = 1, style: str = "single"
) -> None:
    """A line under a paragraph; its weight in eighths of a point, its distance in points."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    told = {"val": style, "sz": str(eighths), "space": str(space), "color": colour}
    for name, value in told.items():
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDER, "w:snapToGrid", *_AFTER_SNAP)


def off_the_grid(paragraph: Paragraph) -> None:
    """Let a line be lower than the 22 lines of the page."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, *_AFTER_SNAP)
