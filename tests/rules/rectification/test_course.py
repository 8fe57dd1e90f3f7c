"""The course of a proceeding, and how somebody stands to it (ADR 0028)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.audit.machine import Side
from tingban.rules.rectification.course import Course, Done, Standpoint, lies_in

AT = datetime(2024, 6, 18, 9, tzinfo=UTC)
USCC = "911408020000000001"
HERE = Standpoint("140802", USCC, "1408020010023")


def done(act: str, on: date, by: int | None = 1, **told: object) -> Done:
    return Done(act, "a", "b", on, AT, by, "某人", "C-OP", told)


COURSE = Course(
    today=date(2024, 6, 18),
    moves=(
        done("tell", date(2024, 6, 3), fine=100, served_on="2024-06-03"),
        done("tell", date(2024, 6, 5), by=2, fine=200),
        done("hear", date(2024, 6, 6), by=None, items=["甲"]),
    ),
)


def test_the_newest_answer_counts_and_an_older_one_stays_where_none_was_given_anew():
    assert (COURSE.number("fine"), COURSE.day("served_on")) == (200, date(2024, 6, 3))


def test_the_answer_of_the_step_itself_comes_first_even_if_it_is_nothing():
    assert replace(COURSE, told={"fine": None}).number("fine") == 0


def test_what_nobody_said_is_empty():
    assert (COURSE.text("x"), COURSE.number("x"), COURSE.items("x"), COURSE.day("x")) == (
        "", 0, (), None,
    )  # fmt: skip


def test_steps_are_found_by_their_act():
    assert (COURSE.day_of("tell"), COURSE.count("tell"), COURSE.day_of("x")) == (
        date(2024, 6, 5), 2, None,
    )  # fmt: skip
    assert COURSE.people("tell", "hear") == {1, 2}


def somebody(role: Role, unit: str = "zj", area: str = "140802") -> Actor:
    return Actor(1, "某人", role, unit, "某局", area)


@pytest.mark.parametrize(
    ("actor", "sides"),
    [
        (somebody(Role.C_OP), {Side.KEEPER}),
        (somebody(Role.C_OP, area="140881"), set()),
        (somebody(Role.M_LAW, area=CITY), {Side.KEEPER, Side.CITY}),
        (somebody(Role.CO, USCC), {Side.OWN}),
        (somebody(Role.CO, "911408020000000002"), set()),
        (somebody(Role.STR, "jd-140802001"), {Side.STREET}),
        (somebody(Role.STR, "jd-140802002"), set()),
        (somebody(Role.OWN, "1408020010023"), {Side.OWNERS}),
        (somebody(Role.OWN, "1408020010024"), set()),
        (SYSTEM, {Side.CLOCK}),
    ],
)
def test_each_stands_where_the_rule_puts_them(actor, sides):
    assert HERE.sides(actor) == sides


@pytest.mark.parametrize("role", [Role.CO, Role.OWN, Role.STR])
def test_a_proceeding_without_company_or_place_belongs_to_nobody_outside(role):
    assert Standpoint("140802").sides(somebody(role, "")) == set()


@pytest.mark.parametrize("unit", ["140802", "jd-140802", "", "jd-14080200100"])
def test_a_unit_that_bears_no_township_has_no_area(unit):
    assert not lies_in("1408020010023", unit)
