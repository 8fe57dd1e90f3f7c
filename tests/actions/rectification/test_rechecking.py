"""Somebody else looks: passed, failed, back again; escalated (T-P09…T-P14)."""

from datetime import date, datetime

import pytest

from tests.lives import (
    answered,
    completed,
    fresh,
    ordered,
    reopened,
    reviewer,
    seen_again,
    served,
    with_company,
)
from tests.people import NOW, ZONE, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.inspections import visits
from tingban.actions.rectification import clockwork, escalating, progress, rechecking
from tingban.actions.rectification.rechecking import Failure, Recheck, Relapse
from tingban.data.rectification.models import Measure, MeasureEnd, Problem, ProblemMove
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification.stages import MeasureKind

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 14)
SERVED = date(2024, 6, 7)


@pytest.fixture
def waiting() -> Problem:
    """Answered, and waiting for the recheck."""
    return answered(ordered(a_problem(a_community()), SERVED), ON)


def clear(problem: Problem, visit: str, actor=None) -> Problem:
    rechecking.clear_problem(
        number=problem.number, statement=Recheck(visit, "已整改到位", "业委会认可"),
        version=fresh(problem).version, actor=actor or reviewer(problem), at=NOW,
    )  # fmt: skip
    return fresh(problem)


def test_passed_it_is_complete_on_the_day_of_the_visit(waiting):
    clear(waiting, seen_again(waiting, date(2024, 6, 17)))

    assert (waiting.stage, waiting.completed_on) == ("complete", date(2024, 6, 17))
    move = ProblemMove.objects.get(step="clear")
    assert (move.rule, move.told["opinion"]) == ("T-P09", "业委会认可")
    assert move.visit.done_on == date(2024, 6, 17)


def test_who_found_it_does_not_check_it(waiting):
    visit = seen_again(waiting, ON)

    with pytest.raises(NotNow, match="由您确认，须由另一名同事复核"):
        clear(waiting, visit, actor=clerk())


@pytest.mark.parametrize(
    ("kind", "on", "sentence"),
    [
        (VisitKind.SURVEY, ON, "“复核”检查记录"),
        (VisitKind.RECHECK, date(2024, 6, 13), "不能作为这一步的依据"),
    ],
)
def test_only_a_recheck_after_the_answer_will_do(waiting, kind, on, sentence):
    with pytest.raises(NotNow, match=sentence):
        clear(waiting, a_visit(waiting.community, on, kind))


def test_nor_one_of_another_community_nor_none(waiting):
    elsewhere = a_visit(a_community("乙园"), ON, VisitKind.RECHECK)

    for number in (elsewhere, ""):
        with pytest.raises(NotNow, match="请选择这个小区的一条“复核”检查记录"):
            clear(waiting, number)


def test_a_visit_that_a_step_rests_on_is_not_voided(waiting):
    number = seen_again(waiting, ON)
    clear(waiting, number)

    with pytest.raises(NotNow, match=f"问题 {waiting.number} 的办理以这条检查记录为依据"):
        visits.void_visit(number=number, version=1, reason="录错", actor=head(), at=NOW)

    progress.undo_step(
        number=waiting.number, version=waiting.version, reason="看错了", actor=head(), at=NOW
    )
    visits.void_visit(number=number, version=1, reason="录错", actor=head(), at=NOW)
    assert fresh(waiting).stage == "submitted"


def fail(problem: Problem, actor=None, **told) -> Problem:
    good = {"on": ON, "reason": "楼道仍有堆物"}
    rechecking.fail_recheck(
        number=problem.number, statement=Failure(**(good | told)),
        version=fresh(problem).version, actor=actor or clerk(), at=NOW,
    )  # fmt: skip
    return fresh(problem)


def test_failed_it_goes_back_for_seven_days_and_is_counted(waiting):
    fail(waiting)

    assert (waiting.stage, waiting.recheck_fails) == ("fixing", 1)
    assert (waiting.due_on, waiting.due_rule) == (date(2024, 6, 21), "T-P10")


def test_more_than_seven_days_are_too_many(waiting):
    with pytest.raises(NotNow, match="不超过 7 日，最迟 2024年6月21日"):
        fail(waiting, until=date(2024, 6, 22))


def escalate(problem: Problem, *kinds: MeasureKind, actor=None, at=NOW) -> Problem:
    escalating.escalate_problem(
        number=problem.number, measures=kinds or (MeasureKind.SUPERVISE,), reason="拒不整改",
        version=fresh(problem).version, actor=actor or head(), at=at,
    )  # fmt: skip
    return fresh(problem)


def test_failed_twice_it_may_be_escalated_and_not_before(waiting):
    fail(waiting)
    with pytest.raises(NotNow, match="复核 2 次不通过（现在 1 次）"):
        escalate(waiting)

    fail(answered(waiting, ON))
    escalate(waiting, MeasureKind.PENALTY, MeasureKind.EXPOSE)

    assert (waiting.stage, waiting.recheck_fails, waiting.due_at) == ("escalated", 2, None)
    assert list(Measure.objects.order_by("id").values_list("kind", flat=True)) == [
        "penalty",
        "expose",
    ]


@pytest.fixture
def overdue() -> Problem:
    problem = served(with_company(), SERVED)
    clockwork.mark_overdue(at=LATE)
    return fresh(problem)


LATE = datetime(2024, 6, 21, 0, 5, tzinfo=ZONE)
LATER = datetime(2024, 6, 25, 9, tzinfo=ZONE)


def test_overdue_the_head_has_five_working_days_to_escalate(overdue):
    assert (overdue.due_rule, last_day_of(overdue.due_at)) == ("T-P12", date(2024, 6, 28))

    escalate(overdue, at=LATER)

    assert overdue.stage == "escalated"


def test_the_clerk_does_not_escalate(overdue):
    with pytest.raises(NotAllowed):
        escalate(overdue, actor=clerk(), at=LATER)


def test_a_branch_runs_on_whatever_the_company_does_until_the_head_ends_it(overdue):
    escalate(overdue, MeasureKind.EXPOSE, at=LATER)
    answered(overdue, date(2024, 6, 25), LATER)

    assert (overdue.stage, MeasureEnd.objects.count()) == ("submitted", 0)
    end_measure(overdue, MeasureKind.EXPOSE)

    assert (fresh(overdue).stage, MeasureEnd.objects.count()) == ("submitted", 1)
    with pytest.raises(NotNow, match="没有正在进行的这项措施"):
        end_measure(overdue, MeasureKind.EXPOSE)


def end_measure(problem: Problem, kind: MeasureKind) -> None:
    escalating.end_measure(
        number=problem.number, measure=kind, reason="已经曝光", version=fresh(problem).version,
        actor=head(), at=LATER,
    )  # fmt: skip


def test_a_branch_is_added_once(overdue):
    escalate(overdue, MeasureKind.PENALTY, at=LATER)
    told = {"number": overdue.number, "reason": "拒不到场", "actor": head(), "at": LATER}

    escalating.add_measure(measure=MeasureKind.TRANSFER, version=overdue.version, **told)
    with pytest.raises(NotNow, match="移送已经在进行"):
        escalating.add_measure(measure=MeasureKind.TRANSFER, version=fresh(overdue).version, **told)


def test_escalated_it_may_still_be_put_right_by_a_recheck(overdue):
    escalate(overdue, at=LATER)
    visit = seen_again(overdue, date(2024, 6, 25), LATER)

    rechecking.clear_problem(
        number=overdue.number, statement=Recheck(visit), version=overdue.version,
        actor=reviewer(overdue), at=LATER,
    )  # fmt: skip

    assert (fresh(overdue).stage, overdue.was_late) == ("complete", True)


def hand_over(problem: Problem, successor: str = "新物业 6月24日书面确认") -> Problem:
    escalating.hand_over_problem(
        number=problem.number, on=date(2024, 6, 25), successor=successor,
        version=fresh(problem).version, actor=clerk(), at=LATER,
    )  # fmt: skip
    return fresh(problem)


def test_a_branch_never_closes_a_problem_but_an_exit_with_a_successor_does(overdue):
    escalate(overdue, MeasureKind.EXPOSE, at=LATER)
    with pytest.raises(NotNow, match="措施本身不能销号"):
        hand_over(overdue)
    escalating.add_measure(
        number=overdue.number, measure=MeasureKind.EXIT, reason="业主决定解聘",
        version=overdue.version, actor=head(), at=LATER,
    )  # fmt: skip
    with pytest.raises(NotNow, match="接任企业"):
        hand_over(overdue, " ")

    assert hand_over(overdue).stage == "complete"


def test_an_escalation_taken_back_takes_its_branches_with_it(overdue):
    escalate(overdue, MeasureKind.EXPOSE, at=LATER)

    progress.undo_step(
        number=overdue.number, version=overdue.version, reason="点错了", actor=head(), at=LATER
    )

    assert (fresh(overdue).stage, Measure.objects.standing().count()) == ("overdue", 0)


def test_what_the_clock_marked_nobody_takes_back(overdue):
    with pytest.raises(NotNow, match="上一步由系统按期限办理"):
        progress.undo_step(
            number=overdue.number, version=overdue.version, reason="错", actor=head(), at=LATER
        )


def test_back_within_sixty_days_it_is_open_again_with_a_new_term():
    problem = reopened(completed(a_problem(a_community()), date(2024, 6, 10)), ON)

    assert (problem.stage, problem.state, problem.reopened_on) == ("fixing", "open", ON)
    assert problem.due_on == date(2024, 7, 1)  # 06-29 is a Saturday
    assert ProblemMove.objects.get(step="relapse").rule == "T-P14"


@pytest.mark.parametrize(
    ("acts", "sentence"), [(("1-01",), "不是原来的问题行为"), ((), "请选定又出现了哪项")]
)
def test_only_the_same_sub_act_is_a_relapse(acts, sentence):
    problem = completed(a_problem(a_community()), date(2024, 6, 10))
    visit = seen_again(problem, ON)

    with pytest.raises(NotNow, match=sentence):
        rechecking.reopen_relapsed(
            number=problem.number, statement=Relapse(visit, acts, "又见堆物"),
            version=problem.version, actor=clerk(), at=NOW,
        )  # fmt: skip


def test_after_sixty_days_it_is_a_new_problem():
    problem = completed(a_problem(a_community()), date(2024, 6, 10))
    at = datetime(2024, 8, 10, 9, tzinfo=ZONE)

    with pytest.raises(NotNow, match="销号已满 60 日（2024年8月9日）"):
        reopened(problem, date(2024, 8, 10), at)
    assert reopened(problem, date(2024, 8, 9), at).stage == "fixing"


def test_a_relapse_is_not_before_the_completion():
    problem = completed(a_problem(a_community()), ON)

    with pytest.raises(Refused, match="不能作为这一步的依据"):
        reopened(problem, date(2024, 6, 13))
