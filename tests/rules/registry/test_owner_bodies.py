"""Terms of owner bodies (DOMAIN 5.4)."""

from datetime import date

import pytest

from tingban.rules.errors import Refused
from tingban.rules.registry.owner_bodies import TermState, check_body_term, term_state

TODAY = date(2024, 6, 18)


@pytest.mark.parametrize(
    ("ends_on", "state"),
    [
        (None, TermState.IN_TERM),
        (date(2024, 9, 17), TermState.IN_TERM),
        (date(2024, 9, 16), TermState.IN_TERM),
        (date(2024, 9, 15), TermState.ENDING),
        (date(2024, 6, 18), TermState.ENDING),
        (date(2024, 6, 17), TermState.OVER),
    ],
)
def test_an_election_is_called_for_in_the_last_ninety_days(ends_on, state):
    assert term_state(ends_on, TODAY) is state


def test_a_term_ends_after_it_began():
    check_body_term(date(2024, 1, 1), None)
    with pytest.raises(Refused, match="早于任期开始"):
        check_body_term(date(2024, 1, 1), date(2023, 1, 1))
