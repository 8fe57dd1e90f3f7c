"""A paper as docx on the page of GB/T 9704: office fonts by name, nothing embedded."""

from datetime import date
from io import BytesIO
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Pt

from tingban.reports import page_docx as page
from tingban.reports.documents import heads_docx as heads
from tingban.reports.documents.grids_docx import write_grid, write_receipt, write_record
from tingban.reports.documents.paper_pdf import moment_of
from tingban.rules.documents.passages import Grid, Passage
from tingban.rules.documents.templates import Layout, PaperText

# With a seal the date stands four signs from the right edge.
_SEAL: Final = Pt(4 * page.BODY)


def paper_docx(text: PaperText, issued_on: date, *, is_draft: bool = False) -> bytes:
    """The docx, the same byte for byte from the same wording; a draft says so on each page."""
    document = page.begin()
    heads.write_head(document, text)
    if is_draft:
        page.mark_draft(document)
    if text.addressee:
        page.run(page.line(document, indent=False), f"{text.addressee}：")
    for part in text.parts:
        if isinstance(part, Grid):
            write_grid(document, part, 14 if text.layout is Layout.FORM else 12)
        else:
            _passage(document, part, is_last=part is text.parts[-1])
    _tail(document, text)
    if text.receipt:
        _receipt(document, text)
    target = BytesIO()
    page.finish(document, target, title=text.heading, author=text.organ, at=moment_of(issued_on))
    return target.getvalue()


def _passage(document: Any, passage: Passage, *, is_last: bool) -> None:
    """What comes last stays with the signature (GB/T 9704 7.3.5.5)."""
    paragraph = page.line(document)
    paragraph.paragraph_format.keep_with_next = passage.level == 1 or is_last
    if passage.level == 1:
        page.run(paragraph, passage.text, page.HEI)
        return
    if passage.lead:
        page.run(paragraph, passage.lead, page.KAI)
    page.run(paragraph, passage.text)


def _tail(document: Any, text: PaperText) -> None:
    """附件说明, 落款, 附注, and what ends the paper."""
    _annexes(document, text)
    _signature(document, text)
    if text.remark:
        page.run(page.line(document), text.remark)
    if text.layout is Layout.FILE:
        _record(document, text)
    elif text.copies:
        page.run(page.line(document), f"抄送：{text.copies}。")
    if text.source and text.layout is not Layout.FILE:
        _small(document, text.source)


def _annexes(document: Any, text: PaperText) -> None:
    if not text.annexes:
        return
    page.line(document, indent=False).paragraph_format.keep_with_next = True
    for place, name in enumerate(text.annexes):
        paragraph = page.line(document)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.left_indent = Pt(5 * page.BODY)
        paragraph.paragraph_format.first_line_indent = Pt(0 if place else -3 * page.BODY)
        page.run(paragraph, name if place else f"附件：{name}")


def _signature(document: Any, text: PaperText) -> None:
    """Organ and date stay together; with a seal there is room for it."""
    for _ in range(2 if text.has_seal and text.layout is not Layout.FORM else 1):
        page.line(document, indent=False).paragraph_format.keep_with_next = True
    for words in (text.signature, text.issued):
        paragraph = page.line(document, indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = _SEAL
        paragraph.paragraph_format.keep_with_next = words is text.signature
        page.run(paragraph, words)


def _record(document: Any, text: PaperText) -> None:
    """版记 at the bottom of the last page."""
    if text.source:
        _small(document, text.source)
    copies = (f"抄送：{text.copies}。",) if text.copies else ()
    write_record(document, (*copies, f"{text.organ}\t{text.issued}印发"))


def _small(document: Any, words: str) -> Any:
    paragraph = page.line(document, indent=False)
    page.off_the_grid(paragraph)
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(12)
    page.run(paragraph, words, page.FANG, 8).font.color.rgb = page.GREY
    return paragraph


def _receipt(document: Any, text: PaperText) -> None:
    """送达回证 on a page of its own."""
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    if text.layout is not Layout.OWNERS:
        heads.write_title(document, text.organ)
    heads.write_title(document, "送达回证")
    page.line(document, indent=False)
    write_receipt(document, text.receipt)
