"""What a step of a penalty case rested on stays as long as the step does (行政处罚法 55, 65)."""

import pytest

from tests.penalties import SHEET, WAN, Walk, decided, noticed, serve_decision
from tests.people import clerk, head
from tingban.actions.documents import papers
from tingban.data.documents.models import Paper
from tingban.rules.documents.papers import PaperStage
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.errors import NotNow

pytestmark = pytest.mark.django_db


def heard() -> Walk:
    """Decided after a hearing whose record is signed."""
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    walk.to(7, 12).take(Act.HOLD_HEARING).paper(PaperKey.HEARING_RECORD)
    walk.to(7, 15).take(Act.REVIEW).paper(PaperKey.REVIEW)
    walk.take(Act.DISCUSS).paper(PaperKey.DISCUSSION)
    return walk.paper(PaperKey.DECISION).take(Act.DECIDE)


def of_kind(walk: Walk, key: PaperKey) -> list[Paper]:
    rows = Paper.objects.filter(subject=f"penalty_case:{walk.number}", template=key)
    return list(rows.order_by("id"))


def take_away(walk: Walk, paper: Paper, act=papers.void) -> None:
    sheet = SHEET[PaperKey(paper.template)]
    actor = head() if head().role in sheet.template.signers else clerk()
    act(
        paper=paper.key, sheet=sheet, reason="文字有误", version=paper.version, actor=actor,
        at=walk.now(),
    )  # fmt: skip


@pytest.mark.parametrize("act", [papers.void, papers.revise])
@pytest.mark.parametrize(
    ("key", "step"),
    [(PaperKey.INSPECTION, "调查终结"), (PaperKey.INTERVIEW, "调查终结")],
)
def test_a_second_record_does_not_free_the_one_that_a_step_rests_on(key, step, act):
    walk = noticed()
    walk.paper(key)
    first, second = of_kind(walk, key)

    with pytest.raises(NotNow, match=f"“{step}”以这份文书为依据"):
        take_away(walk, first, act)
    take_away(walk, second, act)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.stage, second.stage) == (PaperStage.SIGNED, PaperStage.VOID)
    with pytest.raises(NotNow, match=f"“{step}”以这份文书为依据"):
        take_away(walk, first)


def test_the_record_of_the_hearing_stays_under_the_decision():  # 65
    walk = heard()
    (record,) = of_kind(walk, PaperKey.HEARING_RECORD)

    with pytest.raises(NotNow, match="以这份文书为依据，已经办理。请先在案件里撤回或者撤销那一步"):
        take_away(walk, record)


@pytest.mark.parametrize(
    "key",
    [
        PaperKey.INSPECTION,
        PaperKey.INTERVIEW,
        PaperKey.REPORT,
        PaperKey.REVIEW,
        PaperKey.PLEA,
        PaperKey.DISCUSSION,
    ],
)
@pytest.mark.parametrize("later", [(7, 4), (7, 8)])
def test_no_record_is_signed_behind_the_decision_that_would_rest_on_it(key, later):  # 54, 57
    walk = decided()
    before = len([it for it in of_kind(walk, key) if it.stage == PaperStage.SIGNED])

    with pytest.raises(NotNow, match=r"2024年7月4日作出，不能再签.*第五十七条.*由负责人撤销"):
        walk.to(*later).paper(key)

    assert len([it for it in of_kind(walk, key) if it.stage == PaperStage.SIGNED]) == before == 1


def test_nor_a_record_of_the_hearing():  # 65
    with pytest.raises(NotNow, match=r"不能再签《行政处罚听证笔录》.*第六十五条"):
        heard().paper(PaperKey.HEARING_RECORD)


def test_who_is_not_fined_is_not_fined_on_what_was_signed_before():  # 33, 57
    walk = noticed().paper(PaperKey.SPARING).take(Act.SPARE)

    with pytest.raises(
        NotNow, match="不予处罚决定已于 2024年6月26日作出，不能再签《询问笔录》"
    ) as it:
        walk.paper(PaperKey.INTERVIEW)
    # No head revokes it from there.
    assert "由负责人撤销" not in it.value.sentence


def test_what_follows_the_decision_is_signed_after_it():
    walk = serve_decision(decided().to(7, 5)).to(7, 8)

    walk.take(Act.PAY_ALL, amount=5 * WAN, voucher="1").paper(PaperKey.CLOSING)

    assert of_kind(walk, PaperKey.CLOSING)[0].stage == PaperStage.SIGNED


def test_of_two_records_signed_before_the_step_it_rests_on_the_newer():
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    walk.to(7, 12).take(Act.HOLD_HEARING)
    walk.paper(PaperKey.HEARING_RECORD).paper(PaperKey.HEARING_RECORD)
    walk.to(7, 15).take(Act.DISCUSS)
    first, second = of_kind(walk, PaperKey.HEARING_RECORD)

    with pytest.raises(NotNow, match="“记录集体讨论”以这份文书为依据"):
        take_away(walk, second)
    take_away(walk, first)
    with pytest.raises(NotNow, match="“记录集体讨论”以这份文书为依据"):
        take_away(walk, second)


def test_before_a_step_rests_on_it_a_record_may_be_made_anew():
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    walk.to(7, 12).take(Act.HOLD_HEARING).paper(PaperKey.HEARING_RECORD)

    take_away(walk, *of_kind(walk, PaperKey.HEARING_RECORD))

    with pytest.raises(NotNow, match="行政处罚法第六十五条"):
        walk.take(Act.DISCUSS)
