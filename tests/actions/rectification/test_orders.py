"""责令整改: served and withdrawn (T-P05)."""

from datetime import date

import pytest

from tests.lives import completed, fresh
from tests.people import NOW, YONGJI, city_clerk, clerk, head
from tests.stories import a_community, a_problem
from tingban.actions.rectification.orders import serve_order, withdraw_order
from tingban.data.rectification.models import Order, OrderProblem
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
NUMBER = "盐建责改字〔2024〕3号"
SERVED = date(2024, 6, 7)


def serve(*problems, number=NUMBER, on=SERVED, actor=None, due_on=None) -> str:
    return serve_order(
        number=number,
        problem_numbers=[problem.number for problem in problems],
        served_on=on,
        actor=actor or clerk(),
        at=NOW,
        due_on=due_on,
    )


def test_an_order_speaks_of_its_problems():
    community = a_community()
    problems = [a_problem(community), a_problem(community)]

    serve(*problems)

    order = Order.objects.get(number=NUMBER)
    assert (order.served_on, order.county_id) == (SERVED, "140802")
    assert OrderProblem.objects.filter(order=order).count() == 2


def test_a_number_not_to_the_letter_is_told_what_was_meant():
    problem = a_problem(a_community())

    with pytest.raises(Refused, match="是否为“盐建责改字〔2024〕3号”"):
        serve(problem, number="盐建责改字[2024]03号")


def test_one_number_is_one_order():
    problem = a_problem(a_community())
    serve(problem)

    with pytest.raises(Conflict, match="已经登记"):
        serve(problem)


def test_an_order_needs_problems():
    with pytest.raises(Refused, match="请选择"):
        serve()


def test_another_countys_problem_does_not_exist():
    problem = a_problem(a_community())

    with pytest.raises(NotFound, match=problem.number):
        serve(problem, actor=clerk(YONGJI))


def test_one_order_is_one_county():
    problems = [a_problem(a_community()), a_problem(a_community(county=YONGJI))]

    with pytest.raises(Refused, match="两个县"):
        serve(*problems, actor=city_clerk())


def test_not_before_the_problem_was_confirmed():
    with pytest.raises(Refused, match="早于问题"):
        serve(a_problem(a_community()), on=date(2024, 6, 4))


def test_a_term_before_the_service_is_refused():  # T-P05
    problem = a_problem(a_community(), due_on=date(2024, 6, 6))

    with pytest.raises(Refused, match="早于送达日期（2024年6月7日）"):
        serve(problem)
    with pytest.raises(Refused, match="早于送达日期"):
        serve(problem, due_on=date(2024, 6, 6))

    assert not Order.objects.exists()


def test_the_term_of_the_paper_is_that_of_its_problems_from_then_on():
    problem = a_problem(a_community(), due_on=date(2024, 6, 6))

    serve(problem, due_on=date(2024, 6, 20))

    assert (fresh(problem).due_on, problem.due_since) == (date(2024, 6, 20), SERVED)
    assert last_day_of(problem.due_at) == date(2024, 6, 20)


def test_the_term_of_a_paper_stands_in_the_bounds_of_one_signed_here():
    problem = a_problem(a_community())

    with pytest.raises(Refused, match="晚于专项行动结束的 2024年10月31日"):
        serve(problem, due_on=date(2042, 6, 20))

    assert not Order.objects.exists()


def test_a_paper_that_names_a_rest_day_says_what_it_says():
    problem = a_problem(a_community())

    serve(problem, due_on=date(2024, 6, 16))

    assert fresh(problem).due_on == date(2024, 6, 16)


def test_put_right_at_once_may_fall_on_the_day_of_the_service():
    problem = a_problem(a_community(), category=Category.CAT_3)

    serve(problem, due_on=SERVED)

    assert fresh(problem).due_on == SERVED


def test_a_second_paper_does_not_move_what_the_first_has_told():  # T-P07
    problem = a_problem(a_community())
    serve(problem, due_on=date(2024, 6, 20))

    with pytest.raises(NotNow, match=f"写在责令整改通知书 {NUMBER} 里"):
        serve(problem, number="盐建责改字〔2024〕4号", due_on=date(2024, 7, 20))

    serve(problem, number="盐建责改字〔2024〕4号", due_on=date(2024, 6, 20))
    assert fresh(problem).due_on == date(2024, 6, 20)


def test_a_completed_problem_is_ordered_no_more():
    problem = a_problem(a_community())
    completed(problem, date(2024, 6, 6))

    with pytest.raises(NotNow, match="不能补登已送达的通知书"):
        serve(problem)


def test_the_head_withdraws_once():
    serve(a_problem(a_community()))

    withdraw_order(
        number=NUMBER,
        on=date(2024, 6, 10),
        version=1,
        reason="复议撤销",
        actor=head(),
        at=NOW,
    )

    assert Order.objects.get().withdrawn_on == date(2024, 6, 10)
    with pytest.raises(NotNow, match="已经撤回"):
        withdraw_order(
            number=NUMBER,
            on=date(2024, 6, 10),
            version=2,
            reason="又一次",
            actor=head(),
            at=NOW,
        )


def test_a_clerk_does_not_withdraw():
    serve(a_problem(a_community()))

    with pytest.raises(NotAllowed):
        withdraw_order(number=NUMBER, on=SERVED, version=1, reason="错", actor=clerk(), at=NOW)
