"""The calendar that is read is the one that stands, whoever changed it, and when."""

from datetime import date

import psycopg
import pytest

from tests.conftest import owner_url
from tingban.data.law.models import CalendarDay, CalendarYear
from tingban.reads.law import calendar
from tingban.rules.law import STATUTORY_CALENDAR

pytestmark = pytest.mark.django_db
FRIDAY = date(2024, 10, 11)


def test_it_is_the_published_one():
    assert calendar() == STATUTORY_CALENDAR


def test_the_next_reading_sees_a_changed_row():
    before = calendar()

    CalendarDay.objects.create(on=FRIDAY, is_workday=False, note="放假", source="通知")
    day_off = calendar()
    CalendarDay.objects.filter(on=FRIDAY).update(is_workday=True)
    workday = calendar()

    assert before.is_workday(FRIDAY)
    assert not day_off.is_workday(FRIDAY)
    assert workday.is_workday(FRIDAY)


def test_the_next_reading_sees_a_year_that_was_loaded():
    before = calendar()

    CalendarYear.objects.create(year=2035, source="通知")

    assert calendar().years == before.years | {2035}


def test_without_any_row_no_day_is_known():
    CalendarDay.objects.all().delete()
    CalendarYear.objects.all().delete()

    assert calendar().years == frozenset()
    assert calendar().days_off == frozenset()


def test_it_is_read_by_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar()


@pytest.mark.django_db(transaction=True)
def test_what_another_process_has_changed_is_seen_at_once():
    assert calendar().is_workday(FRIDAY)
    with psycopg.connect(owner_url(), autocommit=True) as other:
        other.execute("INSERT INTO law_calendarday VALUES (%s, false, '放假', '通知')", [FRIDAY])
        changed = calendar()
        other.execute('DELETE FROM law_calendarday WHERE "on" = %s', [FRIDAY])

    assert not changed.is_workday(FRIDAY)
    assert calendar().is_workday(FRIDAY)
