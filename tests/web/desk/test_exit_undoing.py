"""Taking back the last step of an exit on its page: each act, and never a fault of the server."""

from datetime import date

import pytest

from tests.exit_cases import ABANDONED, OPENED, opened, paper, take
from tests.lives import escalated, with_company
from tests.people import NOW, YANHU, head
from tests.votes import a_vote_to_count, an_exit_case, close
from tests.web.visitors import browser_of
from tingban.data.exits.models import ExitCase
from tingban.data.rectification.models import Diversion
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.exits.exit_flow import STEPS
from tingban.rules.exits.exit_stages import ENDS, Act, Stage
from tingban.rules.exits.exit_undoing import KEPT
from tingban.rules.rectification.stages import MeasureKind

pytestmark = pytest.mark.django_db
TAKEN = [step for step in STEPS if step.start is not None and step.act != Act.UNDO]


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def as_if_taken(case: ExitCase, step) -> None:
    """The step stands at the end of the course, however it came there."""
    move = case.moves.latest("id")
    for start, act, to in (("", Act.DIARY.value, step.start), (step.start, step.act, step.to)):
        move.pk, move._state.adding = None, True
        move.step, move.start, move.to, move.told = act, start, to, {}
        move.save(force_insert=True)
    ended = OPENED if step.to in ENDS else None
    ExitCase.objects.filter(pk=case.pk).update(stage=step.to, closed_on=ended)


def take_back(case: ExitCase):
    case.refresh_from_db()
    return browser_of(Role.C_LD, YANHU).post(
        f"/desk/exit-cases/{case.number}/undo/", {"reason": "登记有误", "version": case.version}
    )


@pytest.mark.parametrize("step", TAKEN, ids=lambda it: f"{it.act}-{it.start}")
def test_each_step_is_taken_back_or_refused_with_a_sentence(step):
    problem = escalated(with_company(), MeasureKind.EXIT)
    case = opened(community=problem.community, company=problem.company)
    ExitCase.objects.update(stage=Stage.X2)
    close(a_vote_to_count(case=case))
    as_if_taken(case, step)

    answer = take_back(case)

    case.refresh_from_db()
    if step.act in KEPT:
        assert "已经对外生效，不能撤回" in answer.content.decode()
        assert case.stage == step.to
    else:
        assert (answer.status_code, case.stage) == (302, step.start)
    kinds = list(Diversion.objects.standing().values_list("kind", flat=True))
    assert kinds == ["exit"]


def test_an_end_is_not_taken_back_beside_another_exit_that_is_open():
    first = opened()
    paper(first, "exits.conclusion", OPENED)
    take(first, Act.CLOSE, OPENED, actor=head(), reason="业主撤回", ending="withdrawn")
    second = opened(community=first.community, company=first.company)

    answer = take_back(first)

    assert f"已经另案在办（{second.number}）" in answer.content.decode()
    first.refresh_from_db()
    assert first.stage == Stage.XC


def test_the_card_says_before_it_is_pressed_why_a_step_is_kept():
    case = opened(ABANDONED)
    as_if_taken(case, next(it for it in TAKEN if it.act == Act.URGE))

    told = browser_of(Role.C_OP, YANHU).get(f"/desk/exit-cases/{case.number}/").content.decode()

    assert "“登记催告”已经对外生效，不能撤回" in told


def test_a_case_without_a_course_has_nothing_to_take_back():
    case = an_exit_case(opened_on=date(2024, 6, 10))

    assert "还没有可以撤回的步骤" in take_back(case).content.decode()
