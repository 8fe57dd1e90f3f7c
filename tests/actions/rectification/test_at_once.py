"""One problem, two clerks: every act against every other, and one is told (DESIGN 3.11)."""

from datetime import date, timedelta
from itertools import product

import pytest

from tests.at_once import crossing, refusals
from tests.lives import answered, completed, fresh, ordered, reviewer, seen_again
from tests.people import NOW, clerk, head, person
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.rectification import (
    clockwork,
    ordering,
    orders,
    problems,
    progress,
    rechecking,
    serving,
)
from tingban.actions.rectification.ordering import OrderStatement
from tingban.actions.rectification.rechecking import Failure, Recheck, Relapse
from tingban.actions.rectification.serving import ServiceStatement
from tingban.data.rectification.models import (
    Order,
    OrderProblem,
    OrderStep,
    Problem,
    ProblemMove,
    ProblemStep,
)
from tingban.rules.actors import Role
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Conflict, NotNow

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2024, 6, 14)


def acts(problem: Problem):
    """What may be done to a problem, by name; each as it was seen on the page."""
    leader, other = head(), reviewer(problem)
    seen = {"number": problem.number, "version": problem.version, "at": NOW}
    visit = seen_again(problem, ON)
    return {
        "clear": lambda: rechecking.clear_problem(**seen, statement=Recheck(visit), actor=other),
        "fail": lambda: rechecking.fail_recheck(
            **seen, statement=Failure(ON, "还有积水"), actor=other
        ),
        "relapse": lambda: rechecking.reopen_relapsed(
            **seen, statement=Relapse(visit, ("1-03",), "又发现了"), actor=other
        ),
        "annul": lambda: progress.annul_problem(**seen, on=ON, reason="复议撤销", actor=leader),
        "void": lambda: problems.void_problem(**seen, reason="登记错了", actor=leader),
        "undo": lambda: progress.undo_step(**seen, reason="点错了", actor=leader),
    }


def told(answers: list[object]) -> None:
    """The second is told kindly, the first is done."""
    (refusal,) = refusals(answers)
    assert answers[1] is refusal
    assert isinstance(refusal, Conflict | NotNow)


@pytest.mark.parametrize(
    ("first", "second"), list(product(["clear", "fail", "annul", "void", "undo"], repeat=2))
)
def test_of_two_acts_on_an_answered_problem_the_second_is_told(first, second):
    problem = answered(ordered(a_problem(a_community()), ON), ON)
    open_to, moves = acts(problem), ProblemMove.objects.standing().count()

    answers = crossing(open_to[first], open_to[second])

    told(answers)
    standing = ProblemMove.objects.standing().count()
    assert standing - moves == {"void": -moves, "undo": -1}.get(first, 1)


@pytest.mark.parametrize(("first", "second"), list(product(["relapse", "annul", "undo"], repeat=2)))
def test_of_two_acts_on_a_completed_problem_the_second_is_told(first, second):
    problem = completed(a_problem(a_community()), ON)
    open_to, moves = acts(problem), ProblemMove.objects.standing().count()

    answers = crossing(open_to[first], open_to[second])

    told(answers)
    standing = ProblemMove.objects.standing().count()
    assert standing - moves == (-1 if first == "undo" else 1)


def test_no_order_is_entered_on_a_problem_that_is_being_annulled():
    problem = a_problem(a_community())
    open_to = acts(problem)

    answers = crossing(open_to["annul"], lambda: ordered(problem, ON))

    assert len(refusals(answers)) == 1
    assert not OrderProblem.objects.exists()


def test_one_document_number_entered_twice_at_once_is_one_order():
    first, second = a_problem(a_community("甲园")), a_problem(a_community("乙园"))
    actor = clerk()

    def serving_paper(problem):
        return lambda: orders.serve_order(
            number="运盐住建责改〔2024〕2号",
            problem_numbers=[problem.number],
            served_on=ON,
            actor=actor,
            at=NOW,
        )

    answers = crossing(serving_paper(first), serving_paper(second))

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict)
    assert Order.objects.count() == 1


def signing(problem: Problem):
    statement = OrderStatement(
        problem_numbers=(problem.number,),
        signed_on=ON,
        due_on=date(2024, 6, 28),
        laws=("CC-942.1",),
        officers=(Officer("甲", "0801"), Officer("乙", "0802")),
        demands="一、清运",
        organ_address="某街1号",
    )
    leader = head()
    return lambda: ordering.sign_order(statement=statement, actor=leader, at=NOW)


def with_company(name: str) -> Problem:
    place = a_community(name)
    a_contract(place, a_company(), date(2024, 1, 1))
    return a_problem(place)


def test_two_orders_signed_at_once_have_two_numbers_without_a_gap():
    answers = crossing(signing(with_company("甲园")), signing(with_company("乙园")))

    assert answers == ["盐建责改字〔2024〕1号", "盐建责改字〔2024〕2号"]


def test_of_two_orders_for_one_problem_one_is_signed():
    problem = with_company("甲园")
    sign = signing(problem)

    told(crossing(sign, sign))
    assert Order.objects.count() == 1


def test_an_order_is_served_once():
    number = signing(with_company("甲园"))()
    officer = person(Role.C_ENF, "140802")
    statement = ServiceStatement(Way.DIRECT, ON, "送达回证")

    def serve():
        serving.deliver_order(number=number, statement=statement, actor=officer, at=NOW)
        return number

    told(crossing(serve, serve))
    assert OrderStep.objects.filter(kind="serve").count() == 1


def test_an_order_is_withdrawn_once():
    problem = ordered(a_problem(a_community()), ON)
    number, leader = Order.objects.get().number, head()

    def withdrawing():
        return orders.withdraw_order(
            number=number, on=ON, version=1, reason="文书有误", actor=leader, at=NOW
        )

    answers = crossing(withdrawing, withdrawing)

    assert len(refusals(answers)) == 1
    assert Order.objects.get().version == 2
    assert fresh(problem).stage == "confirmed"


def test_two_clocks_mark_a_problem_once():
    problem = ordered(a_problem(a_community(), due_on=ON), ON)
    late = NOW + timedelta(days=1)

    answers = crossing(
        lambda: clockwork.mark_one_overdue(number=problem.number, at=late),
        lambda: clockwork.mark_one_overdue(number=problem.number, at=late),
    )

    assert answers == [True, False]
    assert fresh(problem).stage == "overdue"


def test_an_answer_that_is_being_given_is_not_marked_late():
    problem = ordered(a_problem(a_community(), due_on=ON), ON)

    answers = crossing(
        lambda: answered(problem, ON) and None,
        lambda: clockwork.mark_one_overdue(number=problem.number, at=NOW),
    )

    assert answers == [None, False]
    assert fresh(problem).stage == "submitted"
    assert ProblemStep.objects.count() == 1
