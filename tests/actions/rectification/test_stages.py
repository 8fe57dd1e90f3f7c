"""The stage is projected: the counted facts first, then the last step (DOMAIN 3.2, ADR 0004)."""

from datetime import date

import pytest

from tests.actions.exchange.test_rebuild import snapshot, wipe
from tests.exchange_books import problem as problem_row
from tests.exchange_books import take, told, whole_book, workbook
from tests.lives import answered, completed, fresh, ordered, served, signed, with_company
from tests.people import NOW, clerk, head
from tests.stories import a_community, a_problem
from tingban.actions.exchange.rebuild import rebuild_all_projections
from tingban.actions.rectification import finding, problems, progress
from tingban.data.rectification.models import Problem
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.rectification import Category, ProblemSource

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 10)


def restated(problem: Problem, **cells: object) -> Problem:
    """The county's own list says otherwise, and comes in as a file."""
    own = {"小区编码": problem.community.code, "统一社会信用代码": None}
    row = problem_row(problem.number) | own | cells
    report = take(workbook({"问题清单": [row]}))
    assert report.ok, told(report)
    return fresh(problem)


def test_imported_history_tells_its_stage():
    take(workbook(whole_book()))

    stages = dict(Problem.objects.values_list("number", "stage"))
    assert stages == {"WT-001": "complete", "WT-002": "fixing"}
    open_one = Problem.objects.get(number="WT-002")
    assert (open_one.due_rule, open_one.responsible) == ("DL-12/CAT-3", "")


def test_what_an_import_completes_is_complete_whatever_the_last_step_was():
    problem = restated(ordered(a_problem(a_community()), ON), 完成日期=ON)

    assert (problem.state, problem.stage) == ("complete", "complete")


def test_what_an_import_reopens_is_being_put_right_again():
    problem = completed(a_problem(a_community()), ON)

    restated(problem, 完成日期=ON, 重开日期=date(2024, 6, 12))

    assert (problem.state, problem.stage) == ("open", "fixing")


def test_an_imported_term_moves_the_clock_and_not_the_stage():
    problem = restated(ordered(a_problem(a_community()), ON), 整改期限=date(2024, 7, 1))

    assert (problem.stage, problem.due_on) == ("fixing", date(2024, 7, 1))
    assert last_day_of(problem.due_at) == date(2024, 7, 1)


def test_what_was_answered_stays_so_when_its_statement_is_corrected():
    problem = answered(ordered(a_problem(a_community()), ON), ON)

    assert restated(problem, 问题描述="另有说法").stage == "submitted"


def test_annulled_and_void_come_before_every_step():
    annulled, void = (ordered(a_problem(a_community(name)), ON) for name in ("甲园", "乙园"))
    told = {"actor": head(), "at": NOW}

    progress.annul_problem(
        number=annulled.number, on=ON, version=annulled.version, reason="复议撤销", **told
    )
    problems.void_problem(number=void.number, version=void.version, reason="录错", **told)

    assert [fresh(it).stage for it in (annulled, void)] == ["annulled", "void"]
    assert fresh(void).due_at is None


def test_every_stage_is_the_same_when_it_is_rebuilt_from_the_facts():
    clue_place = a_community("线索园")
    finding.add_clue(
        statement=problems.ProblemStatement(
            clue_place.code, Category.CAT_6, ProblemSource.OPINION, ON, description="疑似未公示"
        ),
        actor=clerk(),
        at=NOW,
    )
    signed(with_company("甲园"))
    answered(served(with_company("乙园")), ON)
    completed(a_problem(a_community("丙园")), ON)
    tables = ("rectification_problem", "rectification_order")
    before = {name: snapshot()[name] for name in tables}
    wipe()

    rebuild_all_projections()

    assert {name: snapshot()[name] for name in tables} == before
