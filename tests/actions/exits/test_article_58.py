"""物业管理条例 58: one order, seen alike by the exit, by the penalty and by CELL C01."""

from datetime import date, datetime, time

import pytest

from tests.actions.enforcement.test_annulled_grounds import annulled
from tests.exit_cases import OPENED, abandoned, later, moment, ordered_58, served_paper, take, undo
from tests.lives import officer, served, with_company
from tests.penalties import WAN, Walk, at
from tests.people import YANHU, clerk, head
from tests.reads.weekly.numbers import value
from tingban.actions.enforcement.penalty_cases import open_penalty_case
from tingban.actions.exits import exit_cases
from tingban.actions.rectification import orders
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.enforcement.models import PenaltyCase
from tingban.data.exits.models import ExitCase
from tingban.data.rectification.models import Diversion, Order, Problem, ProblemLink
from tingban.rules.enforcement.penalty_stages import Act as PenaltyAct
from tingban.rules.enforcement.penalty_stages import PaperKey
from tingban.rules.errors import NotNow, Refused
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
REFUSED, ORDERED, DUE = date(2024, 6, 19), date(2024, 6, 20), date(2024, 6, 27)
PROPOSAL = {
    "articles": ["PMR-58"], "kinds": ["fine"], "fine": 2 * WAN, "hearing": "no", "review": [],
    "grave": "no", "correction": "移交全部有关资料",
}  # fmt: skip


def count(cell: str, on: date) -> int:
    """As counted on this morning, with all that is known in the end."""
    return value(cell, YANHU, as_of=on, known_at=datetime(2024, 10, 31, tzinfo=moment(on).tzinfo))


def urged(**told) -> ExitCase:
    """X10: documents are kept back, the company was urged."""
    case = abandoned(**told)
    take(case, Act.TERMINATE, OPENED)
    take(case, Act.REFUSE, REFUSED, actor=officer(), refused=["M3"], refusal="要求移交，被拒",
         refusal_evidence=["要求移交的函"])  # fmt: skip
    served_paper(case, "exits.demand", ORDERED, 催告期限=str(later(DUE, -1)))
    return take(case, Act.URGE, ORDERED, reason="汛期将至")


def enforce(case: ExitCase) -> ExitCase:
    return take(case, Act.ENFORCE, later(DUE, 1), actor=officer())


def fined(problem: Problem, on: date) -> Walk:
    """A penalty case out of the problem, led to its proposal."""
    opening = Opening(
        county=YANHU, title="不移交有关资料", on=on, community_code=problem.community.code,
        company_id=problem.company.pk, problems=(problem.number,),
        answers={"source": "problem", "facts": "逾期不移交竣工图", "found_on": str(REFUSED),
                 "party_address": "某街 1 号"},
    )  # fmt: skip
    number = open_penalty_case(opening=opening, actor=clerk(), at=at(on))
    walk = Walk(number, problem, problem.company, on).paper(PaperKey.FILING)
    walk.take(PenaltyAct.FILE).take(PenaltyAct.INSPECT).paper(PaperKey.INSPECTION)
    return walk.take(PenaltyAct.CONCLUDE).paper(PaperKey.REPORT)


def test_from_the_refusal_through_the_order_to_the_fine_each_counted_once():
    case = urged()
    with pytest.raises(
        NotNow, match=r"先责令限期改正（《物业管理条例》第五十八条）.*登记为这家企业"
    ):
        enforce(case)
    problem = ordered_58(case, ORDERED)
    assert (count("C01", ORDERED), count("C01", later(ORDERED, 1))) == (0, 1)

    enforce(case)

    # The same order: the exit saw it, wrote none of its own and took the problem in.
    assert (case.stage, Order.objects.count()) == (Stage.X11, 1)
    subject = f"exit_case:{case.number}"
    assert ProblemLink.objects.standing().get(subject=subject).problem == problem
    assert Diversion.objects.standing().get(subject=subject).kind == "exit"

    walk = fined(problem, DUE)
    with pytest.raises(NotNow, match=r"第五十八条规定.*逾期仍不移交的才罚款.*6月27日 24:00 才满"):
        walk.take(PenaltyAct.PROPOSE, **PROPOSAL)
    walk.to(6, 28).take(PenaltyAct.PROPOSE, **PROPOSAL)
    walk.paper(PaperKey.NOTICE, serve=True).take(PenaltyAct.NOTIFY)
    walk.take(PenaltyAct.WAIVE, waived=["plea"]).paper(PaperKey.DECISION).take(PenaltyAct.DECIDE)
    take(case, Act.LINK_PENALTY, date(2024, 6, 28), penalty_case=walk.number)

    after = date(2024, 6, 29)
    assert {cell: count(cell, after) for cell in ("A03", "C01", "C03")} == {
        "A03": 1, "C01": 1, "C03": 1,
    }  # fmt: skip


def at_second(case: ExitCase, on: date, clock: time) -> ExitCase:
    """The step of this day, taken at this second of it."""
    case.refresh_from_db()
    exit_cases.take_exit_step(
        number=case.number, act=Act.ENFORCE, told=Told(on, "", {}), version=case.version,
        actor=officer(), at=datetime.combine(on, clock, tzinfo=moment(on).tzinfo),
    )  # fmt: skip
    case.refresh_from_db()
    return case


def test_the_last_day_of_the_order_is_the_companys_to_its_last_second():  # 民法典 203Ⅱ
    case = urged()
    ordered_58(case, ORDERED)
    assert (case.due_rule, ExitCase.objects.get().stage) == ("X10", Stage.X10)

    with pytest.raises(NotNow, match=r"2024年6月27日 24:00 才满，2024年6月28日起.*第五十八条"):
        at_second(case, DUE, time(23, 59, 59))
    # Nor is the step of that day taken the day after.
    with pytest.raises(NotNow, match="才是逾期"):
        exit_cases.take_exit_step(
            number=case.number, act=Act.ENFORCE, told=Told(DUE, "", {}), version=case.version,
            actor=officer(), at=moment(later(DUE, 1)),
        )  # fmt: skip
    assert at_second(case, later(DUE, 1), time(0, 0, 0)).stage == Stage.X11


def test_an_extension_of_the_problem_is_waited_for_by_both():  # T-P07
    case = urged()
    problem = ordered_58(case, ORDERED)
    Problem.objects.filter(pk=problem.pk).update(due_on=later(DUE, 5))

    with pytest.raises(NotNow, match="2024年7月2日 24:00 才满"):
        enforce(case)
    with pytest.raises(NotNow, match="2024年7月2日 24:00 才满"):
        fined(problem, later(DUE, 1)).take(PenaltyAct.PROPOSE, **PROPOSAL)


def test_an_order_that_is_withdrawn_is_seen_by_neither():
    case = urged()
    problem = ordered_58(case, ORDERED)
    order = Order.objects.get()
    orders.withdraw_order(
        number=order.number, on=ORDERED, version=order.version, reason="文书有误", actor=head(),
        at=moment(ORDERED),
    )  # fmt: skip

    with pytest.raises(NotNow, match=f"请在问题 {problem.number} 的页面签发、送达"):
        enforce(case)
    with pytest.raises(NotNow, match="逾期仍不移交的才罚款"):
        fined(problem, later(DUE, 1)).take(PenaltyAct.PROPOSE, **PROPOSAL)
    assert count("C01", later(ORDERED, 1)) == 0


def test_an_order_about_something_else_or_somebody_else_is_none():
    swept = served(with_company())
    case = urged(community=swept.community, company=swept.company)
    other = abandoned()
    ordered_58(other, ORDERED)
    assert count("C01", later(ORDERED, 1)) == 2

    with pytest.raises(NotNow, match="先责令限期改正"):
        enforce(case)


def test_an_order_that_has_run_out_is_not_taken_back_and_an_end_gives_the_problem_back():
    case = urged()
    ordered_58(case, ORDERED)
    enforce(case)

    with pytest.raises(NotNow, match="“转入依法处置”已经对外生效"):
        undo(case, later(DUE, 1))
    take(case, Act.CLOSE, later(DUE, 1), actor=head(), reason="登记有误", ending="mistake")

    subject = f"exit_case:{case.number}"
    assert not Diversion.objects.standing().filter(subject=subject).exists()


def test_a_fine_for_something_else_is_not_linked_as_that_of_article_58():
    case = urged()
    ordered_58(case, ORDERED)
    enforce(case)
    road = with_company("丽景花园", category=Category.CAT_5, acts=("5-02",))
    opening = Opening(
        county=YANHU, title="占用道路", on=ORDERED, community_code=road.community.code,
        company_id=road.company.pk, problems=(road.number,),
        answers={"source": "problem", "facts": "占道", "found_on": str(ORDERED),
                 "party_address": "某街 1 号"},
    )  # fmt: skip
    number = open_penalty_case(opening=opening, actor=clerk(), at=at(ORDERED))
    PenaltyCase.objects.filter(number=number).update(company=case.company)

    with pytest.raises(Refused, match=r"不是因为在本小区不移交有关资料立的.*第五十八条"):
        take(case, Act.LINK_PENALTY, later(DUE, 1), penalty_case=number)


def test_a_penalty_whose_problem_was_annulled_is_not_that_of_article_58():  # T-P15
    case = urged()
    problem = ordered_58(case, ORDERED)
    enforce(case)
    walk = fined(problem, DUE)
    annulled(problem, DUE)

    with pytest.raises(Refused, match=rf"{problem.number} 已经撤销.*不能再关联.*另行立案"):
        take(case, Act.LINK_PENALTY, later(DUE, 1), penalty_case=walk.number)
    assert Act.LINK_PENALTY not in case.moves.values_list("step", flat=True)
