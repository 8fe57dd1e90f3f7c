"""The papers of a penalty case: every item that must stand there does, and is missed by name."""

from datetime import date
from typing import Any

import pypdfium2
import pytest

from tests.reports.weekly.test_brief import pdf_words, plain
from tests.rules.enforcement.penalty_values import day
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.documents.lacking import TOKEN, missing
from tingban.rules.documents.slots import Officer, Slot, SlotKind, spell
from tingban.rules.documents.templates import Issue, Template, compose
from tingban.rules.enforcement.penalty_decision_papers import DECISION, DECISION_PAPERS, SPOT
from tingban.rules.enforcement.penalty_flow import STEPS
from tingban.rules.enforcement.penalty_papers import INQUIRY_PAPERS, NOTICE
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, PaperKey
from tingban.rules.law import ARTICLE_BY_KEY

TEMPLATES = (*INQUIRY_PAPERS, *DECISION_PAPERS)
ON = date(2024, 7, 12)
USCC = "91140800MA0GTEXH2B"
ITEMS = [(it, slot) for it in TEMPLATES for slot in it.slots if slot.must]


def sample(slot: Slot) -> Any:
    """Something that this slot may hold, different for each."""
    if slot.label == "统一社会信用代码":
        return USCC
    return {
        SlotKind.DAY: day(7, 1 + len(slot.label)),
        SlotKind.LINES: (f"{slot.label}甲", f"{slot.label}乙"),
        SlotKind.LAW: ("PMR-63", "APL-28.1"),
        SlotKind.OFFICERS: (Officer("韩甲", "14080212301"), Officer("卫乙", "14080212302")),
    }.get(slot.kind, f"某{slot.label}")


def whole(template: Template) -> dict[str, Any]:
    return {slot.label: sample(slot) for slot in template.slots}


def named(template: Template) -> str:
    return template.key.partition("penalty_")[2]


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_with_everything_told_a_paper_is_whole_and_leaves_no_gap(template):
    facts = whole(template)
    lacking = missing(template, template.body, facts, on=ON, articles=ARTICLE_BY_KEY)
    text = compose(template, template.body, facts, issue=Issue("盐建罚决字〔2024〕1号", "某局", ON),
                   articles=ARTICLE_BY_KEY)  # fmt: skip
    words = plain(pdf_words(paper_pdf(text, ON)))

    assert lacking == ()
    assert not TOKEN.search(words)
    assert set(TOKEN.findall(template.body)) <= set(template.slot_by_label)
    for slot in template.slots:
        if slot.must:
            for part in _parts(slot, facts[slot.label]):
                assert plain(part) in words, slot.label


def _parts(slot: Slot, value: Any) -> tuple[str, ...]:
    if slot.kind is SlotKind.LINES:
        return tuple(value)
    return (spell(slot.kind, value, ARTICLE_BY_KEY),)


@pytest.mark.parametrize(("template", "slot"), ITEMS, ids=lambda it: getattr(it, "label", ""))
def test_each_item_that_must_stand_there_is_missed_by_name(template, slot):
    facts = whole(template) | {slot.label: None}
    lacking = missing(template, template.body, facts, on=ON, articles=ARTICLE_BY_KEY)
    without = template.body.replace(slot.token, "")
    cut = missing(template, without, whole(template), on=ON, articles=ARTICLE_BY_KEY)

    assert len(lacking) == 1
    assert slot.label in lacking[0] or "主送" in lacking[0]
    assert slot.label == "主送" or any(slot.must in clause for clause in cut)


def test_every_paper_of_the_case_has_a_template_and_every_step_names_one_that_exists():
    assert {template.key for template in TEMPLATES} == set(PaperKey)
    assert {template.title for template in TEMPLATES} == set(PAPER_LABELS.values())
    known = {*PAPER_LABELS.values(), "听证笔录", "送达回证"}
    told = {name for step in STEPS for name in step.document.split("、") if name}
    assert {name.replace("听证告知书", "行政处罚听证告知书") if name == "听证告知书" else name
            for name in told} <= known  # fmt: skip


@pytest.mark.parametrize("template", [it for it in TEMPLATES if it.is_served], ids=named)
def test_what_is_served_has_a_number_an_addressee_and_a_receipt(template):
    text = compose(template, template.body, whole(template), issue=Issue("某号", "某局", ON),
                   articles=ARTICLE_BY_KEY)  # fmt: skip

    assert template.series
    assert text.addressee == "某主送"
    assert dict(text.receipt)["受送达人"] == "某主送"


def test_a_decision_has_the_six_things_of_article_59():
    must = {slot.must for slot in DECISION.slots}

    assert {
        "当事人名称", "当事人地址", "违法事实", "证据", "处罚的种类和数额", "处罚的依据",
        "履行方式和期限", "复议的途径", "复议的期限", "诉讼的期限",
    } <= must  # fmt: skip
    assert "六十日内" in DECISION.body
    assert "六个月内直接向有管辖权的人民法院提起行政诉讼" in DECISION.body


def test_on_the_spot_a_review_comes_before_a_suit():
    assert "未经行政复议不得直接提起行政诉讼" in SPOT.body
    assert "六个月" not in SPOT.body


def test_a_notice_names_facts_reasons_basis_content_and_rights():  # 44
    must = {slot.must for slot in NOTICE.slots}

    assert {"违法事实", "裁量的理由", "处罚的依据", "处罚的种类和数额", "告知的依据"} <= must
    assert "有权进行陈述和申辩" in NOTICE.body
    assert "不会因陈述、申辩而给予更重的处罚" in NOTICE.body


def test_an_order_to_put_right_stands_beside_the_penalty_and_not_among_its_kinds():  # 28Ⅰ
    at, order = DECISION.body.index("【处罚内容】"), DECISION.body.index("责令你单位改正")

    assert order > at
    assert len(pypdfium2.PdfDocument(_pdf(DECISION))) >= 2


def _pdf(template: Template) -> bytes:
    text = compose(template, template.body, whole(template), issue=Issue("某号", "某局", ON),
                   articles=ARTICLE_BY_KEY)  # fmt: skip
    return paper_pdf(text, ON)
