"""What was learned only after the Friday that should have counted it (DOMAIN 2.3)."""

from datetime import date, datetime

import pytest

from tingban.rules.weekly.lateness import is_late_recorded
from tingban.rules.weekly.weeks import SHANGHAI


@pytest.mark.parametrize(
    ("so_on", "recorded", "is_late"),
    [
        (date(2024, 6, 13), (14, 16, 59), False),
        (date(2024, 6, 13), (14, 17, 0), False),
        (date(2024, 6, 13), (14, 17, 1), True),
        # What happens on a Friday counts a week later: the cut-off is its first minute.
        (date(2024, 6, 14), (21, 12, 0), False),
        (date(2024, 6, 14), (21, 17, 1), True),
        (date(2024, 6, 15), (21, 9, 0), False),
    ],
)
def test_late_is_what_the_freezing_of_its_week_did_not_see(so_on, recorded, is_late):
    day, hour, minute = recorded
    at = datetime(2024, 6, day, hour, minute, tzinfo=SHANGHAI)

    assert is_late_recorded(so_on, at) is is_late
