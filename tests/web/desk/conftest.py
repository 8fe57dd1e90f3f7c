"""Desk pages are seen at the moment in which the stories of the tests stand."""

from collections.abc import Iterator

import pytest

from tests.people import NOW, YANHU
from tests.votes import VOTING
from tests.web.visitors import Browser, browser_of
from tingban.kit import clock
from tingban.rules.actors import Role


@pytest.fixture
def at_now():
    """The clock stands at the moment of the tests."""
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def at_voting() -> Iterator[None]:
    """The clock stands while the owners vote."""
    with clock.standing_at(VOTING):
        yield


@pytest.fixture
def clerk() -> Browser:
    """The county's clerk at a desk."""
    return browser_of(Role.C_OP, YANHU)
