"""Complete, reopen, annul, and take back (DOMAIN 3.2)."""

from datetime import date

import pytest

from tests.people import NOW, clerk, head
from tests.stories import a_community, a_problem
from tingban.actions.rectification import progress
from tingban.data.rectification.models import Problem, ProblemStep
from tingban.rules.errors import NotAllowed, NotNow, Refused

pytestmark = pytest.mark.django_db
DONE, AGAIN = date(2024, 6, 12), date(2024, 6, 15)


@pytest.fixture
def problem() -> Problem:
    return a_problem(a_community())


def move(act, problem: Problem, **told: object) -> None:
    actor = told.pop("actor", None) or clerk()
    problem.refresh_from_db()
    act(number=problem.number, version=problem.version, actor=actor, at=NOW, **told)
    problem.refresh_from_db()


def test_a_completed_problem_says_since_when(problem):
    move(progress.complete_problem, problem, on=DONE)

    assert (problem.state, problem.completed_on) == ("complete", DONE)


def test_it_comes_back_and_is_completed_again(problem):
    move(progress.complete_problem, problem, on=DONE)
    move(progress.reopen_problem, problem, on=AGAIN, reason="回头看发现反弹")
    assert problem.state == "open"

    move(progress.complete_problem, problem, on=AGAIN)

    assert (problem.state, problem.completed_on) == ("complete", AGAIN)


@pytest.mark.parametrize("on", [date(2024, 6, 4), date(2024, 6, 19)])
def test_not_before_its_confirmation_nor_tomorrow(problem, on):
    with pytest.raises(Refused, match="完成日期"):
        move(progress.complete_problem, problem, on=on)


def test_what_is_open_is_not_reopened(problem):
    with pytest.raises(NotNow, match="“整改中”，不能重开整改"):
        move(progress.reopen_problem, problem, on=DONE, reason="反弹")


def test_what_is_complete_is_not_completed(problem):
    move(progress.complete_problem, problem, on=DONE)

    with pytest.raises(NotNow, match="适用于：整改中"):
        move(progress.complete_problem, problem, on=AGAIN)


def test_only_the_head_annuls(problem):
    with pytest.raises(NotAllowed):
        move(progress.annul_problem, problem, on=DONE, reason="复议撤销")

    move(progress.annul_problem, problem, on=DONE, reason="复议撤销", actor=head())

    assert (problem.state, problem.annulled_on) == ("annulled", DONE)


@pytest.mark.parametrize("act", [progress.reopen_problem, progress.annul_problem])
def test_a_reason_is_asked_for(problem, act):
    if act is progress.reopen_problem:
        move(progress.complete_problem, problem, on=DONE)

    with pytest.raises(Refused, match="请写明"):
        move(act, problem, on=AGAIN, reason=" ", actor=head())


def test_a_wrong_completion_is_taken_back_and_stays_on_record(problem):
    move(progress.complete_problem, problem, on=DONE)

    move(progress.undo_step, problem, reason="点错了问题")

    assert (problem.state, problem.completed_on) == ("open", None)
    assert ProblemStep.objects.get(kind="complete").retracted_at == NOW


def test_the_confirmation_itself_is_not_taken_back(problem):
    with pytest.raises(NotNow, match="作废"):
        move(progress.undo_step, problem, reason="错")
