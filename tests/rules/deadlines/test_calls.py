"""Near, late, the leader, the city: each at its moment, to the second (DESIGN 3.7)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.calls import Near
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR
from tingban.rules.law import Calendar

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# A five-day limit that ends on Friday 14 June, 24:00.
@pytest.mark.parametrize(
    ("now", "calls"),
    [
        ("2024-06-12T23:59:59", []),
        ("2024-06-13T00:00:00", ["remind"]),
        ("2024-06-14T23:59:59", ["remind"]),
        ("2024-06-15T00:00:00", ["overdue"]),
        ("2024-06-17T23:59:59", ["overdue"]),
        ("2024-06-18T00:00:00", ["overdue", "leader"]),
        ("2024-06-19T23:59:59", ["overdue", "leader"]),
        ("2024-06-20T00:00:00", ["overdue", "leader", "city"]),
        ("2024-07-14T23:59:59", ["overdue", "leader", "city"]),
        ("2024-07-15T00:00:00", []),
    ],
)
def test_each_call_at_its_moment(now, calls):
    near = Near(LIMIT_BY_KEY["DL-07"], at("2024-06-15T00:00"))

    assert list(near.calls(at(now), CALENDAR)) == calls


@pytest.mark.parametrize(
    ("key", "late_from", "first"),
    [
        ("DL-08", "2024-08-03T00:00", "2024-07-21T00:00"),
        ("DL-02", "2024-06-19T00:00", "2024-06-15T00:00"),
        ("DL-04", "2024-10-09T00:00", "2024-09-30T00:00"),
        ("DL-04/urgent", "2024-06-03T11:00", "2024-06-03T10:12"),
    ],
)
def test_a_long_limit_is_near_a_fifth_ahead_and_a_short_one_a_working_day(key, late_from, first):
    near = Near(LIMIT_BY_KEY[key], at(late_from))
    before = at(first).timestamp() - 1

    assert near.calls(at(first), CALENDAR) == ("remind",)
    assert near.calls(datetime.fromtimestamp(before, ZONE), CALENDAR) == ()


def test_where_the_next_year_is_not_published_only_what_is_sure_is_told():
    near = Near(LIMIT_BY_KEY["DL-07"], at("2024-12-28T00:00"))
    known = Calendar.of([2024], [])

    assert near.calls(at("2024-12-31T23:00"), known) == ("overdue", "leader")
    assert near.calls(at("2025-01-02T00:00"), known) == ("overdue", "leader")
