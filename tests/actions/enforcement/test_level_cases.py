"""重新核定服务等级 on the database: its decision is what C02 counts (DOMAIN 3.2 a, AMB-35)."""

from datetime import date

import pytest

from tests.at_once import at_once, refusals
from tests.attached import attached
from tests.lives import escalated, the_company
from tests.measures import DRAFT, FEE, TODAY, a_level_case, at
from tests.people import NOW, YONGJI, clerk, head
from tests.reads.weekly.numbers import value
from tests.sample_files import photo
from tests.stories import a_case, a_community, a_company, a_contract, a_problem
from tingban.actions.enforcement import level_cases, levels
from tingban.actions.rectification.proceedings import Opening
from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import LevelCase, LevelCaseMove, LevelDecision
from tingban.data.rectification.models import ProblemLink
from tingban.reads.documents.papers import paper_card
from tingban.rules.enforcement import LevelKind, level_stages
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification.stages import MeasureKind

pytestmark = pytest.mark.django_db
FRIDAY = date(2024, 6, 21)


@pytest.fixture
def place():
    return a_community(fee_mode="guided")


def c02() -> int:
    return value("C02", as_of=FRIDAY, known_at=at(date(2024, 10, 1)))


def test_from_the_beginning_to_the_fee_that_changed(place):
    company = a_company()
    case = a_level_case(place, company).posted()
    assert (case.row.stage, case.row.due_rule) == ("posted", "T-P12/level-fee")

    case.later(30).step("visit", asked="抽看 5 户缴费单，仍按 0.80 元收")
    case.later(30).step("confirm", **FEE)

    assert (case.row.stage, case.row.closed_on) == ("closed", case.on)
    moves = LevelCaseMove.objects.standing().filter(row=case.row).order_by("id")
    assert [move.step for move in moves] == [
        "open", "rate", "tell", "plead", "draft", "decide", "write", "answer", "post", "visit",
        "confirm",
    ]  # fmt: skip


def test_the_decision_is_counted_in_the_same_moment_under_the_number_of_its_paper(place):
    assert c02() == 0

    case = a_level_case(place, a_company()).decided()

    decision = LevelDecision.objects.get()
    assert case.row.decision == decision
    assert (decision.kind, decision.decided_on) == ("reassess", TODAY)
    assert (decision.old_level, decision.new_level) == ("二级", "三级")
    assert decision.document == "盐建核级字〔2024〕1号"
    assert c02() == 1


def test_notice_and_decision_name_the_decree_they_rest_on(place):  # seed L72
    a_level_case(place, a_company()).decided()

    for key in (level_stages.NOTICE, level_stages.DECISION):
        paper = paper_card(clerk(), Paper.objects.get(template=key).key)
        words = "".join(part.get("text", "") for part in paper.kept["parts"])
        assert "（运建房字〔2024〕42号）关于重新核定小区物业服务等级的要求" in words
        assert "听取陈述" not in words


def test_a_level_that_stays_counts_and_goes_to_the_wall_without_a_letter(place):
    case = a_level_case(place, a_company()).decided(new_level="二级")

    with pytest.raises(NotNow, match="不用函告发改部门"):
        case.step("write", office="发改局", channel="hand", receipt="1")
    case.sign("level_poster").step("post", place="南门", photos=["1"], days=7)

    assert (c02(), case.row.stage) == (1, "posted")


def test_a_level_that_rises_does_not_count(place):
    a_level_case(place, a_company()).decided(new_level="一级")

    assert LevelDecision.objects.get().kind == LevelKind.UPGRADE
    assert c02() == 0


def test_a_revoked_decision_counts_no_longer(place):
    case = a_level_case(place, a_company()).decided()

    case.step("revoke", by=head(), reason="复议撤销")

    assert (case.row.stage, LevelDecision.objects.get().is_void, c02()) == ("revoked", True, 0)


def test_revoked_in_the_list_of_decisions_already_it_is_still_revoked_here(place):
    case = a_level_case(place, a_company()).decided()
    levels.void_level(decision_id=case.row.decision_id, reason="登记错", actor=head(), at=NOW)

    case.step("revoke", by=head(), reason="登记错")

    assert case.row.stage == "revoked"


def test_where_the_fee_is_free_nothing_begins_and_the_contract_is_proposed():  # AMB-35
    free = a_community(fee_mode="market")

    with pytest.raises(NotNow, match="建议由业主、业主委员会按物业服务合同调整"):
        a_level_case(free)
    assert not LevelCase.objects.exists()


def test_without_a_problem_or_a_voice_nothing_begins(place):
    with pytest.raises(NotNow, match="请写明业主反映的情况"):
        a_level_case(place, answers={"voices": ""})


def test_a_complaint_or_an_escalated_problem_is_reason_enough(place):
    a_case(community_code=place.code)
    a_level_case(place, answers={"voices": ""})

    assert LevelCase.objects.get().community == place


def test_the_branch_of_the_escalation_leads_here():
    place = a_community(fee_mode="guided")
    a_contract(place, a_company(), date(2024, 1, 1))
    problem = escalated(a_problem(place), MeasureKind.REGRADE)

    case = a_level_case(problem.community, answers={"voices": ""}, problems=(problem.number,))

    link = ProblemLink.objects.standing().get()
    assert (link.problem, link.subject) == (problem, f"level_case:{case.number}")
    assert link.measure.kind == MeasureKind.REGRADE
    problem.refresh_from_db()
    assert problem.stage == "escalated"


def test_it_is_for_a_community():
    opening = Opening(county="140802", title="核级", on=TODAY)

    with pytest.raises(Refused, match="请选择要重新核定服务等级的小区"):
        level_cases.open_level_case(opening=opening, actor=clerk(), at=NOW)


def test_the_company_answers_itself_in_its_five_days(place):
    company = a_company()
    case = a_level_case(place, company).told()
    assert case.row.due_rule == "T-P12/level-plea"

    case.step("plead", by=the_company(company), plea="清扫人员请假")

    assert case.row.stage == "heard"


def test_what_a_clerk_enters_for_the_company_needs_its_paper(place):  # T-P12a
    case = a_level_case(place, a_company())
    attached(f"level_case:{case.number}", photo(), "旧材料.jpg")
    case.on = date(2024, 6, 19)  # what came before the rating proves no answer to it
    case.told()
    with pytest.raises(NotNow, match=r"上传企业的书面意见.*T-P12a.*期限届满后拟定决定"):
        case.step("plead", plea="没有异议")

    attached(f"level_case:{case.number}", photo(), "意见.jpg", at=at(case.on, 11))
    assert case.step("plead", plea="没有异议").row.stage == "heard"


def test_another_company_finds_nothing(place):
    case = a_level_case(place, a_company()).told()

    with pytest.raises(NotFound):
        case.step("plead", by=the_company(a_company("别家物业")), plea="不同意")


def test_the_company_finds_nothing_before_it_was_told(place):
    company = a_company()
    case = a_level_case(place, company)

    with pytest.raises(NotFound):
        case.step("plead", by=the_company(company), plea="不同意")


def test_it_is_decided_without_an_answer_only_when_the_five_days_are_over(place):
    case = a_level_case(place, a_company()).told()  # on Tuesday 18 June: until 25 June
    case.later(7)
    with pytest.raises(NotNow, match="2024年6月25日）还没有满"):
        case.step("draft", **DRAFT)

    case.later(1).step("draft", **DRAFT)

    assert case.row.stage == "drafted"


def test_of_two_heads_who_decide_at_once_one_decision_stands(place, transactional_db):
    case = a_level_case(place, a_company()).told()
    case.answered().step("draft", **DRAFT).sign("level_decision")
    version = case.row.version

    answers = at_once(*[lambda: case.step("decide", by=head(), version=version)] * 2)

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict | NotNow)
    assert LevelDecision.objects.count() == 1


def test_an_older_page_changes_nothing(place):
    company = a_company()
    case = a_level_case(place, company)
    seen = case.row.version
    case.told()

    with pytest.raises(Conflict):
        case.step("plead", by=the_company(company), plea="晚了一步", version=seen)


def test_a_step_is_taken_back_but_no_decision(place):
    case = a_level_case(place, a_company()).told().answered()
    level_cases.undo_level_step(
        number=case.number, reason="登记错", version=case.row.version, actor=clerk(), at=NOW
    )
    assert (case.row.stage, case.row.due_rule) == ("told", "T-P12/level-plea")

    case.answered().step("draft", **DRAFT).sign("level_decision")
    case.step("decide", by=head())
    with pytest.raises(NotNow, match="已经对外生效"):
        level_cases.undo_level_step(
            number=case.number, reason="登记错", version=case.row.version, actor=head(), at=NOW
        )


def test_a_clerk_does_not_take_back_what_the_head_did(place):
    case = a_level_case(place, a_company()).step("stop", by=head(), reason="企业已退出")

    with pytest.raises(NotAllowed, match="由办理这一步的岗位撤回"):
        level_cases.undo_level_step(
            number=case.number, reason="不同意", version=case.row.version, actor=clerk(), at=NOW
        )


def test_another_county_finds_nothing(place):
    case = a_level_case(place)

    with pytest.raises(NotFound):
        case.step("rate", by=clerk(YONGJI))


def test_a_form_sent_twice_begins_one(place):
    opening = Opening(
        county=place.county_id, title="核级", on=TODAY, community_code=place.code,
        answers={"voices": "业委会来函"},
    )  # fmt: skip
    told = {"opening": opening, "actor": clerk(), "at": NOW, "form": "f1"}

    numbers = {level_cases.open_level_case(**told) for _ in range(2)}

    assert numbers == set(LevelCase.objects.values_list("number", flat=True))


def test_two_decisions_of_one_day_for_one_community_are_not_counted_twice(place):
    a_contract(place, company := a_company(), date(2024, 1, 1))
    a_level_case(place, company).decided()

    with pytest.raises(Conflict, match="当天的同类决定已经登记"):
        a_level_case(place, company).decided()
    assert c02() == 1
