"""The head of a paper in docx, by its layout (DOMAIN 8.1)."""

from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from tingban.reports import page_docx as page
from tingban.rules.documents.templates import Layout, PaperText

RED: Final = RGBColor(0xC0, 0x00, 0x00)
_RED: Final = "C00000"
# A double line of 170 mm reaches beyond the 156 mm of the text on both sides.
_BEYOND: Final = (Mm(-8), Mm(-6))
_POINT: Final = 25.4 / 72


def write_head(document: Any, text: PaperText) -> None:
    """Organ, number and title in their places."""
    if text.layout is Layout.FILE:
        _file(document, text)
    elif text.layout is Layout.LETTER:
        _letter(document, text)
    else:
        _plain(document, text)


def write_title(document: Any, words: str) -> None:
    """2号小标宋, centred."""
    title = page.line(document, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    page.run(title, words, page.TITLE, 22)


def _file(document: Any, text: PaperText) -> None:
    """The mark 35 mm below the top of the text, two lines, the number, a red rule."""
    words = f"{text.organ}文件"
    mark = _mark(document.add_paragraph(), words, _fitting(words, 50, 150))
    mark.paragraph_format.space_before = Mm(35)
    for _ in range(2):
        page.line(document, indent=False)
    number = page.line(document, indent=False)
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.run(number, text.number)
    page.rule(number, _RED, 16, space=11)
    for _ in range(2):
        page.line(document, indent=False)
    write_title(document, text.title)
    page.line(document, indent=False)


def _letter(document: Any, text: PaperText) -> None:
    """The mark 30 mm from the top edge, double lines; the first page bears no number."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(30)
    mark = _mark(section.first_page_header.paragraphs[0], text.organ, _fitting(text.organ, 36, 160))
    _wide(mark)
    page.rule(mark, _RED, 24, space=11, style="thickThinSmallGap")
    foot = section.first_page_footer.paragraphs[0]
    _wide(foot)
    page.rule(foot, _RED, 24, style="thinThickSmallGap")
    number = page.line(document, indent=False)
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    page.run(number, text.number)
    page.line(document, indent=False)
    write_title(document, text.title)
    page.line(document, indent=False)


def _plain(document: Any, text: PaperText) -> None:
    if text.layout is not Layout.OWNERS:
        write_title(document, text.organ)
    write_title(document, text.title)
    if text.number:
        number = page.line(document, indent=False)
        is_form = text.layout is Layout.FORM
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_form else WD_ALIGN_PARAGRAPH.CENTER
        page.run(number, text.number)
    page.line(document, indent=False)


def _mark(paragraph: Any, words: str, size: float) -> Any:
    """发文机关标志 in red."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form = paragraph.paragraph_format
    form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    page.run(paragraph, words, page.TITLE, size).font.color.rgb = RED
    return paragraph


def _fitting(words: str, most: float, room: float) -> float:
    """The size in points that lets the words stand on one line of so many millimetres."""
    return round(min(most, room / _POINT / len(words)), 1)


def _wide(paragraph: Any) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = _BEYOND
