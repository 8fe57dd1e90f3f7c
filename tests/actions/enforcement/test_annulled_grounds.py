"""What was annulled after a proceeding was opened carries no measure any more (T-P15)."""

from datetime import date

import pytest

from tests.at_once import crossing
from tests.lives import fresh, with_company
from tests.measures import (
    DRAFT,
    SOURCES,
    TODAY,
    a_level_case,
    a_transfer,
    an_exposure,
    at,
    counsel,
)
from tests.penalties import SHEET, Walk, a_case, decided, noticed, officer, on_the_spot
from tests.people import NOW, clerk, head
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.audit import facts
from tingban.actions.enforcement import level_cases
from tingban.actions.rectification import progress
from tingban.actions.rectification.proceedings import Opening
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import Exposure, LevelCase, LevelDecision
from tingban.data.rectification.models import Diversion, Problem, ProblemLink
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import NotNow
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
GONE = "已经撤销、作废或者经核查不属实（T-P15）"


def annulled(problem: Problem, on: date = TODAY) -> None:
    progress.annul_problem(
        number=problem.number, on=on, reason="复议撤销", version=fresh(problem).version,
        actor=head(), at=at(on, 9),
    )  # fmt: skip


def exposed(*problems: Problem):
    """Told, answered and ready for the signature."""
    first = problems[0]
    numbers = tuple(it.number for it in problems)
    return an_exposure(first.company, first.community, problems=numbers).told().answered()


def test_an_exposure_is_neither_signed_nor_published():
    problem, other = with_company(), with_company("丽景花园")
    early, late = exposed(problem), exposed(other)
    late.sign("exposure_case").step("sign", by=head(), plea_answer="没有异议")
    early.sign("exposure_case")
    annulled(problem)
    annulled(other)

    with pytest.raises(NotNow, match=f"问题 {problem.number} {GONE}"):
        early.step("sign", by=head(), plea_answer="没有异议")
    with pytest.raises(NotNow, match=f"问题 {other.number} {GONE}"):
        late.step("publish", media=["运城日报"])

    assert not Exposure.objects.exists()
    assert late.step("drop", by=head(), reason="问题已撤销").row.stage == "dropped"


def test_its_text_is_not_signed_either():
    problem = with_company()
    walk = exposed(problem)
    annulled(problem)

    with pytest.raises(NotNow, match=r"不能签发这份文书.*T-P15"):
        walk.sign("exposure_case")


def test_what_still_stands_on_another_problem_goes_on():
    problem = with_company()
    other = a_problem(problem.community, category=Category.CAT_1, acts=("1-03",))
    walk = exposed(problem, other).sign("exposure_case")
    annulled(problem)

    walk.step("sign", by=head(), plea_answer="没有异议")
    walk.step("publish", media=["运城日报"], url="https://example.com/1")

    assert walk.row.stage == "published"


def test_what_was_annulled_beside_a_penalty_that_stands_needs_none():  # 行政处罚法 9
    case = decided()
    place, own = case.problem.community, case.problem
    other = a_problem(place, category=Category.CAT_1, acts=("1-03",))
    walk = an_exposure(case.company, place, problems=(own.number, other.number))
    walk.on = case.on
    walk.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)
    walk.step("hold", by=counsel(), opinion="属通报批评，须先立案")
    with pytest.raises(NotNow, match=f"{other.number} 还没有已作出的处罚决定"):
        walk.step("resume")

    annulled(other, case.on)

    assert walk.step("resume").row.stage == "chosen"


def test_a_transfer_is_not_sent():
    problem = with_company()
    walk = a_transfer(
        problems=(problem.number,), community_code=problem.community.code,
        company_id=problem.company_id,
    )  # fmt: skip
    walk.step("approve", by=head()).sign("transfer_letter")
    annulled(problem)

    with pytest.raises(NotNow, match=f"这件移送对应的问题 {problem.number} {GONE}"):
        walk.step("send", channel="system", receipt="收文 0618-12")

    assert walk.step("drop", reason="问题已撤销").row.stage == "dropped"


def test_a_level_is_not_decided():
    place = a_community(fee_mode="guided")
    a_contract(place, a_company(), date(2024, 1, 1))
    problem = a_problem(place)
    walk = a_level_case(place, problem.company, problems=(problem.number,)).told()
    walk.answered().step("draft", **DRAFT).sign("level_decision", served=True)
    annulled(problem)

    with pytest.raises(NotNow, match=f"这件核定对应的问题 {problem.number} {GONE}"):
        walk.step("decide", by=head())

    assert not LevelDecision.objects.exists()
    assert walk.step("stop", by=head(), reason="问题已撤销").row.stage == "stopped"


def test_nobody_is_fined_on_the_spot():
    walk = a_case().take(Act.PUNISH_ON_SPOT).paper(PaperKey.SPOT, serve=True)
    annulled(walk.problem, walk.on)

    with pytest.raises(NotNow, match="已经撤销或者作废（T-P15），违法事实没有依据"):
        walk.take(Act.DECIDE_ON_SPOT)

    assert walk.take(Act.DISMISS).row.stage == Stage.DROPPED
    assert on_the_spot().row.stage == Stage.SERVED


def also_for(walk: Walk) -> Problem:
    """The case is for a second problem too."""
    other = a_problem(walk.problem.community, category=Category.CAT_1, acts=("1-03",))
    link = ProblemLink(problem=other, subject=f"penalty_case:{walk.number}", on=walk.on)
    facts.append(link, act=Entry.objects.latest("id"))
    return other


def broken(walk: Walk) -> set[str]:
    """What its papers say was broken."""
    return set(SHEET[PaperKey.DECISION].facts(officer(), walk.number)["违反条款"])


def test_papers_and_the_decision_leave_out_what_was_annulled_meanwhile():
    walk = noticed()
    alone = broken(walk)
    other = also_for(walk)
    assert broken(walk) > alone

    walk.to(6, 27)
    annulled(other, walk.on)
    assert broken(walk) == alone

    walk.take(Act.PLEAD).to(6, 28).take(Act.ANSWER_PLEA).paper(PaperKey.PLEA)
    walk.to(7, 4).take(Act.DISCUSS).paper(PaperKey.DISCUSSION).paper(PaperKey.DECISION)
    walk.take(Act.DECIDE)
    diverted = Diversion.objects.standing().values_list("problem_id", flat=True)
    assert list(diverted) == [walk.problem.pk]


@pytest.mark.django_db(transaction=True)
def test_what_is_annulled_in_the_same_moment_opens_nothing():
    place = a_community(fee_mode="guided")
    a_contract(place, a_company(), date(2024, 1, 1))
    problem = a_problem(place)
    opening = Opening(
        county=place.county_id, title="x", on=TODAY, community_code=place.code,
        problems=(problem.number,), answers={"voices": "业委会来函"},
    )  # fmt: skip

    first, second = crossing(
        lambda: annulled(problem),
        lambda: level_cases.open_level_case(opening=opening, actor=clerk(), at=NOW),
    )

    assert first is None
    assert isinstance(second, NotNow)
    assert second.rule == "T-P15"
    assert not LevelCase.objects.exists()
