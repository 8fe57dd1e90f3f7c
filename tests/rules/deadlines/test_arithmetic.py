from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules import deadlines
from tingban.rules.deadlines import Unit
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2024-06-03", 60, "2024-08-02"),
        ("2024-07-01", 60, "2024-08-30"),
        ("2024-08-05", 60, "2024-10-08"),
        ("2024-09-19", 15, "2024-10-08"),
        ("2024-07-05", 90, "2024-10-08"),
    ],
)
def test_natural_days_of_tv_d(start, days, end):  # TV-D
    due_on = deadlines.add_natural_days(date.fromisoformat(start), days, CALENDAR)

    assert due_on.isoformat() == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-04-04", 6, "2024-10-08"),
        ("2024-12-03", 1, "2025-01-03"),
    ],
)
def test_months_end_on_the_same_number_or_the_end_of_the_month(start, months, end):  # 民法典 202
    assert deadlines.add_months(date.fromisoformat(start), months, CALENDAR).isoformat() == end


def test_hours_run_through_the_night():
    start_at = datetime(2024, 9, 30, 20, 0, tzinfo=UTC)

    assert deadlines.add_hours(start_at, 24) == datetime(2024, 10, 1, 20, 0, tzinfo=UTC)


def test_one_door_for_every_unit():
    start_on = date(2024, 6, 3)

    assert deadlines.add(start_on, 5, Unit.WORKING_DAYS, CALENDAR) == date(2024, 6, 11)
    assert deadlines.add(start_on, 7, Unit.NATURAL_DAYS, CALENDAR) == date(2024, 6, 11)
    assert deadlines.add(start_on, 6, Unit.MONTHS, CALENDAR) == date(2024, 12, 3)
    assert deadlines.add(start_on, 2, Unit.YEARS, CALENDAR) == date(2026, 6, 3)


def test_hours_have_no_last_day():
    with pytest.raises(ValueError, match="add_hours"):
        deadlines.add(date(2024, 6, 3), 24, Unit.HOURS, CALENDAR)


def test_notices_ahead_of_an_event():  # DL-16, DL-20
    assert deadlines.latest_before(date(2024, 6, 30), 15) == date(2024, 6, 15)
    assert deadlines.latest_working_day_before(date(2024, 10, 9), 2, CALENDAR) == date(2024, 9, 30)


@given(DAYS, st.integers(min_value=0, max_value=90))
def test_natural_days_never_end_early_nor_on_a_rest_day(start_on, days):
    due_on = deadlines.add_natural_days(start_on, days, CALENDAR)

    assert (due_on - start_on).days >= days
    assert CALENDAR.is_workday(due_on)


@given(DAYS, st.integers(min_value=0, max_value=24), st.integers(min_value=0, max_value=24))
def test_a_longer_term_never_ends_earlier(start_on, one, other):
    short, long = sorted((one, other))

    assert deadlines.add(start_on, short, Unit.WORKING_DAYS, CALENDAR) <= deadlines.add(
        start_on, long, Unit.WORKING_DAYS, CALENDAR
    )
