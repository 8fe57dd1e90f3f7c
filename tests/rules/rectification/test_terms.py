from datetime import date

import pytest

from tingban.rules import rectification
from tingban.rules.errors import NotNow, Refused
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR
from tingban.rules.rectification import (
    ORDER_STEP_LABELS,
    PROBLEM_SOURCES,
    PROBLEM_STEP_LABELS,
    SOURCE_LABELS,
    Category,
    ProblemSource,
)
from tingban.rules.rectification.terms import (
    check_new_term,
    check_ordered_term,
    check_served_term,
    check_service_in_term,
    late_by_lapse,
    late_service,
    out_of_bounds,
    rest_day,
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


@pytest.mark.parametrize(
    ("found_on", "due_on"),
    [("2024-10-31", "2024-10-31"), ("2024-11-01", "2024-12-02"), ("2024-11-04", "2024-12-04")],
)
def test_the_end_of_the_campaign_cuts_short_what_is_set_while_it_runs(found_on, due_on):  # DL-12
    found = rectification.default_due_on(
        Category.CAT_7, date.fromisoformat(found_on), CALENDAR, cap_on=CAMPAIGN_END
    )

    assert found.isoformat() == due_on


def test_a_term_may_fall_on_the_day_of_the_service_and_not_before():  # T-P05
    check_served_term(date(2024, 9, 20), date(2024, 9, 20))
    check_served_term(None, date(2024, 9, 20))

    with pytest.raises(Refused, match="整改期限（2024年9月19日）早于送达日期（2024年9月20日）"):
        check_served_term(date(2024, 9, 19), date(2024, 9, 20))


def test_a_signed_order_does_not_come_after_its_own_term():  # T-P06
    order, term = "盐建责改字〔2024〕1号", date(2024, 9, 20)
    check_service_in_term(order, term, term)
    check_service_in_term(order, None, term)

    with pytest.raises(NotNow, match="负责人撤回这份通知书，写明新的期限，重新签发、送达") as said:
        check_service_in_term(order, term, date(2024, 9, 21))

    assert said.value.rule == "T-P06"


def test_whoever_serves_is_told_before_that_the_term_has_run_out():  # T-P06
    term = date(2024, 9, 20)

    assert late_service(term, term) == late_service(None, term) == ""
    told = late_service(term, date(2024, 9, 21))
    assert "整改期限（2024年9月20日）已经过了" in told
    assert "或者以前送达的，照送达回证上的日期登记" in told
    assert "负责人撤回" in told
    assert late_by_lapse(term, term) == late_by_lapse(None, term) == ""
    assert "到 2024年9月21日期满才算送达" in late_by_lapse(term, date(2024, 9, 21))


def new_term(term: str, served_on: str) -> None:
    days = date.fromisoformat(term), date.fromisoformat(served_on)
    check_new_term(*days, ends_on=CAMPAIGN_END)


@pytest.mark.parametrize(
    ("term", "served_on"),
    [
        ("2024-10-31", "2024-10-31"),
        ("2025-11-03", "2024-11-02"),  # 366 days, after the campaign
        ("2024-10-13", "2024-10-08"),  # a Sunday: the paper says what it says
    ],
)
def test_a_term_told_on_paper_may_go_as_far_as_one_signed_here(term, served_on):
    days = date.fromisoformat(term), date.fromisoformat(served_on)

    new_term(term, served_on)

    assert out_of_bounds(*days, CAMPAIGN_END) == ""


@pytest.mark.parametrize(
    ("term", "served_on", "sentence"),
    [
        ("2042-06-20", "2024-06-07", "晚于专项行动结束的 2024年10月31日"),
        ("2024-11-01", "2024-10-31", "晚于专项行动结束的 2024年10月31日"),
        ("2042-11-20", "2024-11-07", "超过一年，请核对年份"),
        ("2025-11-04", "2024-11-02", "超过一年，请核对年份"),
    ],
)
def test_a_term_told_on_paper_goes_no_further_than_one_signed_here(term, served_on, sentence):
    with pytest.raises(Refused, match=sentence) as said:
        new_term(term, served_on)

    assert said.value.rule == "T-P05"


@pytest.mark.parametrize("wanted", [None, date(2024, 10, 5)])
def test_what_an_order_says_may_be_said_again(wanted):
    check_ordered_term("盐建责改字〔2024〕1号", date(2024, 10, 5), wanted)
    check_ordered_term("盐建责改字〔2024〕1号", None, date(2024, 10, 30))


@pytest.mark.parametrize("wanted", [date(2024, 10, 4), date(2024, 10, 30)])
def test_no_other_term_than_that_of_the_order(wanted):  # T-P07
    with pytest.raises(NotNow, match="写在责令整改通知书 盐建责改字〔2024〕1号 里") as said:
        check_ordered_term("盐建责改字〔2024〕1号", date(2024, 10, 5), wanted)

    assert said.value.rule == "T-P07"


@pytest.mark.parametrize(
    ("term", "instead"),
    [
        ("2024-10-05", "2024年10月8日"),  # 国庆
        ("2024-10-13", "2024年10月14日"),  # a Sunday
        ("2024-10-12", ""),  # a Saturday on which offices work
        ("2024-10-08", ""),
        ("2031-01-04", ""),  # nobody knows yet
    ],
)
def test_a_rest_day_is_told_with_the_day_to_write(term, instead):  # 民法典 203, DOMAIN 4.1
    said = rest_day(date.fromisoformat(term), date(2024, 9, 20), Category.CAT_1, CALENDAR)

    assert said.endswith(f"请写 {instead}") if instead else said == ""


def test_what_endangers_people_is_put_right_on_a_sunday_too():
    sunday = date(2024, 10, 13)

    assert rest_day(sunday, sunday, Category.CAT_3, CALENDAR) == ""
    assert rest_day(sunday, sunday, Category.CAT_1, CALENDAR)
    assert rest_day(sunday, date(2024, 10, 12), Category.CAT_3, CALENDAR)


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
