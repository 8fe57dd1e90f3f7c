"""责令限期整改通知书: what must stand in it is read back from both files (DOMAIN 8.2)."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.shared import Mm

from tests.orders import LINK, finding, income, paper, without
from tests.reports.weekly.test_brief import pdf_words, plain
from tingban.kit import fonts
from tingban.reports import page_pdf
from tingban.reports.rectification.order_docx import order_docx
from tingban.reports.rectification.order_files import ORDER_FILES
from tingban.reports.rectification.order_pdf import order_pdf
from tingban.reports.rectification.order_text import compose, freeze, thaw
from tingban.rules.errors import Refused
from tingban.rules.rectification.order_paper import OrderPaper

_POINTS = 72 / 25.4


def pdf_of(order: OrderPaper, link: str = "") -> bytes:
    """Signed, kept, and set from what was kept."""
    return order_pdf(thaw(freeze(compose(order)), link), order.issued_on)


def docx_of(order: OrderPaper, link: str = "") -> bytes:
    return order_docx(thaw(freeze(compose(order)), link), order.issued_on)


MUST = [
    "盐湖区住房和城乡建设局", "责令限期整改通知书", "盐建责改字〔2024〕7号",
    "山西明珠物业服务有限公司", paper().uscc, "锦绣花园",
    "3号楼、5号楼楼道堆放杂物，多日无人清扫，地下室照明损坏。",
    "未按照合同约定提供服务", "违规侵占小区公共收益",
    "1.未妥善清洁业主共有部分；2.未采取合理措施保护业主的人身、财产安全。", "侵占利用公共收益。",
    "1.现场检查照片6张；2.物业服务合同复印件；3.对项目经理的询问笔录。",
    "问题编号WT-140802-2024-000123", "涉及公共收益38,600.50元。",
    "违反了《中华人民共和国民法典》第九百四十二条第一款、《物业管理条例》第三十五条第二款、第四十六条第一款。",
    "1.清理3号楼、5号楼楼道杂物并恢复每日清扫。", "2.修复地下室照明。",
    "第（一）项应于2024年7月2日前（含当日）整改完毕。",
    "未按合同提供服务的整改期限为15日，自送达次日起计算。",
    "第（二）项应于2024年7月17日前（含当日）整改完毕。", "公共收益返还的凭证",
    "重新核定相关小区的物业服务等级", "曝光",
    "依据《价格违法行为行政处罚规定》第九条第（十）项，涉嫌不按照规定提供服务而收取费用的",
    "移送市场监督管理部门依法处理。",
    "移送公安机关依法处理", "陈述、申辩",
    "依据《中华人民共和国行政复议法》第二十条，自收到之日起六十日内向盐湖区人民政府申请行政复议",
    "依据《中华人民共和国行政诉讼法》第四十六条，自收到之日起六个月内向人民法院提起行政诉讼",
    "韩甲（执法证号：14080212301）", "乙（执法证号：14080212302）", "电话0359-6388865",
    "运城市盐湖区某街1号", "2024年6月17日", LINK, "送达回证", "受送达人", "送达方式", "留置送达",
]  # fmt: skip


def docx_words(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(it.text for it in document.paragraphs), *cells])


@pytest.mark.parametrize(
    "words",
    [plain(pdf_words(pdf_of(paper(), LINK))), plain(docx_words(docx_of(paper(), LINK)))],
    ids=["pdf", "docx"],
)
def test_what_must_stand_in_an_order_stands_in_it(words):
    missing = [text for text in MUST if plain(text) not in words]

    assert missing == []


def test_no_fine_is_threatened_that_the_law_does_not_give():
    assert "罚款" not in pdf_words(pdf_of(paper()))
    assert "罚款" not in docx_words(docx_of(paper()))


def test_a_fine_stands_with_its_article():
    common = finding(category=finding().category.CAT_5, acts=("5-02",))

    told = plain(pdf_words(pdf_of(paper(common))))

    assert plain("依据《物业管理条例》第六十三条，给予警告，处5万元以上20万元以下的罚款") in told


def test_without_a_decision_no_appeal_is_told_and_without_a_link_no_code():
    bare = paper(is_decision=False)

    for told in (plain(pdf_words(pdf_of(bare))), plain(docx_words(docx_of(bare)))):
        assert "行政复议" not in told
        assert "陈述、申辩" in told
        assert "扫码" not in told
    with zipfile.ZipFile(BytesIO(docx_of(bare))) as archive:
        assert not [name for name in archive.namelist() if "media" in name]


def test_an_incomplete_order_is_never_put_into_words():
    with pytest.raises(Refused, match="没有写明当事人"):
        compose(without(company=""))


def test_what_was_kept_is_what_was_composed():
    text = compose(paper())
    kept = json.loads(json.dumps(freeze(text)))

    assert thaw(kept) == text
    assert LINK not in json.dumps(freeze(replace(text, link=LINK)))


@pytest.mark.parametrize("write", list(ORDER_FILES.values()), ids=list(ORDER_FILES))
def test_made_twice_from_the_same_paper_the_file_is_the_same(write):
    order = paper()

    assert write(compose(order), order.issued_on) == write(compose(order), order.issued_on)


def test_the_pdf_stands_on_a4_and_its_last_page_is_the_receipt():
    document = pypdfium2.PdfDocument(pdf_of(paper()))

    pages = [plain(page.get_textpage().get_text_range()) for page in document]
    assert [round(side / _POINTS) for side in document[0].get_size()] == [210, 297]
    assert "送达回证" in pages[-1]
    assert not any("送达回证" in page for page in pages[:-1])
    # Each page bears its number.
    assert all(f"—{number}—" in page for number, page in enumerate(pages, 1))


def test_organ_and_date_are_never_parted_from_each_other():
    for count in range(1, 6):
        order = paper(*(finding(problem=f"WT-140802-2024-{at:06d}") for at in range(count)))
        pages = [
            plain(page.get_textpage().get_text_range())
            for page in pypdfium2.PdfDocument(pdf_of(order))
        ]
        assert any("盐湖区住房和城乡建设局2024年6月17日" in page for page in pages)


def test_the_docx_stands_on_the_page_of_gb_t_9704():
    section = docx.Document(BytesIO(docx_of(paper()))).sections[0]

    measures = (section.page_width, section.left_margin, section.right_margin, section.top_margin)
    assert [round(it / Mm(1)) for it in measures] == [210, 28, 26, 37]


def test_the_docx_names_office_fonts_and_embeds_none():
    with zipfile.ZipFile(BytesIO(docx_of(paper()))) as archive:
        names, body = archive.namelist(), archive.read("word/document.xml").decode()

    assert "仿宋_GB2312" in body
    assert "方正小标宋简体" in body
    assert not [name for name in names if "embed" in name.lower() or name.endswith(".odttf")]


def test_rare_characters_of_names_are_printed():
    rare = paper(finding(community="㛃园"), company="𠮷祥物业服务有限公司")

    told = plain(pdf_words(pdf_of(rare)))

    assert "㛃园" in told
    assert "𠮷祥物业服务有限公司" in told


def test_what_looks_like_markup_is_only_text():
    told = plain(pdf_words(pdf_of(paper(finding(facts='#set page(paper: "a3") *粗* $x$')))))

    assert plain('#set page(paper: "a3") *粗* $x$') in told


def test_one_piece_of_evidence_bears_no_number():
    told = [it.text for it in compose(paper(finding(evidence=("照片",)))).passages]

    assert "照片。" in told


def test_a_sum_that_is_public_income_is_written_with_its_unit():
    told = "".join(it.text for it in compose(paper(income())).passages)

    assert "涉及公共收益38,600.50元。" in told


def test_without_a_chinese_font_the_pdf_is_refused_and_the_docx_still_comes(monkeypatch):
    monkeypatch.setattr(page_pdf, "installed_faces", lambda: fonts.choose_faces(["DejaVu Sans"]))

    with pytest.raises(Refused, match="没有中文字体"):
        pdf_of(paper())
    assert docx_of(paper())
