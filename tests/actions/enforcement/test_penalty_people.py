"""Who investigates a penalty case, and what the papers say of it (行政处罚法 32, 42, 55)."""

import pytest

from tests.penalties import OFFICERS, Walk, a_case, noticed, officer
from tingban.data.documents.models import Paper
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.errors import NotNow

pytestmark = pytest.mark.django_db
THIRD = {"name": "丙执法", "certificate": "14080200003"}


def text_of(walk: Walk, key: PaperKey) -> str:
    """The newest paper of this kind as it was signed."""
    rows = Paper.objects.filter(subject=f"penalty_case:{walk.number}", template=key)
    return str(rows.latest("id").signature.text)


def filed() -> Walk:
    return a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)


def test_the_officers_of_the_filing_stand_in_the_form_of_the_next_step():
    walk = filed()

    known = PENALTY.told_already(officer(), walk.number, Act.INSPECT, today=walk.on)

    assert known == {"officers": "甲执法 14080200001\n乙执法 14080200002"}


def test_papers_name_the_officers_of_their_step_and_then_those_in_charge():
    walk = filed().take(Act.INSPECT).paper(PaperKey.INSPECTION)
    walk.take(Act.INTERVIEW, officers=[OFFICERS[0], THIRD]).paper(PaperKey.INTERVIEW)
    walk.take(Act.CONCLUDE).paper(PaperKey.REPORT)

    assert "乙执法" in text_of(walk, PaperKey.INSPECTION)
    assert "丙执法" not in text_of(walk, PaperKey.INSPECTION)
    for key in (PaperKey.INTERVIEW, PaperKey.REPORT):
        assert "丙执法" in text_of(walk, key)
        assert "乙执法" not in text_of(walk, key)


def test_a_keeping_is_done_by_the_officers_of_the_case():
    walk = filed().take(Act.INSPECT).paper(PaperKey.INSPECTION)

    with pytest.raises(NotNow, match="由本案执法人员甲执法（14080200001）、乙执法"):
        walk.take(Act.KEEP, officers=[OFFICERS[0], THIRD])


def test_who_stayed_away_is_told_in_the_record_and_did_not_merely_say_nothing():  # 55Ⅱ
    walk = filed().take(
        Act.INSPECT, party_view="absent", remarks="两次电话通知，拒绝到场",
        witness="社区干部赵某，全程录像",
    )  # fmt: skip
    text = text_of(walk.paper(PaperKey.INSPECTION), PaperKey.INSPECTION)

    assert "拒绝到场，或者没有到场" in text
    assert "两次电话通知，拒绝到场。见证或录音录像：社区干部赵某，全程录像。" in text
    signed = filed().take(Act.INSPECT).paper(PaperKey.INSPECTION)
    assert "核对无误，没有意见" in text_of(signed, PaperKey.INSPECTION)
    assert "没有这种情形" in text_of(signed, PaperKey.INSPECTION)


def test_the_ground_on_which_less_is_imposed_stands_in_the_report_of_counsel():  # 32
    walk = filed().take(Act.INSPECT).paper(PaperKey.INSPECTION).take(Act.CONCLUDE)
    walk.paper(PaperKey.REPORT)
    less = {"fine": 2_000_000, "discretion": "below", "discretion_reason": "七日内已恢复原状"}
    with pytest.raises(NotNow, match="行政处罚法第三十二条的哪一种情形"):
        walk.take(Act.PROPOSE, **less)
    walk.take(Act.PROPOSE, **less, lenient=["32.1"]).take(Act.REVIEW)

    assert (
        "裁量为减轻处罚，符合行政处罚法第三十二条规定的情形：（一）主动消除或者减轻违法行为危害后果，"
        "理由是：七日内已恢复原状。"
    ) in text_of(walk.paper(PaperKey.REVIEW), PaperKey.REVIEW)


def test_an_ordinary_proposal_names_no_such_ground():
    walk = noticed()

    assert "裁量为一般处罚，理由是：占用时间不长。" in text_of(walk, PaperKey.NOTICE)
