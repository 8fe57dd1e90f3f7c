"""Lines of a time line: which was recorded late, and which come first."""

from datetime import date, datetime

import pytest

from tests.people import ZONE
from tingban.reads.overview.lines import Line, together


def line(on: date, recorded_at: datetime) -> Line:
    return Line(on=on, recorded_at=recorded_at, what="排查")


# 2024-06-13 is a Thursday; its week is frozen on Friday the 14th at 17:00.
@pytest.mark.parametrize(
    ("on", "recorded_at", "late"),
    [
        (date(2024, 6, 13), datetime(2024, 6, 13, 18, tzinfo=ZONE), False),
        (date(2024, 6, 13), datetime(2024, 6, 14, 17, tzinfo=ZONE), False),
        (date(2024, 6, 13), datetime(2024, 6, 14, 17, 1, tzinfo=ZONE), True),
        (date(2024, 6, 14), datetime(2024, 6, 21, 17, tzinfo=ZONE), False),
        (date(2024, 6, 14), datetime(2024, 6, 21, 18, tzinfo=ZONE), True),
    ],
)
def test_late_is_what_was_recorded_after_its_friday(on, recorded_at, late):
    assert line(on, recorded_at).is_late is late


def test_the_newest_come_first_and_the_rest_is_told():
    at = datetime(2024, 6, 13, 18, tzinfo=ZONE)
    first, second, third = (line(date(2024, 6, day), at) for day in (1, 2, 3))

    found = together([[first, third], [second]], limit=2)

    assert list(found.lines) == [third, second]
    assert found.has_more
