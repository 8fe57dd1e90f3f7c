"""What migrations carry over from one table to another stands there as if it had begun there."""

from importlib import import_module

import pytest
from django.db import connection

from tests import fridays
from tests.fridays import TEN
from tests.people import YANHU, clerk
from tingban.actions.weekly import opening
from tingban.data.notices.models import Notice
from tingban.reads.weekly.reminders import standing_reminder
from tingban.rules.areas import CITY

pytestmark = pytest.mark.django_db
STEP = import_module("tingban.data.weekly.migrations.0003_reminders_to_notices")
BEFORE = """
CREATE TEMP TABLE weekly_reminder (report_id bigint, kind text, at timestamptz, text text)
"""


def carry_over(**told: object) -> None:
    """As an installation had it before there was an outbox."""
    columns = ("report_id", "kind", "at", "text")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS weekly_reminder")
        cursor.execute(BEFORE)
        for area in (YANHU, CITY):
            row = {"report_id": fridays.the(area).pk} | told
            values = [row[column] for column in columns]
            cursor.execute("INSERT INTO weekly_reminder VALUES (%s, %s, %s, %s)", values)
        cursor.execute(STEP.CARRY_OVER)


def test_a_reminder_of_old_is_a_notice_like_those_sent_now():
    fridays.open_week()
    opening.remind(at=TEN)
    now = {it.key: (it.roles, it.subject, it.link, it.text) for it in Notice.objects.all()}

    carry_over(kind="eve", at=TEN.replace(day=20), text="报送前一日 12:00 提醒")

    for area in (YANHU, CITY):
        key = f"weekly.reminder:{fridays.number_of(area)}"
        old = Notice.objects.get(key=f"{key}:eve")
        assert (old.roles, old.subject, old.link) == now[f"{key}:morning"][:3]
    newest = now[f"weekly.reminder:{fridays.number_of()}:morning"]
    assert standing_reminder(actor=clerk()).text == newest[3]


def test_what_stands_there_already_is_not_carried_twice():
    fridays.open_week()
    opening.remind(at=TEN)

    carry_over(kind="morning", at=TEN, text="报送当日 9:00 提醒")

    assert Notice.objects.count() == 14
