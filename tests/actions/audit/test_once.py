"""A form that is sent twice makes one thing; the mark is its sender's own (`locking.once`)."""

from datetime import timedelta
from itertools import count

import pytest

from tests.people import NOW, YONGJI, clerk
from tingban.actions.audit import locking, log

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """Sends a form with a mark; tells which thing came of it."""
    serial = count(1)

    def send(mark, *, actor=None, at=NOW):
        actor = actor or clerk()

        def write() -> str:
            name = str(next(serial))
            log.record(
                actor=actor, at=at, act="test.made", subject=f"thing:{name}",
                change=(None, {"form": mark}),
            )  # fmt: skip
            return name

        return locking.once(mark, act="test.made", actor=actor, at=at, write=write)

    return send


def test_the_same_form_twice_is_one_thing(made):
    assert [made("mark"), made("mark", at=NOW + timedelta(seconds=3))] == ["1", "1"]


def test_two_forms_are_two_things(made):
    assert [made("mark"), made("other")] == ["1", "2"]


def test_another_clerk_with_the_same_mark_learns_nothing_of_the_first(made):
    assert [made("mark"), made("mark", actor=clerk(YONGJI))] == ["1", "2"]


def test_after_its_window_a_mark_is_forgotten(made):
    assert [made("mark"), made("mark", at=NOW + locking.REPEAT_WINDOW * 2)] == ["1", "2"]


def test_without_a_mark_every_form_counts(made):
    assert [made(""), made("")] == ["1", "2"]
