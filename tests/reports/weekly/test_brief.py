"""周工作简报: every figure of the edition, what people wrote, and the page of GB/T 9704."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.shared import Mm

from tests.reports.weekly.samples import EDITION, briefing, cells
from tingban.kit import fonts
from tingban.reports import page_pdf
from tingban.reports.weekly.brief_docx import write_brief_docx
from tingban.reports.weekly.brief_pdf import brief_pdf
from tingban.reports.weekly.brief_text import compose
from tingban.rules.errors import Refused
from tingban.rules.weekly.cells import CODES

_POINTS = 72 / 25.4


def docx_of(brief):
    target = BytesIO()
    write_brief_docx(brief, target)
    return target.getvalue()


def words_of(data: bytes) -> str:
    return "\n".join(it.text for it in docx.Document(BytesIO(data)).paragraphs)


def pdf_words(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def plain(text: str) -> str:
    return "".join(text.split())


def test_every_one_of_the_33_figures_stands_in_the_text():
    told = "".join(it.lead + it.text for it in compose(briefing()).passages)

    missing = [code for code in CODES if str(cells(5000)[code]) not in told]

    assert missing == []


def test_the_three_parts_stand_in_their_order_with_what_people_wrote():
    told = [it.text for it in compose(briefing()).passages]

    heads = [told.index(head) for head in ("一、工作进展情况", "二、经验做法", "三、典型案例")]
    assert heads == sorted(heads)
    assert heads[0] < told.index("盐湖区组织了两轮交叉检查。") < heads[1]
    assert told[heads[2] + 1] == "某小区物业企业擅自利用电梯投放广告，已责令退还收益。"


def test_a_change_since_the_last_edition_is_told_up_and_down():
    told = "".join(it.text for it in compose(briefing()).passages)

    assert "全面排查小区5000个（较上期增加10个）" in told
    assert "完成整改小区5011个（较上期减少2个）" in told


def test_without_a_last_edition_no_change_is_told():
    told = "".join(it.text for it in compose(briefing(last_figures={})).passages)

    assert "较上期" not in told


def test_a_rate_without_a_base_is_left_out():
    empty = dict.fromkeys(CODES, 0)

    told = "".join(it.text for it in compose(briefing(figures=empty)).passages)

    assert "整改率" not in told


def test_the_five_facts_of_friday_noon_are_told_apart():
    told = "".join(it.text for it in compose(briefing()).passages)

    assert "应报送单位14个：按时报送13个，系统代报（未经县级确认）1个（绛县）" in told
    assert "其中零报告1个（平陆县）" in told


def test_the_table_ends_with_the_figures_of_the_whole_city():
    sheet = compose(briefing()).sheet

    assert len(sheet.rows) == 15
    assert sheet.rows[-1][:3] == ("合计", "", str(cells(5000)["A01"]))


def test_the_docx_holds_the_same_words_and_names_its_edition():
    told = plain(words_of(docx_of(briefing())))

    assert all(plain(it.text) in told for it in compose(briefing()).passages)
    assert EDITION.number in told
    assert EDITION.digest in told


def test_the_docx_stands_on_the_page_of_gb_t_9704():
    section = docx.Document(BytesIO(docx_of(briefing()))).sections[0]

    measures = (section.page_width, section.left_margin, section.right_margin, section.top_margin)
    assert [round(it / Mm(1)) for it in measures] == [210, 28, 26, 37]


def test_the_pdf_stands_on_a4_and_holds_the_words():
    data = brief_pdf(briefing())

    page = pypdfium2.PdfDocument(data)[0]
    told = plain(pdf_words(data))
    assert [round(side / _POINTS) for side in page.get_size()] == [210, 297]
    assert plain("排查存在问题小区5002个") in told
    assert EDITION.number in told


def test_made_twice_from_the_same_edition_both_files_are_the_same():
    assert docx_of(briefing()) == docx_of(briefing())
    assert brief_pdf(briefing()) == brief_pdf(briefing())


def test_rare_characters_of_a_name_are_printed():
    written = briefing(cases="𠮷祥小区、㛃园小区已整改。")

    assert "㛃园" in plain(pdf_words(brief_pdf(written)))


def test_what_looks_like_markup_is_only_text():
    written = briefing(practices='#set page(paper: "a3") *粗* $x$ <b>小区</b>')

    told = plain(pdf_words(brief_pdf(written)))

    assert plain('#set page(paper: "a3") *粗* $x$') in told


def test_without_a_chinese_font_the_pdf_is_refused_and_the_docx_still_comes(monkeypatch):
    monkeypatch.setattr(page_pdf, "installed_faces", lambda: fonts.choose_faces(["DejaVu Sans"]))

    with pytest.raises(Refused, match="没有中文字体"):
        brief_pdf(briefing())
    assert docx_of(briefing())
