from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.deadlines import ALERT_LABELS, Alert, alert_level
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR

START = date(2024, 6, 3)


@pytest.mark.parametrize(
    ("today", "alert"),
    [
        ("2024-06-03", Alert.GREEN),
        ("2024-07-08", Alert.GREEN),
        ("2024-07-09", Alert.YELLOW),
        ("2024-07-20", Alert.YELLOW),
        ("2024-07-21", Alert.ORANGE),
        ("2024-08-02", Alert.ORANGE),
        ("2024-08-03", Alert.RED),
    ],
)
def test_sixty_days_turn_at_forty_and_twenty_percent(today, alert):  # DOMAIN 4.2
    level = alert_level(
        started_on=START,
        due_on=date(2024, 8, 2),
        today=date.fromisoformat(today),
        calendar=CALENDAR,
    )

    assert level is alert


def test_one_working_day_left_is_orange_however_much_that_is():
    level = alert_level(
        started_on=date(2024, 9, 30),
        due_on=date(2024, 10, 8),
        today=date(2024, 10, 1),
        calendar=CALENDAR,
    )

    assert level is Alert.ORANGE


def test_every_colour_has_its_words():
    assert set(ALERT_LABELS) == set(Alert)


@given(st.integers(min_value=0, max_value=120), st.integers(min_value=0, max_value=200))
def test_alerts_only_ever_get_worse(length, passed):
    order = [Alert.GREEN, Alert.YELLOW, Alert.ORANGE, Alert.RED]

    levels = [
        alert_level(
            started_on=START,
            due_on=START + timedelta(days=length),
            today=START + timedelta(days=passed + step),
            calendar=CALENDAR,
        )
        for step in (0, 1)
    ]

    assert order.index(levels[0]) <= order.index(levels[1])
