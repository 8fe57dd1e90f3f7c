"""Names are kept through the year of 解释 12 and the time of a suit, and as long as the exit."""

from datetime import date

import pytest

from tingban.rules.exits.retention import names_until


@pytest.mark.parametrize(
    ("ended_on", "known_on", "last"),
    [
        # The year from the posting ends after the exit did.
        (date(2024, 10, 17), date(2024, 8, 15), date(2026, 8, 15)),
        # The exit lasted longer, before the court.
        (date(2026, 3, 2), date(2024, 8, 15), date(2027, 3, 2)),
        # Nothing was counted.
        (date(2024, 10, 17), None, date(2025, 10, 17)),
        # A leap day has no counterpart.
        (date(2024, 2, 29), None, date(2025, 2, 28)),
        (None, date(2024, 8, 15), None),
        (None, None, None),
    ],
)
def test_the_last_day_is_the_later_of_both_and_a_year_for_the_court(ended_on, known_on, last):
    assert names_until(ended_on=ended_on, known_on=known_on) == last
