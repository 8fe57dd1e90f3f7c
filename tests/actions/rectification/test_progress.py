"""Put right, back again, annulled, and taken back (DOMAIN 3.2, ADR 0004)."""

from datetime import date

import pytest

from tests.lives import answered, completed, fresh, ordered, reopened
from tests.people import NOW, clerk, head
from tests.stories import a_community, a_problem
from tingban.actions.rectification import progress
from tingban.data.rectification.models import Problem, ProblemMove, ProblemStep, Repayment
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
DONE, AGAIN = date(2024, 6, 12), date(2024, 6, 15)


@pytest.fixture
def problem() -> Problem:
    return a_problem(a_community())


def move(act, problem: Problem, **told: object) -> None:
    actor = told.pop("actor", None) or clerk()
    act(number=problem.number, version=fresh(problem).version, actor=actor, at=NOW, **told)
    problem.refresh_from_db()


def test_a_completed_problem_says_since_when(problem):
    completed(problem, DONE)

    assert (problem.state, problem.stage, problem.completed_on) == ("complete", "complete", DONE)


def test_it_comes_back_and_is_completed_again(problem):
    reopened(completed(problem, DONE), AGAIN)
    assert (problem.state, problem.stage) == ("open", "fixing")

    completed(problem, AGAIN)

    assert (problem.state, problem.completed_on) == ("complete", AGAIN)


@pytest.mark.parametrize("on", [date(2024, 6, 4), date(2024, 6, 19)])
def test_not_before_what_was_done_last_nor_tomorrow(problem, on):
    with pytest.raises(Refused, match="撤销日期"):
        move(progress.annul_problem, problem, on=on, reason="复议撤销", actor=head())


def test_only_the_head_annuls(problem):
    with pytest.raises(NotAllowed):
        move(progress.annul_problem, problem, on=DONE, reason="复议撤销")

    move(progress.annul_problem, problem, on=DONE, reason="复议撤销", actor=head())

    assert (problem.state, problem.stage, problem.annulled_on) == ("annulled", "annulled", DONE)


def test_a_court_may_annul_what_is_done_already(problem):
    completed(problem, DONE)

    move(progress.annul_problem, problem, on=AGAIN, reason="判决撤销", actor=head())

    assert problem.stage == "annulled"


def test_a_reason_is_asked_for(problem):
    with pytest.raises(Refused, match="请写明"):
        move(progress.annul_problem, problem, on=AGAIN, reason=" ", actor=head())


def test_a_wrong_completion_is_taken_back_and_stays_on_record(problem):
    completed(problem, DONE)

    move(progress.undo_step, problem, reason="点错了问题")

    assert (problem.state, problem.stage, problem.completed_on) == ("open", "submitted", None)
    assert ProblemStep.objects.get(kind="complete").retracted_at == NOW
    assert ProblemMove.objects.get(step="clear").retracted_at == NOW


def test_step_by_step_everything_is_taken_back_to_the_order(problem):
    completed(ordered(problem, DONE), DONE)

    for stage in ("submitted", "fixing"):
        move(progress.undo_step, problem, reason="点错了")
        assert problem.stage == stage

    with pytest.raises(NotNow, match="请由负责人撤回那份通知书"):
        move(progress.undo_step, problem, reason="点错了")


def test_a_relapse_taken_back_brings_the_former_term_back(problem):
    completed(problem, DONE)
    term = problem.due_on
    reopened(problem, AGAIN)
    assert problem.due_on != term

    move(progress.undo_step, problem, reason="看错了地方")

    assert (problem.stage, problem.due_on) == ("complete", term)


def test_amounts_go_with_the_answer_that_told_them():
    problem = ordered(a_problem(a_community(), category=Category.CAT_7, acts=("7-01",)), DONE)
    answered(problem, DONE)
    assert Repayment.objects.standing().count() == 1

    move(progress.undo_step, problem, reason="填错了金额")

    assert not Repayment.objects.standing().exists()


def test_the_confirmation_itself_is_not_taken_back(problem):
    with pytest.raises(NotNow, match="作废"):
        move(progress.undo_step, problem, reason="错")
