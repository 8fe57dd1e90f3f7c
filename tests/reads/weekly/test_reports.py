"""What pages read of reports: bounded in statements, and nobody else's (DESIGN 7, ADR 0005)."""

import pytest

from tests import fridays
from tests.fridays import AFTER, FIVE, TEN, WEEK, moment
from tests.people import YANHU, YONGJI, city_clerk, clerk, head, person
from tests.stories import a_community, a_problem
from tingban.actions.weekly import drafting, months, opening
from tingban.reads.weekly import boards, editions, reports
from tingban.reads.weekly.periods import planned_month_ends
from tingban.rules.actors import Role
from tingban.rules.errors import NotFound
from tingban.rules.weekly.steps import Act, State
from tingban.rules.weekly.weeks import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _week(db) -> None:
    a_problem(a_community())
    fridays.open_week()


def test_the_board_costs_the_same_for_one_unit_and_for_fourteen(django_assert_num_queries):
    fridays.frozen(YANHU)
    county, office = clerk(), city_clerk()

    with django_assert_num_queries(5):
        boards.board(actor=county, week_code=WEEK, at=FIVE)
    with django_assert_num_queries(7):
        boards.board(actor=office, week_code=WEEK, at=FIVE)


def test_a_report_costs_a_bounded_number_of_statements(django_assert_max_num_queries):
    fridays.sent()
    fridays.send_back()
    fridays.sent()
    fridays.send_back()
    actor = clerk()

    with django_assert_max_num_queries(45):
        reports.report(actor=actor, number=fridays.number_of(), at=TEN)


def test_the_list_of_weeks_is_one_statement(django_assert_num_queries):
    fridays.accepted()
    fridays.all_stood_in()
    months.take_month_end(month=planned_month_ends()[0], at=TEN)

    office = city_clerk()

    with django_assert_num_queries(1):
        (week,) = boards.week_entries(actor=office)

    assert (week.units, week.ready, week.submitted, week.late, week.stood_in) == (14, 14, 1, 0, 13)
    (month,) = boards.week_entries(actor=city_clerk(), kind=Kind.MONTH)
    assert (month.week.code, month.ready) == ("2024-M05", 14)


def test_a_county_counts_its_own_in_the_list_of_weeks():
    fridays.accepted(YONGJI)

    (week,) = boards.week_entries(actor=clerk(YANHU))

    assert (week.units, week.ready) == (1, 0)


def test_a_county_sees_one_row_and_no_total():
    fridays.frozen(YANHU)

    board = boards.board(actor=clerk(), week_code=WEEK, at=FIVE)

    assert [unit.area_code for unit in board.units] == [YANHU]
    assert (board.city_version, dict(board.city_values)) == (None, {})
    assert board.offers == ()


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ])
def test_readers_above_see_all_and_are_offered_nothing(role):
    fridays.frozen(YANHU)

    board = boards.board(actor=person(role), week_code=WEEK, at=FIVE)

    assert len(board.units) == 14
    assert board.offers == ()
    assert not any(unit.offers for unit in board.units)


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
def test_administrators_see_no_report(role):
    with pytest.raises(NotFound):
        reports.report(actor=person(role), number=fridays.number_of(), at=TEN)

    assert boards.board(actor=person(role), week_code=WEEK, at=TEN).units == ()


def test_the_way_so_far_names_who_and_when():
    fridays.sent()

    steps = fridays.page().steps

    assert [step.act for step in steps] == [
        Act.OPEN,
        Act.EDIT,
        Act.CHECK,
        Act.SIGN,
        Act.SUBMIT,
    ]
    assert (steps[0].who, steps[0].unit) == ("系统", "")
    assert (steps[3].who, steps[3].unit) == (head().name, "盐湖区")


def test_a_units_history_tells_each_week_and_month():
    fridays.sent()
    months.take_month_end(month=planned_month_ends()[0], at=TEN)

    past = boards.unit_history(actor=clerk(), area_code=YANHU, at=TEN)

    assert [entry.week.code for entry in past] == [WEEK, "2024-M05"]
    assert past[0].unit.values["A01"] == 1
    assert boards.unit_history(actor=clerk(YONGJI), area_code=YANHU, at=TEN) == ()


def test_what_stood_for_the_unit_the_week_before_stands_beside():
    fridays.frozen(YANHU)
    opening.open_due_weeks(at=moment(27))

    board = boards.board(actor=city_clerk(), week_code="2024-W05", at=moment(27))

    told = {unit.area_code: unit.last_values.get("A01") for unit in board.units}
    assert (told[YANHU], told[YONGJI]) == (1, 0)


def test_a_head_sees_the_freezing_closed_and_why():
    fridays.accepted(YANHU)

    offers = boards.board(actor=fridays.city_head(), week_code=WEEK, at=AFTER).offers

    assert [(offer.act, offer.is_open) for offer in offers] == [(Act.FREEZE, False)]
    assert "还有 13 个单位没有接收" in offers[0].reason


def test_given_values_are_marked_on_the_board():
    a_community("东城花园")
    statement = drafting.OverrideStatement("A01", 1, 2, "漏登一个小区")
    drafting.override_value(**fridays.key(), statement=statement, actor=head(), at=TEN)
    fridays.sent()

    board = boards.board(actor=city_clerk(), week_code=WEEK, at=TEN)

    unit = next(unit for unit in board.units if unit.area_code == YANHU)
    assert unit.overridden == {"A01"}
    assert unit.values["A01"] == 2


def test_an_edition_is_not_there_before_anything_was_sent():
    with pytest.raises(NotFound):
        editions.edition(actor=clerk(), number=fridays.number_of())
    assert fridays.the().state == State.OPEN
