"""One problem, two clerks: every act against every other, and one is told (DESIGN 3.11)."""

from datetime import date

import pytest

from tests.at_once import crossing, refusals
from tests.people import NOW, clerk, head
from tests.stories import a_community, a_problem
from tingban.actions.rectification import orders, problems, progress
from tingban.data.rectification.models import Order, OrderProblem, Problem, ProblemStep
from tingban.rules.errors import Conflict, NotNow

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2024, 6, 14)


def acts(problem: Problem):
    """What may be done to a problem, by name; each as it was seen on the page."""
    leader = head()
    seen = {"number": problem.number, "version": problem.version, "actor": leader, "at": NOW}
    return {
        "complete": lambda: progress.complete_problem(**seen, on=ON),
        "reopen": lambda: progress.reopen_problem(**seen, on=ON, reason="又发现了"),
        "annul": lambda: progress.annul_problem(**seen, on=ON, reason="复议撤销"),
        "void": lambda: problems.void_problem(**seen, reason="登记错了"),
        "undo": lambda: progress.undo_step(**seen, reason="点错了"),
    }


def completed(problem: Problem) -> Problem:
    progress.complete_problem(
        number=problem.number, on=ON, version=problem.version, actor=clerk(), at=NOW
    )
    problem.refresh_from_db()
    return problem


@pytest.mark.parametrize("second", ["complete", "annul", "void"])
@pytest.mark.parametrize("first", ["complete", "annul", "void"])
def test_of_two_acts_on_an_open_problem_the_second_is_told(first, second):
    problem = a_problem(a_community())
    open_to = acts(problem)

    answers = crossing(open_to[first], open_to[second])

    (refusal,) = refusals(answers)
    assert answers[1] is refusal
    assert isinstance(refusal, Conflict | NotNow)
    steps = ProblemStep.objects.exclude(kind="confirm")
    assert steps.count() == (first != "void")


@pytest.mark.parametrize("second", ["reopen", "annul", "undo"])
@pytest.mark.parametrize("first", ["reopen", "annul", "undo"])
def test_of_two_acts_on_a_completed_problem_the_second_is_told(first, second):
    problem = completed(a_problem(a_community()))
    open_to = acts(problem)

    answers = crossing(open_to[first], open_to[second])

    (refusal,) = refusals(answers)
    assert answers[1] is refusal
    assert isinstance(refusal, Conflict | NotNow)


def test_no_order_is_served_on_a_problem_that_is_being_completed():
    problem = a_problem(a_community())
    actor = clerk()

    answers = crossing(
        acts(problem)["complete"],
        lambda: orders.serve_order(
            number="运盐住建责改〔2024〕1号",
            problem_numbers=[problem.number],
            served_on=ON,
            actor=actor,
            at=NOW,
        ),
    )

    assert len(refusals(answers)) == 1
    assert not OrderProblem.objects.exists()


def test_one_document_number_served_twice_at_once_is_one_order():
    first, second = a_problem(a_community("甲园")), a_problem(a_community("乙园"))
    actor = clerk()

    def serving(problem):
        return lambda: orders.serve_order(
            number="运盐住建责改〔2024〕2号",
            problem_numbers=[problem.number],
            served_on=ON,
            actor=actor,
            at=NOW,
        )

    answers = crossing(serving(first), serving(second))

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict)
    assert Order.objects.count() == 1


def test_an_order_is_withdrawn_once():
    problem = a_problem(a_community())
    number = orders.serve_order(
        number="运盐住建责改〔2024〕3号",
        problem_numbers=[problem.number],
        served_on=ON,
        actor=clerk(),
        at=NOW,
    )
    leader = head()

    def withdrawing():
        return orders.withdraw_order(
            number=number, on=ON, version=1, reason="文书有误", actor=leader, at=NOW
        )

    answers = crossing(withdrawing, withdrawing)

    assert len(refusals(answers)) == 1
    assert Order.objects.get().version == 2
