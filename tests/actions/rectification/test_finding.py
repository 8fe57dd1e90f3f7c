"""Clues: registered, confirmed, found untrue; what is mended on the spot (T-P01…T-P04)."""

from datetime import date, datetime

import pytest

from tests.lives import completed, fresh, officer
from tests.people import NOW, YONGJI, ZONE, clerk, head, person
from tests.reads.weekly.numbers import row
from tests.stories import a_community, a_problem, a_visit, problem_statement
from tingban.actions.rectification import finding, problems
from tingban.actions.rectification.finding import OnTheSpot
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Problem, ProblemMove
from tingban.rules.actors import Role
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
FOUND, CONFIRMED = date(2024, 6, 4), date(2024, 6, 6)


def a_clue(place=None, actor=None, **told: object) -> Problem:
    told = {"confirmed_on": FOUND, "evidence": (), "responsible": ""} | told
    number = finding.add_clue(
        statement=problem_statement(place or a_community(), **told),
        actor=actor or clerk(),
        at=NOW,
    )
    return Problem.objects.get(number=number)


def confirm(clue: Problem, **told: object) -> Problem:
    told = {"confirmed_on": CONFIRMED} | told
    finding.confirm_clue(
        number=clue.number,
        statement=problem_statement(clue.community, **told),
        version=told.pop("version", fresh(clue).version),
        actor=clerk(),
        at=NOW,
    )
    return fresh(clue)


def test_a_clue_needs_no_visit_and_counts_nowhere():
    clue = a_clue()

    assert (clue.stage, clue.state, clue.confirmed_on) == ("clue", "clue", None)
    assert row() == {}


def test_a_clue_has_five_working_days_to_be_looked_into():
    clue = a_clue()

    # The tenth is 端午节.
    assert clue.due_at == datetime(2024, 6, 13, tzinfo=ZONE)
    assert (clue.due_rule, clue.due_since) == ("T-P02", FOUND)


def test_an_officer_in_the_field_registers_a_clue_and_does_not_confirm_it():
    clue = a_clue(actor=officer())
    a_visit(clue.community)

    with pytest.raises(NotAllowed, match="“确认问题”由"):
        finding.confirm_clue(
            number=clue.number, statement=problem_statement(clue.community), version=1,
            actor=officer(), at=NOW,
        )  # fmt: skip


def test_the_same_form_twice_makes_one_clue():
    statement = problem_statement(a_community(), confirmed_on=FOUND)

    made = {
        finding.add_clue(statement=statement, actor=clerk(), at=NOW, form="f") for _ in range(2)
    }

    assert len(made) == 1


def test_a_visit_makes_it_a_problem_with_term_and_responsible():
    clue = a_clue()
    a_visit(clue.community)

    confirm(clue, responsible="项目经理 王某")

    assert (clue.stage, clue.state, clue.confirmed_on) == ("confirmed", "open", CONFIRMED)
    assert (clue.responsible, clue.due_on) == ("项目经理 王某", date(2024, 6, 21))
    assert (clue.due_rule, clue.due_since) == ("T-P05", CONFIRMED)
    assert row() == {"A01": 1, "A03": 1, "A04": 1}


def test_without_a_visit_a_clue_stays_one():
    with pytest.raises(NotNow, match="还没有检查记录"):
        confirm(a_clue())


def test_the_community_of_a_clue_stays():
    clue, other = a_clue(), a_community("乙园")

    with pytest.raises(Refused, match="不能改"):
        finding.confirm_clue(
            number=clue.number, statement=problem_statement(other), version=1, actor=clerk(),
            at=NOW,
        )  # fmt: skip


def test_a_clue_is_corrected_like_a_problem():
    clue = a_clue()

    problems.correct_problem(
        number=clue.number,
        statement=problem_statement(clue.community, category=Category.CAT_6),
        version=1,
        actor=clerk(),
        at=NOW,
    )

    assert (fresh(clue).category, clue.stage) == ("CAT-6", "clue")


def propose(clue: Problem, actor=None, **told: object) -> None:
    told = {"reason": "现场整洁", "evidence": ("照片 2 张",)} | told
    finding.propose_rejection(
        number=clue.number, version=fresh(clue).version, actor=actor or clerk(), at=NOW, **told
    )


def approve(clue: Problem, actor=None) -> Problem:
    finding.approve_rejection(
        number=clue.number, version=fresh(clue).version, actor=actor or head(), at=NOW
    )
    return fresh(clue)


def test_what_is_untrue_is_proposed_and_approved_by_another():
    clue = a_clue()

    propose(clue)
    approve(clue)

    assert (clue.stage, clue.due_at) == ("untrue", None)
    assert row() == {}


def test_the_head_does_not_approve_what_nobody_proposed():
    with pytest.raises(NotNow, match="还没有提请"):
        approve(a_clue())


def test_nobody_approves_his_own_proposal():
    clue = a_clue()
    propose(clue, actor=head())

    with pytest.raises(NotNow, match="由您提请"):
        approve(clue)

    assert approve(clue, person(Role.M_LD)).stage == "untrue"


def on_spot(problem: Problem, **told: object) -> Problem:
    told = {
        "on": problem.confirmed_on, "before": ("前",), "after": ("后",), "staff": ("甲", "乙"),
    } | told  # fmt: skip
    finding.fix_on_spot(
        number=problem.number, statement=OnTheSpot(**told), version=fresh(problem).version,
        actor=clerk(), at=NOW,
    )  # fmt: skip
    return fresh(problem)


def test_what_is_mended_on_the_spot_is_complete_and_counts_no_order():
    problem = on_spot(a_problem(a_community()))

    assert (problem.stage, problem.completed_on) == ("complete", problem.confirmed_on)
    assert row() == {"A01": 1, "A03": 1, "A04": 1, "B01": 1, "B02": 1}


def test_the_next_day_it_is_no_longer_on_the_spot():
    with pytest.raises(NotNow, match="须在确认当日"):
        on_spot(a_problem(a_community()), on=date(2024, 6, 6))


def test_what_came_back_after_sixty_days_is_a_new_problem_that_knows_the_old():
    later = datetime(2024, 9, 2, 10, tzinfo=ZONE)
    old = completed(a_problem(a_community()), date(2024, 6, 12))

    number = problems.add_problem(
        statement=problem_statement(
            old.community, confirmed_on=date(2024, 9, 2), regression_of=old.number
        ),
        actor=clerk(),
        at=later,
    )

    assert Problem.objects.get(number=number).regression_of == old
    assert old.regressions.get().number == number


@pytest.mark.parametrize(
    ("told", "refusal", "sentence"),
    [
        ({"regression_of": "WT-140802-2024-000099"}, NotFound, "没有找到问题"),
        ({"confirmed_on": date(2024, 6, 14)}, NotNow, "回潮重开"),
    ],
)
def test_a_regression_is_of_a_problem_here_and_not_too_soon(told, refusal, sentence):
    old = completed(a_problem(a_community()), date(2024, 6, 12))

    with pytest.raises(refusal, match=sentence):
        a_clue(old.community, **({"regression_of": old.number} | told))


def test_what_is_still_open_has_not_come_back():
    old = a_problem(a_community())

    with pytest.raises(NotNow, match="还没有销号"):
        a_clue(old.community, confirmed_on=date(2024, 6, 14), regression_of=old.number)


def test_another_county_sees_no_clue():
    clue = a_clue()

    with pytest.raises(NotFound):
        propose(clue, actor=clerk(YONGJI))


def test_one_go_leaves_both_steps_and_one_entry():
    problem = a_problem(a_community())

    moves = ProblemMove.objects.filter(problem=problem).order_by("id")
    assert [(move.rule, move.start, move.to) for move in moves] == [
        ("T-P01", "", "clue"),
        ("T-P02", "clue", "confirmed"),
    ]
    assert Entry.objects.filter(subject=f"problem:{problem.number}").count() == 1


def test_the_responsible_person_changes_and_is_remembered():
    problem = a_problem(a_community())

    problems.assign_responsible(
        number=problem.number, responsible="经理 赵某", version=1, actor=clerk(), at=NOW
    )

    assert (fresh(problem).responsible, problem.stage) == ("经理 赵某", "confirmed")
