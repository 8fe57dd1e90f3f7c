"""What is stated of a problem (DOMAIN 3.2)."""

from datetime import date

import pytest

from tests.lives import fresh, served, signed, with_company
from tests.people import NOW, YONGJI, clerk, head
from tests.stories import (
    CONFIRMED,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    problem_statement,
)
from tingban.actions.rectification import problems
from tingban.data.rectification.models import Problem, ProblemStep
from tingban.data.registry.models import Community
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db


def add(community: Community, **told: object) -> str:
    return problems.add_problem(
        statement=problem_statement(community, **told), actor=clerk(), at=NOW
    )


def correct(problem: Problem, **told: object) -> None:
    version = told.pop("version", problem.version)
    problems.correct_problem(
        number=problem.number,
        statement=problem_statement(problem.community, **told),
        version=version,
        actor=clerk(),
        at=NOW,
    )


def test_a_confirmed_problem_is_open_and_numbered():
    problem = a_problem(a_community())

    assert problem.number == "WT-140802-2024-000001"
    assert (problem.state, problem.confirmed_on, problem.acts) == ("open", CONFIRMED, "1-03")


def test_its_company_is_the_holder_of_the_contract_on_the_day():
    community, company = a_community(), a_company()
    a_contract(community, company, date(2024, 1, 1))

    assert a_problem(community).company == company


def test_without_a_visit_no_problem_is_confirmed():
    with pytest.raises(Refused, match="还没有检查记录") as refusal:
        add(a_community())

    assert refusal.value.rule == "T-P02"


def test_what_the_company_says_of_itself_is_no_visit():
    community = a_community()
    a_visit(community, kind=VisitKind.SELF)

    with pytest.raises(Refused, match="自查不算"):
        add(community)


def test_a_visit_after_the_confirmation_is_too_late():
    community = a_community()
    a_visit(community, date(2024, 6, 6))

    with pytest.raises(Refused, match="最早一次检查在 2024年6月6日"):
        add(community)


def test_a_visit_on_the_day_itself_is_enough():
    community = a_community()
    a_visit(community, CONFIRMED)

    assert add(community)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"acts": ("2-01",)}, "不属于"),
        ({"acts": ("8-88",)}, "没有问题行为"),
        ({"category": Category.CAT_9, "acts": ("9-99",), "description": " "}, "写明"),
        ({"confirmed_on": date(2024, 6, 19)}, "晚于今天"),
        ({"due_on": date(2024, 6, 4)}, "早于确认日期"),
    ],
)
def test_what_cannot_be_is_refused(told, sentence):
    community = a_community()
    a_visit(community)

    with pytest.raises(Refused, match=sentence):
        add(community, **told)


def test_the_same_form_twice_makes_one_problem():
    community = a_community()
    a_visit(community)
    statement = problem_statement(community)

    made = {
        problems.add_problem(statement=statement, actor=clerk(), at=NOW, form="f") for _ in range(2)
    }

    assert len(made) == 1


def test_a_correction_is_appended_with_its_day():
    problem = a_problem(a_community())

    correct(problem, category=Category.CAT_2, acts=("2-05",), confirmed_on=date(2024, 6, 4))

    problem.refresh_from_db()
    assert (problem.category, problem.confirmed_on) == ("CAT-2", date(2024, 6, 4))
    assert problem.facts.count() == 2
    assert ProblemStep.objects.filter(problem=problem, retracted_at=NOW).count() == 1


def test_a_correction_keeps_to_the_rule_of_the_visit():
    problem = a_problem(a_community())

    with pytest.raises(Refused, match="检查"):
        correct(problem, confirmed_on=date(2024, 6, 1))


def test_the_second_clerk_is_told():
    problem = a_problem(a_community())
    correct(problem, description="改过")

    with pytest.raises(Conflict):
        correct(problem, description="又改", version=1)


def test_the_community_of_a_problem_does_not_change():
    problem, other = a_problem(a_community()), a_community("别处")

    with pytest.raises(Refused, match="所在小区不能改"):
        problems.correct_problem(
            number=problem.number,
            statement=problem_statement(other),
            version=1,
            actor=clerk(),
            at=NOW,
        )


def test_other_fields_are_corrected_under_an_order_and_its_term_stays():
    problem = served(with_company())

    correct(problem, description="改过", due_on=problem.due_on)
    correct(fresh(problem), description="再改", due_on=None)

    assert (fresh(problem).description, problem.due_on) == ("再改", date(2024, 6, 20))


def test_a_signed_order_binds_before_it_is_served():
    problem = with_company()
    signed(problem)

    with pytest.raises(NotNow, match="由负责人撤回通知书"):
        correct(fresh(problem), due_on=date(2024, 6, 21))


def test_a_term_that_nobody_was_ordered_to_keep_is_corrected():
    problem = a_problem(a_community())

    correct(problem, due_on=date(2024, 6, 25))

    assert fresh(problem).due_on == date(2024, 6, 25)


def test_a_void_problem_stands_nowhere_and_keeps_its_number():
    problem = a_problem(a_community())

    problems.void_problem(
        number=problem.number, version=1, reason="登记错了小区", actor=head(), at=NOW
    )

    problem.refresh_from_db()
    assert (problem.state, problem.confirmed_on) == ("void", None)
    assert problem.description == "楼道多日无人清扫"
    assert a_problem(a_community("别处")).number == "WT-140802-2024-000002"
    with pytest.raises(NotNow, match="作废"):
        correct(problem)


def test_a_clerk_does_not_void():
    problem = a_problem(a_community())

    with pytest.raises(NotAllowed, match="负责人"):
        problems.void_problem(number=problem.number, version=1, reason="错", actor=clerk(), at=NOW)


def test_another_countys_problem_does_not_exist():
    problem = a_problem(a_community())

    with pytest.raises(NotFound):
        problems.void_problem(
            number=problem.number, version=1, reason="错", actor=head(YONGJI), at=NOW
        )
