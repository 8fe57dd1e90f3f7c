"""What a step of a penalty case rested on stays as long as the step does (行政处罚法 55, 65)."""

import pytest

from tests.penalties import SHEET, Walk, decided, noticed
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
    walk = decided()
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
    walk.paper(PaperKey.HEARING_RECORD)
    first, second = of_kind(walk, PaperKey.HEARING_RECORD)

    with pytest.raises(NotNow, match="以这份文书为依据，已经办理。请先在案件里撤回或者撤销那一步"):
        take_away(walk, first)
    take_away(walk, second)
    with pytest.raises(NotNow, match="以这份文书为依据"):
        take_away(walk, first)


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
