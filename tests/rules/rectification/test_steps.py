from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.rectification import (
    STATE_LABELS,
    Life,
    OrderStep,
    OrderStepKind,
    ProblemState,
    ProblemStep,
    ProblemStepKind,
    is_confirmed_at,
    life_of,
    order_stands_at,
    state_at,
)

JUNE = [date(2024, 6, day) for day in range(1, 31)]
LIFE = Life(JUNE[2], JUNE[9], JUNE[14], JUNE[19], JUNE[24])


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (JUNE[2], ProblemState.NONE),
        (JUNE[3], ProblemState.OPEN),
        (JUNE[9], ProblemState.OPEN),
        (JUNE[10], ProblemState.COMPLETE),
        (JUNE[15], ProblemState.OPEN),
        (JUNE[20], ProblemState.COMPLETE),
        (JUNE[25], ProblemState.ANNULLED),
    ],
)
def test_the_facts_of_the_day_itself_do_not_count(as_of, state):  # DOMAIN 2.3
    assert state_at(LIFE.steps(), as_of) is state


def test_put_right_on_the_spot_is_complete_the_next_day():  # T-P04
    assert state_at(Life(JUNE[0], JUNE[0]).steps(), JUNE[1]) is ProblemState.COMPLETE


def test_completed_and_reopened_on_one_day_is_open():
    assert state_at(Life(JUNE[0], JUNE[4], JUNE[4]).steps(), JUNE[5]) is ProblemState.OPEN


def test_an_annulled_problem_counts_nowhere():
    assert is_confirmed_at(LIFE.steps(), JUNE[20])
    assert not is_confirmed_at(LIFE.steps(), JUNE[25])


def test_an_order_counts_until_the_day_before_it_is_withdrawn():  # INTERCHANGE 2
    steps = (OrderStep(OrderStepKind.SERVE, JUNE[2]), OrderStep(OrderStepKind.WITHDRAW, JUNE[6]))

    assert not order_stands_at(steps, JUNE[2])
    assert order_stands_at(steps, JUNE[6])
    assert not order_stands_at(steps, JUNE[7])


def test_a_life_in_its_order_has_no_fault():
    assert LIFE.faults() == ()


def test_every_date_out_of_order_is_told_at_once():
    life = Life(JUNE[9], completed_on=JUNE[2], completed_again_on=JUNE[20], annulled_on=JUNE[1])

    assert life.faults() == (
        ("完成日期", "完成日期不应早于确认日期（2024年6月10日）"),
        ("再次完成日期", "有再次完成日期就应有重开日期"),
        ("撤销日期", "撤销日期不应早于确认日期（2024年6月10日）"),
    )


def test_of_many_turns_the_row_keeps_the_first_and_the_last():
    kinds = ["confirm", "complete", "reopen", "complete", "reopen", "complete"]
    steps = [ProblemStep(ProblemStepKind(kind), JUNE[day]) for day, kind in enumerate(kinds)]

    assert life_of(steps) == Life(JUNE[0], JUNE[1], JUNE[4], JUNE[5])
    assert life_of(steps[:5]) == Life(JUNE[0], JUNE[1], JUNE[4])
    assert life_of(steps[1:]) is None


def test_every_state_has_its_word():
    assert set(STATE_LABELS) == set(ProblemState)


@st.composite
def lives(draw):
    days = sorted(draw(st.lists(st.sampled_from(JUNE), min_size=5, max_size=5)))
    turns = draw(st.integers(1, 4))
    annulled_on = draw(st.none() | st.just(days[4]))
    return Life(*[*days[:turns], *[None] * (4 - turns)], annulled_on=annulled_on)


@given(lives())
def test_a_row_becomes_steps_and_the_same_row_again(life):
    assert life_of(life.steps()) == life
    assert life.faults() == ()


@given(lives(), st.randoms())
def test_the_order_in_which_steps_are_told_changes_nothing(life, random):
    steps = list(life.steps())
    random.shuffle(steps)

    for as_of in JUNE:
        assert state_at(steps, as_of) is state_at(life.steps(), as_of)


@given(lives())
def test_once_annulled_it_never_counts_again(life):
    states = [state_at(life.steps(), day + timedelta(days=1)) for day in JUNE]

    if ProblemState.ANNULLED in states:
        assert set(states[states.index(ProblemState.ANNULLED) :]) == {ProblemState.ANNULLED}
