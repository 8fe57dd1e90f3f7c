"""What the clock does: to the second, twice, after a standstill, killed in the middle (T-P11)."""

from datetime import date, datetime, timedelta

import pytest

from tests.lives import answered, fresh, served, with_company
from tests.people import ZONE, clerk, head
from tests.stories import problem_statement
from tingban.actions.audit import facts, log
from tingban.actions.rectification import clockwork, moving, orders, problems
from tingban.actions.rectification.projection import project_orders
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Order, OrderStep, Problem, ProblemMove
from tingban.jobs import rectification as timers
from tingban.kit import clock
from tingban.rules.errors import NotNow

pytestmark = pytest.mark.django_db
TERM = date(2024, 6, 20)
MIDNIGHT = datetime(2024, 6, 21, tzinfo=ZONE)


@pytest.fixture
def owing() -> Problem:
    return served(with_company())


def test_the_last_second_of_the_last_day_is_in_time(owing):
    assert clockwork.mark_overdue(at=MIDNIGHT - timedelta(seconds=1)) == 0
    assert clockwork.mark_overdue(at=MIDNIGHT) == 1

    assert (fresh(owing).stage, owing.state) == ("overdue", "open")


def test_the_second_run_finds_nothing_to_do(owing):
    assert [clockwork.mark_overdue(at=MIDNIGHT) for _ in range(3)] == [1, 0, 0]

    entries = Entry.objects.filter(act="rectification.problem_overdue")
    assert entries.values_list("actor_id", "actor_name").get() == (None, "系统")


def test_a_week_of_standstill_is_made_up_for_and_marked_on_the_day_it_was_noticed(owing):
    clockwork.mark_overdue(at=MIDNIGHT + timedelta(days=7, hours=9))

    move = ProblemMove.objects.get(step="mark_overdue")
    assert (move.on, move.told["term"]) == (date(2024, 6, 28), "2024-06-20")


def test_what_was_answered_or_is_only_confirmed_is_not_marked(owing):
    answered(owing, date(2024, 6, 14))
    with_company("乙园", due_on=TERM)

    assert clockwork.mark_overdue(at=MIDNIGHT) == 0


def test_a_run_that_dies_leaves_whole_problems_behind_and_the_next_finishes(owing, monkeypatch):
    others = [served(with_company(name)) for name in ("乙园", "丙园")]
    record, done = log.record, []

    def dying(**told):
        if done and told["act"] == "rectification.problem_overdue":
            raise KeyboardInterrupt
        done.append(told)
        return record(**told)

    monkeypatch.setattr(moving.log, "record", dying)
    with pytest.raises(KeyboardInterrupt):
        clockwork.mark_overdue(at=MIDNIGHT)
    monkeypatch.undo()

    stages = [fresh(it).stage for it in (owing, *others)]
    assert sorted(stages) == ["fixing", "fixing", "overdue"]
    assert ProblemMove.objects.filter(step="mark_overdue").count() == 1
    assert clockwork.mark_overdue(at=MIDNIGHT) == 2


def came_on(day: date) -> None:
    """An order of a file, served on this day whatever its term."""
    step = OrderStep.objects.standing().get(kind="serve")
    anew = facts.again(step)
    anew.on = day
    entry = log.record(actor=clerk(), at=MIDNIGHT, act="test.restated", subject="order:1")
    facts.restate(step, anew, owner="order", act=entry)
    project_orders([step.order_id])


def test_a_term_that_was_over_when_the_order_came_is_not_missed(owing):  # 民法典 201Ⅰ
    came_on(date(2024, 6, 21))
    assert clockwork.mark_overdue(at=MIDNIGHT + timedelta(days=3)) == 0
    assert not clockwork.mark_one_overdue(number=owing.number, at=MIDNIGHT + timedelta(days=3))
    assert fresh(owing).stage == "fixing"

    came_on(TERM)

    assert clockwork.mark_overdue(at=MIDNIGHT + timedelta(days=3)) == 1


def test_a_clerk_does_not_correct_the_lateness_away(owing):
    clockwork.mark_overdue(at=MIDNIGHT)
    statement = problem_statement(owing.community, due_on=date(2024, 6, 30))

    with pytest.raises(NotNow, match="写在责令整改通知书") as refusal:
        problems.correct_problem(
            number=owing.number, statement=statement, version=fresh(owing).version, actor=clerk(),
            at=MIDNIGHT,
        )  # fmt: skip

    assert refusal.value.rule == "T-P07"
    assert (fresh(owing).stage, owing.due_on) == ("overdue", TERM)


def test_a_wrong_term_is_told_anew_by_another_order(owing):
    clockwork.mark_overdue(at=MIDNIGHT)
    order, at = Order.objects.get(), MIDNIGHT + timedelta(hours=9)
    orders.withdraw_order(
        number=order.number, on=at.date(), version=order.version, reason="期限写错", actor=head(),
        at=at,
    )  # fmt: skip
    statement = problem_statement(owing.community, due_on=date(2024, 7, 5))
    problems.correct_problem(
        number=owing.number, statement=statement, version=fresh(owing).version, actor=clerk(),
        at=at,
    )  # fmt: skip

    assert (fresh(owing).stage, owing.due_on) == ("confirmed", date(2024, 7, 5))


def test_the_timers_ask_the_clock(owing):
    with clock.standing_at(MIDNIGHT + timedelta(minutes=5)):
        timers.deem()
        timers.mark_overdue()

    assert fresh(owing).stage == "overdue"
