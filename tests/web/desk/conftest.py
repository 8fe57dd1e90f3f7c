"""Desk pages are seen at the moment in which the stories of the tests stand."""

import pytest

from tests.people import NOW
from tingban.kit import clock


@pytest.fixture
def at_now():
    """The clock stands at the moment of the tests."""
    with clock.standing_at(NOW):
        yield
