"""Until when a case is to be accepted and closed (DL-02, DL-08)."""

from datetime import date, timedelta

import pytest

from tingban.rules.complaints.limits import case_due, last_late_start
from tingban.rules.law import Calendar

# 2024 with one rest day that moves a limit: 2024-06-25, a Tuesday, taken as a holiday.
CALENDAR = Calendar.of([2024], [(date(2024, 6, 25), False)])


def due(state: str, received: date | None, accepted: date | None) -> date | None:
    found = case_due(state, received_on=received, accepted_on=accepted, calendar=CALENDAR)
    return found.on if found else None


def test_it_is_accepted_within_fifteen_days_of_its_receipt():
    assert due("registered", date(2024, 6, 3), None) == date(2024, 6, 18)


def test_a_last_day_of_rest_moves_on():
    assert due("registered", date(2024, 6, 10), None) == date(2024, 6, 26)


def test_it_is_closed_within_sixty_days_of_its_acceptance():
    assert due("open", date(2024, 6, 3), date(2024, 6, 4)) == date(2024, 8, 5)


@pytest.mark.parametrize("state", ["closed", "duplicate", "transferred", "void"])
def test_what_does_not_run_has_no_limit(state):
    assert due(state, date(2024, 6, 3), date(2024, 6, 4)) is None


def test_without_a_day_to_count_from_there_is_none():
    assert due("registered", None, None) is None


def test_past_the_published_calendar_there_is_none():
    assert due("open", date(2024, 12, 20), date(2024, 12, 20)) is None


@pytest.mark.parametrize("offset", range(30))
def test_the_last_late_start_parts_late_from_in_time(offset):
    today = date(2024, 6, 14) + timedelta(days=offset)

    start = last_late_start(15, today=today, calendar=CALENDAR)

    last_in_time = start + timedelta(days=1)
    assert CALENDAR.roll(start + timedelta(days=15)) < today
    assert CALENDAR.roll(last_in_time + timedelta(days=15)) >= today
