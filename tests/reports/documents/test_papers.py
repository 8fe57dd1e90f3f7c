"""Papers of the five layouts stand on the page of GB/T 9704, as read back from the files (8.1)."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import docx
import pypdfium2
import pytest
from docx.shared import Mm
from pypdfium2 import raw

from tests.papers import FACTS, LETTER
from tests.reports.weekly.test_brief import pdf_words, plain
from tingban.kit import fonts
from tingban.reports import page_pdf
from tingban.reports.documents.paper_docx import paper_docx
from tingban.reports.documents.paper_pdf import paper_pages, paper_pdf
from tingban.rules.documents.templates import (
    Issue,
    Layout,
    PaperText,
    Slot,
    SlotKind,
    compose,
)
from tingban.rules.errors import Refused
from tingban.rules.law import ARTICLE_BY_KEY

MM = 72 / 25.4
ON = date(2024, 6, 18)
WHOLE = FACTS | {
    "事由": "楼道堆物", "限期": date(2024, 7, 2), "附件": ("整改问题清单", "现场照片"),
    "附注": "（主动公开）", "抄送": "市政府办公室，市纪委监委", "数据来源": "数据取自第 3 周汇总版",
}  # fmt: skip
MORE = (Slot("附件", SlotKind.LINES), Slot("附注"), Slot("抄送"), Slot("数据来源"))
LINE = "一二三四五六七八九十" * 3
NAMED = [
    "运城市住房和城乡建设局", "运建督字〔2024〕1号", "关于锦绣花园的函", "明珠物业服务有限公司：",
    "91140800MA0GTEXH2B", "38,600.50元", "《物业管理条例》第三十五条第一款、第四十六条第一款",
    "（一）逐条整改。", "1.清理楼道。", "2.修复照明。", "盐湖区", "韩甲（执法证号：14080212301）",
    "附件：1.整改问题清单", "2.现场照片", "2024年6月18日", "（主动公开）",
    "抄送：市政府办公室，市纪委监委。", "数据取自第3周汇总版",
]  # fmt: skip


def a_text(layout: Layout, body: str = "", **told: object) -> PaperText:
    template = replace(LETTER, layout=layout, slots=(*LETTER.slots, *MORE), is_served=False)
    template = replace(template, **told)
    issue = Issue("运建督字〔2024〕1号", "运城市住房和城乡建设局", ON)
    return compose(template, body or template.body, WHOLE, issue=issue, articles=ARTICLE_BY_KEY)


def pages_of(text: PaperText) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(paper_pdf(text, ON)))


def signs(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float, float, float]]:
    """Each sign of a page with its box in millimetres from the left and from the top."""
    words = page.get_textpage()
    high = page.get_height()
    for place in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(place, loose=True)
        sign = words.get_text_range(place, 1)
        if sign.strip():
            yield sign, left / MM, (high - top) / MM, right / MM, (high - bottom) / MM


def rules_of(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Level lines of a page: left, right, distance from the top, thickness; in millimetres."""
    found = []
    for drawn in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        if right - left > 50 * MM and top - bottom < 5 * MM:
            middle = page.get_height() - (top + bottom) / 2
            # The box of a line reaches its weight beyond it on every side.
            weight = (top - bottom) / 2
            found.append(((left + weight) / MM, (right - weight) / MM, middle / MM, weight / MM))
    return sorted(found, key=lambda it: it[2])


def lines_of(page: pypdfium2.PdfPage) -> list[tuple[float, str]]:
    """The lines of the text by their distance from the top."""
    found: dict[int, list[str]] = {}
    for sign, _, top, _, _ in signs(page):
        near = next((at for at in found if abs(at - round(top * 10)) < 15), round(top * 10))
        found.setdefault(near, []).append(sign)
    return [(at / 10, "".join(it)) for at, it in sorted(found.items())]


@pytest.mark.parametrize("layout", [Layout.LETTER, Layout.WRIT])
def test_a_full_page_has_twenty_two_lines_of_twenty_eight_signs(layout):
    page = pages_of(a_text(layout, LINE * 60))[1]

    lines = [words for top, words in lines_of(page) if top < 262]
    assert len(lines) == 22
    assert {len(words) for words in lines} == {28}


def test_the_text_stands_between_its_margins():
    page = pages_of(a_text(Layout.WRIT, LINE * 60))[1]

    inside = [box for box in signs(page) if box[2] < 262]
    assert round(min(box[1] for box in inside)) == 28
    assert round(max(box[3] for box in inside)) == 210 - 26
    # The first line begins at the top of the text, the last ends at its foot.
    assert min(box[2] for box in inside) == pytest.approx(37, abs=1)
    assert max(box[4] for box in inside) == pytest.approx(297 - 35, abs=5)


def test_the_size_of_the_page_is_a4():
    size = pages_of(a_text(Layout.FILE))[0].get_size()

    assert [round(side / MM) for side in size] == [210, 297]


def test_the_page_number_stands_seven_millimetres_below_odd_right_even_left():
    first, second = pages_of(a_text(Layout.WRIT, LINE * 60))[:2]

    odd = [box for box in signs(first) if box[2] > 262]
    even = [box for box in signs(second) if box[2] > 262]
    assert "".join(box[0] for box in odd) == "—1—"
    assert "".join(box[0] for box in even) == "—2—"
    # 4号 is 14 points, so one sign in from the edge is 4.9 mm.
    assert max(box[3] for box in odd) == pytest.approx(210 - 26 - 4.9, abs=1)
    assert min(box[1] for box in even) == pytest.approx(28 + 4.9, abs=1)
    assert min(box[2] for box in odd) == pytest.approx(262 + 7, abs=1.5)


def test_the_head_of_a_file_is_red_and_its_rule_four_millimetres_below_the_number():
    page = pages_of(a_text(Layout.FILE))[0]

    lines = lines_of(page)
    assert lines[0][1] == "运城市住房和城乡建设局文件"
    mark = [box for box in signs(page) if abs(box[2] - lines[0][0]) < 3]
    # The mark's own edge lies some tenths below the box of its signs.
    assert lines[0][0] == pytest.approx(37 + 35, abs=4)
    assert max(box[3] for box in mark) - min(box[1] for box in mark) <= 156
    number = next(box for box in signs(page) if box[0] == "〔")
    left, right, at, thick = rules_of(page)[0]
    assert (round(left), round(right)) == (28, 210 - 26)
    assert at - number[4] == pytest.approx(4, abs=1.5)
    assert thick == pytest.approx(0.7, abs=0.3)


def test_the_colour_of_the_mark_is_red():
    page = pages_of(a_text(Layout.FILE))[0]
    picture = page.render(scale=1).to_pil().convert("RGB")
    box = [round(it * MM) for it in (28, 72, 184, 90)]

    colours = {colour for _, colour in picture.crop(box).getcolors(100_000)}

    assert any(red > 150 and green < 90 and blue < 90 for red, green, blue in colours)


def test_the_title_is_of_twenty_two_points_one_blank_line_above_the_addressee():
    page = pages_of(a_text(Layout.FILE))[0]

    sizes = {
        words.get_text_range(place, 1): raw.FPDFText_GetFontSize(words, place)
        for words in [page.get_textpage()]
        for place in range(words.count_chars())
    }
    assert (sizes["函"], sizes["明"]) == (22, 16)
    by_text = {words: top for top, words in lines_of(page)}
    gap = by_text["明珠物业服务有限公司："] - by_text["关于锦绣花园的函"]
    assert gap == pytest.approx(2 * 225 / 22 + 1, abs=4)


def test_the_record_stands_at_the_foot_of_an_even_page_with_its_three_rules():
    for count in range(0, 46, 3):
        pages = pages_of(a_text(Layout.FILE, LETTER.body + "\n" + LINE * count))
        found = rules_of(pages[-1])[-3:]

        assert len(pages) % 2 == 0
        assert [round(thick, 2) for *_, thick in found] == [0.35, 0.25, 0.35]
        assert {(round(left), round(right)) for left, right, *_ in found} == {(28, 184)}
        assert found[-1][2] == pytest.approx(297 - 35, abs=1.5)


def test_a_page_of_the_record_alone_bears_no_number():
    short = pages_of(a_text(Layout.FILE, "请遵照执行。"))

    words = plain(short[-1].get_textpage().get_text_range())
    assert len(short) == 2
    assert "抄送" in words
    assert "—2—" not in words


def test_a_letter_has_double_lines_of_170_and_no_number_on_its_first_page():
    pages = pages_of(a_text(Layout.LETTER, LINE * 60))

    upper, lower = rules_of(pages[0])[:2], rules_of(pages[0])[-2:]
    assert {(round(a), round(b)) for a, b, *_ in (*upper, *lower)} == {(20, 190)}
    assert upper[0][3] > upper[1][3]
    assert lower[0][3] < lower[1][3]
    assert lower[1][2] == pytest.approx(297 - 20, abs=1.2)
    mark = [box for box in signs(pages[0]) if box[2] < upper[0][2]]
    assert "".join(box[0] for box in mark) == "运城市住房和城乡建设局"
    assert "—1—" not in plain(pages[0].get_textpage().get_text_range())
    assert "—2—" in plain(pages[1].get_textpage().get_text_range())
    assert rules_of(pages[1]) == []


def test_the_mark_of_a_letter_begins_thirty_millimetres_from_the_top_and_the_line_four_below():
    page = pages_of(a_text(Layout.LETTER))[0]
    picture = page.render(scale=4).to_pil().convert("RGB")
    wide, high = picture.size
    red = [
        y
        for y in range(high // 3)
        if any(
            picture.getpixel((x, y))[0] > 140 and picture.getpixel((x, y))[1] < 80
            for x in range(wide // 4, wide // 4 * 3, 2)
        )
    ]
    gaps = [(a, b) for a, b in pairwise(red) if b - a > 4 * MM]

    assert red[0] / 4 / MM == pytest.approx(30, abs=1)
    assert [round((b - a) / 4 / MM) for a, b in gaps] == [4]


def test_the_number_of_a_letter_stands_at_right_under_the_line():
    page = pages_of(a_text(Layout.LETTER))[0]

    number = next(words for words in lines_of(page) if "〔2024〕" in words[1])
    box = [it for it in signs(page) if abs(it[2] - number[0]) < 2]
    assert max(it[3] for it in box) == pytest.approx(210 - 26, abs=1)
    assert number[0] > rules_of(page)[1][2]


def test_with_a_seal_the_date_stands_four_signs_in_and_the_name_centred_over_it():
    page = pages_of(a_text(Layout.WRIT, "请遵照执行。"))[0]

    lines = [top for top, words in lines_of(page) if words == "2024年6月18日"]
    day = [box for box in signs(page) if abs(box[2] - lines[0]) < 1]
    name = [box for box in signs(page) if 8 < lines[0] - box[2] < 12]
    assert "".join(box[0] for box in name) == "运城市住房和城乡建设局"
    middles = [(min(it[1] for it in row) + max(it[3] for it in row)) / 2 for row in (day, name)]
    assert middles[0] == pytest.approx(middles[1], abs=1)
    assert max(box[3] for box in name) == pytest.approx(210 - 26 - 4 * 156 / 28, abs=1)


def test_organ_and_date_are_never_parted_from_each_other():
    for count in range(1, 20):
        pages = pages_of(a_text(Layout.WRIT, "\n".join(["请遵照执行。"] * count)))
        told = [plain(page.get_textpage().get_text_range()) for page in pages]
        assert any("运城市住房和城乡建设局2024年6月18日" in words for words in told)


SENTENCE = "请于2024年6月30日前逐条整改，并将结果（附照片）报我局；逾期不改的，依法处理。"


@pytest.mark.parametrize("annexed", [True, False])
@pytest.mark.parametrize(
    "body",
    ["\n".join(["请遵照执行。"] * count) for count in range(14, 22)]
    + [SENTENCE * count for count in range(11, 17)],
    ids=lambda body: str(len(body)),
)
def test_seal_and_date_never_stand_on_a_page_without_text(body, annexed):  # GB/T 9704 7.3.5.5
    slots = {} if annexed else {"slots": LETTER.slots}

    pages = pages_of(a_text(Layout.WRIT, body, **slots))

    last = next(page for page in pages if "2024年6月18日" in [it for _, it in lines_of(page)])
    words = [words for _, words in lines_of(last)]
    above = words[: words.index("2024年6月18日") - 1]
    assert [it for it in above if it not in ("运城市住房和城乡建设局", "运建督字〔2024〕1号")]
    whole = "".join(words for page in pages for _, words in lines_of(page) if words[0] != "—")
    assert plain(body) in whole


@pytest.mark.parametrize(
    "last", ["（二）要求。", "（二）要求", "一、要求", "改。", "（二）要求。改。"]
)
def test_whatever_comes_last_is_printed(last):
    words = plain(pdf_words(paper_pdf(a_text(Layout.WRIT, f"请遵照执行。\n{last}"), ON)))

    assert f"请遵照执行。{last}" in words


@pytest.mark.parametrize("count", range(5, 17))
def test_where_the_last_paragraph_is_parted_no_sign_stands_where_it_must_not(count):
    pages = pages_of(a_text(Layout.WRIT, SENTENCE * count))

    lines = [words for page in pages for _, words in lines_of(page)]
    text = [it for it in lines if it in plain(SENTENCE * count)]
    assert len(text) > 4
    for one, other in pairwise(text):
        assert other[0] not in "，；。）"
        assert one[-1] != "（"
        assert not (one[-1].isdigit() and other[0].isdigit())


def docx_words(data: bytes) -> str:
    """Everything written in the body, in the order of the paragraphs, then of the tables."""
    document = docx.Document(BytesIO(data))
    head = [it.text for it in document.sections[0].first_page_header.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*head, *(it.text for it in document.paragraphs), *cells])


@pytest.mark.parametrize("layout", list(Layout))
def test_everything_stands_in_both_files(layout):
    text = a_text(layout)
    # A paper of the owners is never signed by the bureau.
    named = NAMED[1:] if layout is Layout.OWNERS else NAMED

    for words in (plain(pdf_words(paper_pdf(text, ON))), plain(docx_words(paper_docx(text, ON)))):
        assert [it for it in named if plain(it) not in words] == []
        assert (NAMED[0] in words) is (layout is not Layout.OWNERS)


def test_what_is_served_ends_with_its_receipt():
    text = a_text(Layout.WRIT, is_served=True)

    pages = [plain(it.get_textpage().get_text_range()) for it in pages_of(text)]
    assert "送达回证" in pages[-1]
    assert "《关于锦绣花园的函》（运建督字〔2024〕1号）" in pages[-1]
    assert not any("送达回证" in it for it in pages[:-1])
    assert "受送达人" in docx_words(paper_docx(text, ON))


def test_rows_of_a_form_are_cells():
    text = a_text(Layout.FORM, "小区｜【小区】｜金额｜【金额】\n要求｜【要求】")

    tables = docx.Document(BytesIO(paper_docx(text, ON))).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert rows == [["小区", "锦绣花园", "金额", "38,600.50元"], ["要求", "1.清理楼道\n2.修复照明"]]


@pytest.mark.parametrize("layout", list(Layout))
def test_made_twice_from_the_same_wording_the_files_are_the_same(layout):
    text = a_text(layout)

    assert paper_pdf(text, ON) == paper_pdf(text, ON)
    assert paper_docx(text, ON) == paper_docx(text, ON)


def test_the_docx_stands_on_the_same_page_and_embeds_no_font():
    data = paper_docx(a_text(Layout.FILE), ON)

    section = docx.Document(BytesIO(data)).sections[0]
    measures = (section.page_width, section.left_margin, section.right_margin, section.top_margin)
    assert [round(it / Mm(1)) for it in measures] == [210, 28, 26, 37]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
        assert not [name for name in archive.namelist() if "embed" in name.lower()]
    assert "方正小标宋简体" in body
    assert 'w:tblpYSpec="bottom"' in body


def test_a_letter_in_docx_has_a_first_page_of_its_own():
    section = docx.Document(BytesIO(paper_docx(a_text(Layout.LETTER), ON))).sections[0]

    assert section.different_first_page_header_footer
    assert round(section.header_distance / Mm(1)) == 30
    assert "thickThinSmallGap" in section.first_page_header._element.xml
    assert "thinThickSmallGap" in section.first_page_footer._element.xml
    assert "PAGE" not in section.first_page_footer._element.xml
    assert "PAGE" in section.footer._element.xml


def test_rare_characters_of_names_are_printed_and_what_stands_in_is_noted():
    text = replace(a_text(Layout.LETTER), addressee="𠮷祥㛃园物业服务有限公司")

    told = pdf_words(paper_pdf(text, ON))

    assert "𠮷祥㛃园物业服务有限公司" in plain(told)
    faces = fonts.installed_faces()
    assert plain(faces.note) in plain(told)


def test_what_looks_like_markup_is_only_text():
    text = a_text(Layout.LETTER, '#set page(paper: "a3") *粗* $x$')

    assert plain('#set page(paper: "a3") *粗* $x$') in plain(pdf_words(paper_pdf(text, ON)))


def test_a_draft_is_marked_on_each_page_and_drawn_as_pictures():
    text = a_text(Layout.LETTER, LINE * 60)

    pages = list(pypdfium2.PdfDocument(paper_pdf(text, ON, is_draft=True)))
    drawn = paper_pages(text, is_draft=True)

    assert all("草　稿" in page.get_textpage().get_text_range() for page in pages)
    assert len(drawn) == len(pages)
    assert all(picture.startswith(b"\x89PNG") for picture in drawn)


@pytest.mark.parametrize("layout", list(Layout))
def test_a_draft_in_docx_is_marked_above_each_kind_of_page(layout):
    text = a_text(layout)

    for is_draft in (True, False):
        section = docx.Document(BytesIO(paper_docx(text, ON, is_draft=is_draft))).sections[0]
        heads = [section.header, section.even_page_header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        for head in heads:
            assert ("草　稿" in [it.text for it in head.paragraphs]) is is_draft


def test_without_a_chinese_font_the_pdf_is_refused_and_the_docx_still_comes(monkeypatch):
    monkeypatch.setattr(page_pdf, "installed_faces", lambda: fonts.choose_faces(["DejaVu Sans"]))

    with pytest.raises(Refused, match="没有中文字体"):
        paper_pdf(a_text(Layout.FILE), ON)
    assert paper_docx(a_text(Layout.FILE), ON)
