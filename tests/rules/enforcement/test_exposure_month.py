"""每月曝光一批, to the second (DL-31)."""

from datetime import date, datetime, timedelta

import pytest

from tests.people import ZONE
from tingban.rules.enforcement.exposure_month import Month, MonthCall, due_now

REMIND, OVERDUE = MonthCall.REMIND, MonthCall.OVERDUE
JUNE, JULY, OCTOBER = (Month(date(2024, month, 1)) for month in (6, 7, 10))


def at(*parts: int) -> datetime:
    return datetime(2024, *parts, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (at(6, 14, 23, 59, 59), []),
        (at(6, 15), [(JUNE, REMIND)]),
        (at(6, 30, 23, 59, 59), [(JUNE, REMIND)]),
        (at(7, 1), [(JUNE, OVERDUE)]),
        (at(7, 15), [(JUNE, OVERDUE), (JULY, REMIND)]),
        (at(7, 30, 23, 59, 59), [(JUNE, OVERDUE), (JULY, REMIND)]),
        (at(7, 31), [(JULY, REMIND)]),
        # Before the first whole month of 专项整治, and after the last one.
        (at(5, 31), []),
        (at(6, 1), []),
        (at(10, 31, 23, 59, 59), [(OCTOBER, REMIND)]),
        (at(11, 1), [(OCTOBER, OVERDUE)]),
        (at(12, 1), []),
        (at(12, 20), []),
    ],
)
def test_what_is_due_at_which_second(moment, due):
    assert list(due_now(moment)) == due


def test_the_month_ends_with_its_last_day_in_shanghai():
    assert JUNE.late_from - timedelta(seconds=1) == at(6, 30, 23, 59, 59)
    assert Month(date(2024, 2, 1)).last == date(2024, 2, 29)
