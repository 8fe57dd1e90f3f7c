"""The 工作台 reminds whoever has not sent the week's report (T-R04)."""

import pytest

from tests import fridays
from tests.fridays import DUE, TEN
from tests.people import YANHU, clerk
from tests.web.visitors import browser_of
from tingban.actions.weekly import opening
from tingban.kit.clock import standing_at
from tingban.reads.weekly.reminders import standing_reminder
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reminded(db) -> None:
    fridays.open_week()
    opening.remind(at=TEN)


def test_the_reminder_stands_until_the_report_is_sent():
    before = standing_reminder(actor=clerk())
    opening.remind(at=DUE)
    newest = standing_reminder(actor=clerk())
    fridays.sent()
    after = standing_reminder(actor=clerk())

    assert before.text.startswith("报送当日 9:00 提醒")
    assert newest.text.startswith("报送当日 11:30 提醒")
    assert after is None


def test_it_is_shown_where_everybody_begins():
    with standing_at(TEN):
        page = browser_of(Role.C_OP, YANHU).get("/desk/").content.decode()

    assert "请于 6月21日 12:00 前（含）报送市局" in page
    assert fridays.number_of() in page
