"""The company door on the Tuesday of the tests."""

from collections.abc import Iterator

import pytest

from tests.people import NOW
from tingban.kit import clock


@pytest.fixture
def at_now() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield
