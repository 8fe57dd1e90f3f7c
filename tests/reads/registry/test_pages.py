"""A page of a long list: its rows in order, and a count that ends where a list is long."""

import pytest
from tests.stories import a_community

from tingban.data.registry.models import Community
from tingban.kit.windows import Found, Window
from tingban.reads.audit import counts
from tingban.reads.registry import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Five communities, of which a list counts three."""
    monkeypatch.setattr(counts, "MOST", 3)
    return sorted(a_community(f"花园{place}").code for place in range(5))


def page(window: Window, *, below: str = "", is_narrowed: bool = False) -> Found[str]:
    rows = Community.objects.filter(code__lt=below) if below else Community.objects.all()
    keys = pages.page(rows, ["-code"], window, is_narrowed=is_narrowed)
    return keys.shown_as([one.code for one in pages.in_order(rows, keys.rows)])


def test_a_list_as_long_as_is_counted_is_counted(codes: list[str]) -> None:
    assert page(Window(limit=2), below=codes[3]) == Found([codes[2], codes[1]], 3, follows=True)


def test_a_longer_one_says_so(codes: list[str]) -> None:
    assert page(Window(limit=2)) == Found([codes[4], codes[3]], 3, is_more=True, follows=True)


def test_its_rows_go_on_beyond_what_was_counted(codes: list[str]) -> None:
    assert page(Window(offset=4, limit=2)) == Found([codes[0]], 3, is_more=True)


def test_what_is_searched_for_is_counted_whole(codes: list[str]) -> None:
    assert page(Window(limit=2), is_narrowed=True) == Found([codes[4], codes[3]], 5)
