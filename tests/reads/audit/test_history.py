"""A row's facts as a history: both clocks, what was undone, and by whom."""

from datetime import date

import pytest

from tests.lives import completed
from tests.people import NOW, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.inspections import visits
from tingban.actions.rectification import problems, progress
from tingban.reads.audit.history import differences
from tingban.reads.inspections.visits import visit
from tingban.reads.rectification.problem_cards import problem

pytestmark = pytest.mark.django_db


def test_a_voided_fact_stays_with_its_reason():
    number = a_visit(a_community())
    visits.void_visit(number=number, version=1, reason="走错了小区", actor=clerk(), at=NOW)

    (line,) = visit(clerk(), number).history

    assert (line.undone, line.reason, line.undone_by) == ("已作废", "走错了小区", "盐湖C-OP")
    assert line.so_at == date(2024, 6, 3)


def test_a_step_taken_back_says_so():
    found = a_problem(a_community())
    completed(found, date(2024, 6, 9), NOW)
    progress.undo_step(
        number=found.number, version=found.version, reason="登错", actor=head(), at=NOW
    )

    lines = problem(clerk(), found.number).history
    done = next(line for line in lines if line.what == "复核通过并销号")

    assert (done.undone, done.reason, done.undone_by) == ("已撤回", "登错", "盐湖C-LD")


def orders_of(found):
    return problem(clerk(), found.number).orders[0].number


def test_the_newest_day_comes_first():
    found = a_problem(a_community())
    completed(found, date(2024, 6, 9), NOW)

    history = problem(clerk(), found.number).history

    assert [line.what for line in history if line.what != "登记问题"] == [
        "复核通过并销号",
        "提交整改报告（纸质材料，代为录入）",
        f"责令整改通知书送达 {orders_of(found)}",
        "确认问题",
    ]


def test_a_voided_problem_keeps_all_it_ever_said():
    found = a_problem(a_community())
    problems.void_problem(number=found.number, version=1, reason="重复", actor=head(), at=NOW)

    history = problem(clerk(), found.number).history

    assert {line.undone for line in history} == {"已作废"}


def test_differences_name_what_was_empty():
    assert (
        differences({"企业": "", "来源": "排查"}, {"企业": "明珠", "来源": "排查"})
        == "企业：空 → 明珠"
    )
