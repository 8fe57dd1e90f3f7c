"""How long a company's link holds, and what counts as its second piece."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tingban.rules.rectification.company_links import (
    LinkStanding,
    closed_because,
    fits_tail,
    link_until,
)

GIVEN = date(2024, 6, 6)
OPEN = LinkStanding(link_until(GIVEN), False, False, True)
CODE = "91140802MA0K1A2B3C"


def test_it_holds_for_180_days_the_last_one_too():
    last = GIVEN + timedelta(days=180)

    assert closed_because(OPEN, today=last) == ""
    assert "过期" in closed_because(OPEN, today=last + timedelta(days=1))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"is_revoked": True}, "作废"),
        ({"is_withdrawn": True}, "撤回"),
        ({"has_open_problem": False}, "都已办结"),
    ],
)
def test_it_ends_with_its_matter(told, words):
    assert words in closed_because(replace(OPEN, **told), today=GIVEN)


@pytest.mark.parametrize("typed", ["2B3C", "2b3c", " 2b3c ", "２Ｂ３Ｃ"])
def test_the_last_four_signs_fit_however_they_are_typed(typed):
    assert fits_tail(CODE, typed)


@pytest.mark.parametrize("typed", ["", "B3C", "A2B3C", "0000", CODE])
def test_nothing_shorter_longer_or_else_fits(typed):
    assert not fits_tail(CODE, typed)


def test_a_company_without_a_code_is_fitted_by_nothing():
    assert not fits_tail("", "")
    assert not fits_tail("2B3C", "2B3C")
