from datetime import date

import pytest

from tingban.rules import rectification
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR
from tingban.rules.rectification import (
    ORDER_STEP_LABELS,
    PROBLEM_SOURCES,
    PROBLEM_STEP_LABELS,
    SOURCE_LABELS,
    Category,
    ProblemSource,
)

CAMPAIGN_END = date(2024, 10, 31)


@pytest.mark.parametrize(
    ("category", "due"),
    [
        (Category.CAT_1, "2024-06-18"),
        (Category.CAT_2, "2024-06-11"),
        (Category.CAT_3, "2024-06-06"),
        (Category.CAT_4, "2024-06-18"),
        (Category.CAT_5, "2024-06-18"),
        (Category.CAT_6, "2024-06-11"),
        (Category.CAT_7, "2024-07-03"),
        (Category.CAT_9, "2024-06-18"),
    ],
)
def test_default_limits_of_dl_12(category, due):  # DL-12
    due_on = rectification.default_due_on(category, date(2024, 6, 3), CALENDAR)

    assert due_on.isoformat() == due


def test_no_default_limit_runs_past_the_campaign():
    late = date(2024, 10, 25)

    due_on = rectification.default_due_on(Category.CAT_7, late, CALENDAR, cap_on=CAMPAIGN_END)

    assert due_on == CAMPAIGN_END


def test_a_problem_found_after_the_campaign_is_due_at_once():
    late = date(2024, 11, 4)

    due_on = rectification.default_due_on(Category.CAT_7, late, CALENDAR, cap_on=CAMPAIGN_END)

    assert due_on == late


def test_the_number_of_a_problem():  # DOMAIN 6.4
    number = rectification.problem_number("140802", 2024, 123)

    assert number == "WT-140802-2024-000123"
    assert rectification.is_problem_number(number)
    assert not rectification.is_problem_number("盐湖-1")


@pytest.mark.parametrize("source", ProblemSource)
def test_sources_are_found_by_their_label(source):
    assert PROBLEM_SOURCES.find(SOURCE_LABELS[source]) is source


def test_every_step_has_a_label():
    for labels in (PROBLEM_STEP_LABELS, ORDER_STEP_LABELS):
        assert set(labels) == set(type(next(iter(labels))))
