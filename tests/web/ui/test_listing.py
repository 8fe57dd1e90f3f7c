"""Lists: which rows a page names, and what it says of those that nobody counted."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from tingban.kit.windows import Found
from tingban.web.ui.listing import Listing, Query

SIZE = 50


def listing(page: int, *, shown: int, total: int, **told: bool) -> Listing:
    query = Query("-received", page, SIZE, QueryDict("q=电梯"))
    return Listing(query, (), Found(list(range(shown)), total, **told))


def pager(table: Listing) -> str:
    return render_to_string("ui/components/pager.html", {"listing": table})


def numbers(table: Listing) -> list[int]:
    return [number for number, _ in table.steps]


def test_a_counted_list_leads_to_its_last_page() -> None:
    table = listing(3, shown=50, total=1234)
    assert (table.first, table.last, table.pages) == (101, 150, 25)
    assert numbers(table) == [1, 2, 3, 4, 5, 0, 25]


def test_the_last_page_of_a_counted_list_leads_nowhere() -> None:
    table = listing(25, shown=34, total=1234)
    assert (table.first, table.last, table.after) == (1201, 1234, "")


def test_beyond_what_was_counted_the_next_page_is_offered_where_rows_follow() -> None:
    table = listing(400, shown=50, total=10_000, is_more=True, follows=True)
    assert (table.first, table.last) == (19_951, 20_000)
    assert "page=401" in table.after
    assert numbers(table) == [1, 0, 398, 399, 400, 401]


@pytest.mark.parametrize("shown", [12, 50])
def test_beyond_what_was_counted_the_page_that_none_follow_is_the_last(shown: int) -> None:
    table = listing(401, shown=shown, total=10_000, is_more=True)
    assert (table.last, table.after) == (20_000 + shown, "")


@pytest.mark.parametrize("is_more", [False, True])
def test_a_page_without_rows_names_none(is_more: bool) -> None:
    shown = pager(listing(9999, shown=0, total=10_000, is_more=is_more))
    assert "第 " not in shown.partition("上一页")[0]


@pytest.mark.parametrize(("is_more", "words"), [(False, "共 10,000 条"), (True, "超过 10,000 条")])
def test_the_pager_says_whether_all_were_counted(is_more: bool, words: str) -> None:
    table = listing(1, shown=50, total=10_000, is_more=is_more)
    assert words in pager(table)
