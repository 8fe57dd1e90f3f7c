"""The clock of each stage, its day and its reason in words (DOMAIN 3.2, 4)."""

from datetime import date

import pytest

from tingban.rules.documents.service import Way, deemed_on
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR
from tingban.rules.rectification.clocks import Due, clock_label, clock_of, due_in
from tingban.rules.rectification.stages import Stage

MONDAY = date(2024, 6, 3)


@pytest.mark.parametrize(
    ("stage", "since", "on", "rule"),
    [
        (Stage.SUS, MONDAY, date(2024, 6, 11), "T-P02"),  # over 端午节
        (Stage.CFM, MONDAY, date(2024, 6, 6), "T-P05"),
        (Stage.ORD, date(2024, 9, 13), date(2024, 9, 19), "T-P06"),  # TV-D, 3 wd
        (Stage.SUB, date(2024, 9, 29), date(2024, 10, 11), "DL-13"),  # TV-D, 5 wd
        (Stage.OVD, date(2024, 9, 30), date(2024, 10, 12), "T-P12"),  # TV-D, 调休 Saturday
    ],
)
def test_a_stage_that_waits_for_the_bureau_has_its_own_deadline(stage, since, on, rule):
    assert due_in(stage, since, CALENDAR) == Due(on, rule, since)


@pytest.mark.parametrize("stage", [Stage.FIX, Stage.ESC, Stage.CMP, Stage.ANN])
def test_the_others_have_none_of_their_own(stage):
    assert due_in(stage, MONDAY, CALENDAR).on is None


@pytest.mark.parametrize(
    ("due", "reason"),
    [
        (
            Due(date(2024, 10, 8), "DL-12/CAT-1", date(2024, 9, 19)),
            "整改（未按合同提供服务） 15 日，内部约定，顺延至节假日后首个工作日",
        ),
        (
            Due(date(2024, 10, 31), "DL-12/CAT-7", date(2024, 10, 15)),
            "整改（侵占公共收益） 30 日，内部约定，至专项行动结束",
        ),
        (
            Due(date(2024, 6, 20), "DL-12/CAT-1", MONDAY),
            "整改（未按合同提供服务） 15 日，内部约定，按登记的日期",
        ),
        (Due(date(2024, 6, 11), "DL-13", MONDAY), "复核整改 5 个工作日，内部约定"),
    ],
)
def test_a_clock_says_where_its_day_comes_from(due, reason):
    found = clock_of(due, CALENDAR, ends_on=date(2024, 10, 31))

    assert (found.due_on, found.reason) == (due.on, reason)


@pytest.mark.parametrize("began", ["送达日", "重开日"])
def test_a_term_that_was_over_when_it_began_is_not_said_to_be_counted(began):
    due = Due(date(2024, 9, 2), "DL-12/CAT-1", date(2024, 9, 20))

    found = clock_of(due, CALENDAR, ends_on=date(2024, 10, 31), began=began)

    assert (found.due_on, found.is_counted) == (due.on, False)
    assert found.reason == f"期限早于{began}，请县住建局核对"


def test_a_term_on_its_first_day_is_counted():
    found = clock_of(Due(MONDAY, "DL-12/CAT-3", MONDAY), CALENDAR, ends_on=date(2024, 10, 31))

    assert found.is_counted
    assert "立即" in found.reason or "3 日" in found.reason


def test_what_has_no_day_has_no_clock():
    assert clock_of(Due(None, "", MONDAY), CALENDAR, ends_on=MONDAY) is None


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        ("DL-12/CAT-6", "整改期限"),
        ("", "整改期限"),
        ("T-P05", "责令整改"),
        ("DL-13", "复核整改"),
    ],
)
def test_what_a_clock_is_called(rule, label):
    assert clock_label(rule) == label


@pytest.mark.parametrize("way", sorted(set(Way) - {Way.NOTICE}))
def test_only_a_public_notice_serves_by_the_lapse_of_time(way):
    assert deemed_on(way, MONDAY, CALENDAR) is None
    assert deemed_on(Way.NOTICE, MONDAY, CALENDAR) == date(2024, 7, 3)
