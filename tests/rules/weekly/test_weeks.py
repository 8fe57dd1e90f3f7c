"""The 23 weeks and the month ends of the campaign (DOMAIN 3.6, TV-R)."""

from datetime import date, datetime, timedelta

import pytest

from tingban.rules.errors import NotPublished
from tingban.rules.law import STATUTORY_CALENDAR
from tingban.rules.registry.campaign import YUNCHENG_2024
from tingban.rules.weekly import weeks
from tingban.rules.weekly.weeks import SHANGHAI, Kind, Nudge, Rolling

WEEKS = weeks.weeks_of(
    first_on=YUNCHENG_2024.first_report_on,
    ends_on=YUNCHENG_2024.ends_on,
    calendar=STATUTORY_CALENDAR,
)
MONTHS = weeks.month_ends_of(starts_on=YUNCHENG_2024.starts_on, ends_on=YUNCHENG_2024.ends_on)


def moment(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2024, month, day, hour, minute, second, tzinfo=SHANGHAI)


def test_there_are_23_weeks_and_only_the_holiday_one_is_not_due_on_its_friday():
    fridays = [date(2024, 5, 31) + timedelta(days=7 * step) for step in range(23)]

    assert [week.as_of.date() for week in WEEKS] == fridays
    assert [week.due_at for week in WEEKS if week.due_at.date() != week.as_of.date()] == [
        moment(10, 8, 12)
    ]
    assert [week.number for week in WEEKS] == list(range(1, 24))


@pytest.mark.parametrize(
    ("number", "due"),
    [(1, (5, 31)), (18, (9, 27)), (19, (10, 8)), (22, (10, 25)), (23, (11, 1))],
)
def test_due_days_of_the_decree(number, due):
    assert WEEKS[number - 1].due_at == moment(*due, 12)


def test_over_the_national_day_the_cut_off_stays():
    week = WEEKS[18]

    assert week.as_of == moment(10, 4)
    assert week.opens_at == moment(10, 3)
    assert week.submit_from == moment(10, 4)
    assert [when for _, when in week.nudges] == [
        moment(10, 7, 12), moment(10, 8, 9), moment(10, 8, 11, 30),
    ]  # fmt: skip


def test_the_option_puts_the_due_day_before_the_holiday():
    week = weeks.week_of_friday(19, date(2024, 10, 4), STATUTORY_CALENDAR, Rolling.BEFORE)

    assert week.due_at == moment(9, 30, 12)
    assert week.as_of == moment(10, 4)
    assert (week.opens_at, week.submit_from) == (moment(9, 29), moment(9, 30))


def test_an_ordinary_week_opens_on_thursday_and_is_submitted_from_friday():
    week = WEEKS[2]

    assert (week.opens_at, week.submit_from) == (moment(6, 13), moment(6, 14))
    assert [when for _, when in week.nudges] == [
        moment(6, 13, 12), moment(6, 14, 9), moment(6, 14, 11, 30),
    ]  # fmt: skip
    assert (week.accept_by, week.freeze_by) == (moment(6, 14, 15), moment(6, 14, 17))


@pytest.mark.parametrize(
    ("at", "nudge"),
    [
        (moment(6, 12, 23, 59, 59), None),
        (moment(6, 13, 11, 59, 59), None),
        (moment(6, 13, 12), Nudge.EVE),
        (moment(6, 14, 8, 59, 59), Nudge.EVE),
        (moment(6, 14, 9), Nudge.MORNING),
        (moment(6, 14, 11, 30), Nudge.LAST),
        (moment(6, 14, 12), Nudge.LAST),
        (moment(6, 14, 12, 0, 1), None),
    ],
)
def test_at_each_moment_one_reminder_stands_or_none(at, nudge):
    assert WEEKS[2].nudge_at(at) is nudge


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (moment(6, 14, 11, 59, 59), False),
        (moment(6, 14, 12), False),
        (moment(6, 14, 12).replace(microsecond=999_999), False),
        (moment(6, 14, 12, 0, 1), True),
    ],
)
def test_noon_itself_is_in_time_and_the_second_after_is_late(at, late):
    assert weeks.is_late(at, WEEKS[2].due_at) is late


def test_month_ends_are_cut_off_on_the_first_of_the_next_month():
    assert [month.as_of for month in MONTHS] == [
        moment(6, 1), moment(7, 1), moment(8, 1), moment(9, 1), moment(10, 1), moment(11, 1),
    ]  # fmt: skip
    assert {month.kind for month in MONTHS} == {Kind.MONTH}


def test_a_campaign_over_new_year_has_its_december_and_january():
    months = weeks.month_ends_of(starts_on=date(2024, 12, 5), ends_on=date(2025, 1, 3))

    assert [(month.code, month.as_of.date()) for month in months] == [
        ("2024-M12", date(2025, 1, 1)),
        ("2025-M01", date(2025, 2, 1)),
    ]


def test_numbers_and_labels_read_as_the_bureau_writes_them():
    week, month = WEEKS[2], MONTHS[1]

    assert weeks.report_number("140802", week) == "ZB-140802-2024-W03"
    assert weeks.report_number("140802", month) == "KZ-140802-2024-M06"
    assert weeks.city_number_of(week.code) == "KZ-1408-2024-W03"
    assert week.label == "第3周（截至2024年6月14日0时）"
    assert month.label == "2024年6月（月末数）"
    assert (week.short_label, month.short_label) == ("第3周", "6月末")


def test_a_year_without_a_calendar_is_refused_and_not_guessed():
    with pytest.raises(NotPublished, match="2027"):
        weeks.week_of_friday(1, date(2027, 1, 1), STATUTORY_CALENDAR)


def test_only_a_friday_cuts_off_a_week():
    with pytest.raises(ValueError, match="Friday"):
        weeks.week_of_friday(1, date(2024, 6, 13), STATUTORY_CALENDAR)


def test_a_return_gives_two_hours_and_never_takes_time_away():  # T-R06
    due = moment(6, 14, 12)

    assert weeks.due_after_return(moment(6, 14, 9), due) == due
    assert weeks.due_after_return(moment(6, 14, 11, 30, 7), due) == moment(6, 14, 13, 30, 7)
    assert weeks.due_after_return(moment(6, 14, 15), due) == moment(6, 14, 17)
