"""How a penalty case begins and what is looked at in it (行政处罚法 29, 54-56)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.actions.rectification.test_finding import a_clue
from tests.at_once import crossing, refusals
from tests.lives import fresh, with_company
from tests.penalties import (
    OPENED,
    SHEET,
    WAN,
    Walk,
    a_case,
    at,
    noticed,
    served,
)
from tests.people import YANHU, YONGJI, clerk, head
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.documents import papers
from tingban.actions.enforcement.penalty_cases import (
    open_penalty_case,
)
from tingban.actions.rectification import progress
from tingban.actions.rectification.proceedings import Opening
from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import PenaltyCase
from tingban.data.rectification.models import ProblemLink
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db


def test_evidence_is_kept_seven_working_days_and_dealt_with_before_the_inquiry_ends():  # 56
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.INSPECT)
    walk.paper(PaperKey.INSPECTION).to(6, 20).take(Act.KEEP).paper(PaperKey.KEEPING, serve=True)

    assert (walk.row.due_rule, last_day_of(walk.row.due_at)) == ("DL-15", date(2024, 7, 1))
    with pytest.raises(NotNow, match="应在 2024年7月1日前处理"):
        walk.take(Act.CONCLUDE)
    walk.to(6, 24).take(Act.RELEASE).take(Act.CONCLUDE)
    assert (walk.row.stage, walk.row.due_rule) == (Stage.CONCLUDED, "DL-14")


def test_the_same_problem_is_not_fined_twice():  # 29
    first = served().to(7, 8).take(Act.PAY_ALL, amount=5 * WAN, voucher="1")
    first.paper(PaperKey.CLOSING).take(Act.CLOSE)
    opening = Opening(
        county=YANHU, title="再罚一次", on=date(2024, 7, 8), company_id=first.company.pk,
        community_code=first.problem.community.code, problems=(first.problem.number,),
        answers={"source": "problem", "facts": "同一事实", "found_on": "2024-07-08",
                 "party_address": "某处"},
    )  # fmt: skip
    number = open_penalty_case(opening=opening, actor=clerk(), at=at(opening.on))
    walk = Walk(number, first.problem, first.company, opening.on)

    with pytest.raises(NotNow, match="盐建罚决字〔2024〕1号 罚款，不得再次罚款"):
        walk.take(Act.PUNISH_ON_SPOT)
    warned = {"kinds": ["warning"], "fine": 0}
    assert walk.take(Act.PUNISH_ON_SPOT, **warned).row.stage == Stage.SPOT


def test_a_case_is_opened_from_problems_of_one_company():
    place, company = a_community(), a_company()
    a_contract(place, company, date(2024, 1, 1))
    problem = a_problem(place)
    other = a_company("别家物业")
    told = {"source": "problem", "facts": "x", "found_on": "2024-06-17", "party_address": "某处"}
    opening = Opening(county=YANHU, title="x", on=date(2024, 6, 18), answers=told,
                      company_id=other.pk, problems=(problem.number,))  # fmt: skip

    with pytest.raises(Refused, match="不是这家企业的"):
        open_penalty_case(opening=opening, actor=clerk(), at=at(opening.on))
    bare = Opening(county=YANHU, title="x", on=date(2024, 6, 18), company_id=company.pk,
                   answers=told)  # fmt: skip
    with pytest.raises(Refused, match="请从问题的页面登记处罚线索"):
        open_penalty_case(opening=bare, actor=clerk(), at=at(bare.on))
    elsewhere = Opening(county=YANHU, title="x", on=date(2024, 6, 18), answers=told,
                        community_code=a_community("别处").code, company_id=company.pk,
                        problems=(problem.number,))  # fmt: skip
    with pytest.raises(Refused, match="是小区“锦绣花园”的，不在“别处”"):
        open_penalty_case(opening=elsewhere, actor=clerk(), at=at(opening.on))
    with pytest.raises(Refused, match="没有找到问题"):
        open_penalty_case(opening=opening, actor=clerk(YONGJI), at=at(opening.on))
    assert not PenaltyCase.objects.exists()
    assert not ProblemLink.objects.exists()


def again(walk: Walk, problem: str = "", **told) -> Opening:
    """One more case against the same company."""
    return Opening(
        county=YANHU, title="又一件", on=told.pop("on", walk.on), company_id=walk.company.pk,
        community_code=walk.problem.community.code, problems=(problem or walk.problem.number,),
        answers={"source": "problem", "facts": "x", "found_on": "2024-06-17",
                 "party_address": "某处"} | told,
    )  # fmt: skip


def test_a_problem_that_a_case_deals_with_is_not_opened_once_more():  # 29
    walk = a_case()

    with pytest.raises(Conflict, match=rf"由处罚案件 {walk.number}（线索）办理.*第二十九条"):
        open_penalty_case(opening=again(walk), actor=clerk(), at=walk.now())
    walk.to(6, 19).take(Act.REFUSE)
    number = open_penalty_case(opening=again(walk), actor=clerk(), at=walk.now())

    second = Walk(number, walk.problem, walk.company, walk.on)
    with pytest.raises(Conflict, match=number):
        open_penalty_case(opening=again(walk), actor=clerk(), at=second.now())


def test_what_was_spared_does_not_hinder_a_new_act():  # 33
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION)
    walk.take(Act.CONCLUDE).paper(PaperKey.REPORT).paper(PaperKey.SPARING, serve=True)
    walk.take(Act.SPARE)

    open_penalty_case(opening=again(walk), actor=clerk(), at=walk.now())

    assert PenaltyCase.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_cases_for_one_problem_at_once_one_is_opened():  # 29
    walk = a_case()
    other = a_problem(walk.problem.community, category=Category.CAT_5, acts=("5-03",))
    opening, moment = again(walk, other.number), walk.now()

    def begin() -> None:
        open_penalty_case(opening=opening, actor=clerk(), at=moment, form=str(uuid4()))

    (refusal,) = refusals(crossing(begin, begin))
    assert isinstance(refusal, Conflict)
    assert PenaltyCase.objects.count() == 2


def test_a_case_is_not_opened_before_its_problem_was_confirmed_nor_on_what_is_to_come():
    walk = a_case()
    early = walk.problem.confirmed_on - timedelta(days=1)

    with pytest.raises(Refused, match=r"才确认，登记线索的日期.*早于这一天"):
        open_penalty_case(opening=again(walk, on=early), actor=clerk(), at=walk.now())
    other = a_problem(walk.problem.community, category=Category.CAT_5, acts=("5-03",))
    later = again(walk, other.number, found_on="2024-06-19")
    with pytest.raises(NotNow, match="发现日期 2024年6月19日晚于"):
        open_penalty_case(opening=later, actor=clerk(), at=walk.now())


def test_an_inspection_of_tonight_or_of_before_the_clue_is_refused():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)

    with pytest.raises(NotNow, match="填写的时间 2024年6月19日 23:30还没有到"):
        walk.take(Act.INSPECT, from_at="2024-06-19T23:30:00+08:00")
    with pytest.raises(NotNow, match="早于发现线索的日期 2024年6月18日"):
        walk.take(Act.INTERVIEW, from_at="2024-06-17T09:00:00+08:00")


def test_each_inspection_has_its_own_record_and_the_newest_may_be_mended():  # 55Ⅱ
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.INSPECT)
    with pytest.raises(NotNow, match="2024年6月19日的检查还没有签字的笔录"):
        walk.take(Act.INSPECT)
    walk.paper(PaperKey.INSPECTION).to(6, 20).take(Act.INSPECT, place="地下车库")
    with pytest.raises(NotNow, match="《现场检查笔录》"):
        walk.take(Act.CONCLUDE)
    walk.paper(PaperKey.INSPECTION)
    first, second = Paper.objects.filter(template=PaperKey.INSPECTION).order_by("id")
    assert "小区北门" in str(first.signature.text)
    assert "地下车库" in str(second.signature.text)

    papers.revise(
        paper=second.key, sheet=SHEET[PaperKey.INSPECTION], version=second.version,
        actor=clerk(), at=walk.now(), reason="写错了",
    )  # fmt: skip


def test_a_repeated_form_opens_one_case():
    walk = a_case()
    other = a_problem(walk.problem.community, category=Category.CAT_5, acts=("5-03",))
    opening = again(walk, other.number)
    actor = clerk()

    numbers = {
        open_penalty_case(opening=opening, actor=actor, at=at(opening.on), form="f1")
        for _ in range(2)
    }

    assert len(numbers) == 1
    assert PenaltyCase.objects.count() == 2


def test_no_case_is_opened_out_of_a_clue_that_nobody_confirmed():  # T-P12
    walk = a_case()
    clue = a_clue(walk.problem.community, company_id=walk.company.pk)

    with pytest.raises(Refused, match=f"问题 {clue.number} 还没有确认") as refusal:
        open_penalty_case(opening=again(walk, clue.number), actor=clerk(), at=walk.now())

    assert refusal.value.rule == "T-P12"
    assert PenaltyCase.objects.count() == 1


def annulled(problem, on: date) -> None:
    progress.annul_problem(
        number=problem.number, on=on, reason="复议撤销", version=fresh(problem).version,
        actor=head(), at=at(on, 9),
    )  # fmt: skip


def test_what_was_annulled_leads_to_no_case():  # T-P15
    problem = with_company(category=Category.CAT_5, acts=("5-02",))
    annulled(problem, date(2024, 6, 17))
    opening = Opening(
        county=YANHU, title="x", on=date(2024, 6, 18), company_id=problem.company_id,
        community_code=problem.community.code, problems=(problem.number,), answers=OPENED,
    )  # fmt: skip

    with pytest.raises(NotNow, match=r"已于 2024年6月17日撤销，不能再以它启动处罚") as told:
        open_penalty_case(opening=opening, actor=clerk(), at=at(opening.on))

    assert told.value.rule == "T-P15"
    assert not PenaltyCase.objects.exists()


def test_a_case_whose_problem_is_annulled_meanwhile_is_neither_filed_nor_decided():  # T-P15, 57
    fresh_case, older = a_case().to(6, 19).paper(PaperKey.FILING), noticed()
    annulled(fresh_case.problem, date(2024, 6, 19))
    older.to(6, 27).take(Act.PLEAD).to(6, 28).take(Act.ANSWER_PLEA).paper(PaperKey.PLEA)
    older.to(7, 4).take(Act.DISCUSS).paper(PaperKey.DISCUSSION).paper(PaperKey.DECISION)
    annulled(older.problem, date(2024, 7, 4))

    for walk, act in ((fresh_case, Act.FILE), (older, Act.DECIDE)):
        with pytest.raises(NotNow, match="已经撤销或者作废（T-P15），违法事实没有依据"):
            walk.take(act)
    assert older.take(Act.DISMISS).row.stage == Stage.DROPPED
