import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared
from tingban.rules.errors import NotPublished
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR
from tingban.rules.law import STATUTORY_DAYS, Calendar

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 8, 1))


def test_the_statutory_days_are_those_of_the_notices():
    with shared("cn_statutory_days_2024_2027.csv").open(encoding="utf-8") as lines:
        told = {
            (date.fromisoformat(row["date"]), row["is_off_day"] == "0")
            for row in csv.DictReader(lines)
        }

    assert {(day.on, day.is_workday) for day in STATUTORY_DAYS} == told


def test_every_statutory_day_names_its_source():
    assert all(str(day.on.year) in day.source for day in STATUTORY_DAYS)


def test_a_make_up_saturday_works_and_a_plain_one_rests():
    assert CALENDAR.is_workday(date(2024, 9, 14))
    assert not CALENDAR.is_workday(date(2024, 9, 21))
    assert not CALENDAR.is_workday(date(2024, 10, 4))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2024-05-24", 5, "2024-05-31"),
        ("2024-06-07", 5, "2024-06-17"),
        ("2024-09-13", 3, "2024-09-19"),
        ("2024-09-29", 5, "2024-10-11"),
        ("2024-09-30", 5, "2024-10-12"),
        ("2024-09-27", 7, "2024-10-12"),
    ],
)
def test_working_days_of_tv_d(start, count, end):  # TV-D
    assert CALENDAR.add_workdays(date.fromisoformat(start), count).isoformat() == end


def test_rest_days_roll_forward_or_back():  # AMB-15
    assert CALENDAR.roll(date(2024, 10, 4)) == date(2024, 10, 8)
    assert CALENDAR.roll_back(date(2024, 10, 4)) == date(2024, 9, 30)
    assert CALENDAR.roll(date(2024, 10, 8)) == date(2024, 10, 8)


def test_beyond_the_last_loaded_year_the_answer_is_refused():
    with pytest.raises(NotPublished, match="2027 年的放假安排尚未录入"):
        CALENDAR.add_workdays(date(2026, 12, 30), 5)
    with pytest.raises(NotPublished):
        CALENDAR.is_workday(date(2023, 12, 29))


def test_a_negative_number_of_days_is_a_bug():
    with pytest.raises(ValueError, match="never negative"):
        CALENDAR.add_workdays(date(2024, 6, 3), -1)
    with pytest.raises(ValueError, match="never negative"):
        CALENDAR.subtract_workdays(date(2024, 6, 3), -1)


def test_a_calendar_is_built_from_its_rows():
    calendar = Calendar.of([2030], [(date(2030, 1, 1), False), (date(2030, 1, 5), True)])

    assert not calendar.is_workday(date(2030, 1, 1))
    assert calendar.is_workday(date(2030, 1, 5))
    assert calendar.is_workday(date(2030, 1, 2))


def brute_force(start: date, count: int) -> date:
    """Walk through every day and count those that work."""
    worked = [start + timedelta(days=step) for step in range(1, 3 * count + 30)]
    return [day for day in worked if CALENDAR.is_workday(day)][count - 1]


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_adding_working_days_is_the_walk_through_all_days(start, count):
    assert CALENDAR.add_workdays(start, count) == brute_force(start, count)


@given(DAYS, st.integers(min_value=0, max_value=40))
def test_adding_and_counting_agree(start, count):
    end = CALENDAR.add_workdays(start, count)

    assert CALENDAR.workdays_between(start, end) == count
    assert CALENDAR.workdays_between(end, start) == -count


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_subtracting_undoes_adding_from_a_working_day(start, count):
    start = CALENDAR.roll(start)

    assert CALENDAR.subtract_workdays(CALENDAR.add_workdays(start, count), count) == start


@given(DAYS)
def test_rolling_ends_on_the_first_working_day(day):
    rolled = CALENDAR.roll(day)

    assert CALENDAR.is_workday(rolled)
    assert not any(
        CALENDAR.is_workday(day + timedelta(days=step)) for step in range((rolled - day).days)
    )
