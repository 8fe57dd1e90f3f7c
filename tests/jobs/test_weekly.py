"""The timers: by the second, twice, after a standstill, over 国庆 (T-R01, T-R04, T-R05)."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.urls import resolve

from tests import fridays
from tests.fridays import WEEK, moment
from tests.people import YANHU, city_clerk, clerk, head
from tests.stories import a_community, a_problem
from tingban.data.notices.models import Notice
from tingban.data.weekly.models import CityEdition, Edition, Report, ReportStep, ReportWeek
from tingban.jobs import tasks, weekly
from tingban.kit.clock import standing_at
from tingban.kit.windows import Window
from tingban.reads.notices import inbox
from tingban.reads.weekly import boards, editions
from tingban.reads.weekly.reminders import REMINDER
from tingban.rules.weekly.contents import Origin
from tingban.rules.weekly.steps import State
from tingban.rules.weekly.weeks import Kind

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def tick(at: datetime) -> None:
    """Everything that a minute does."""
    with standing_at(at):
        weekly.open_weeks()
        weekly.remind()
        weekly.stand_in()
        weekly.take_month_ends()


def weeks() -> list[str]:
    return list(ReportWeek.objects.filter(kind=Kind.WEEK).values_list("code", flat=True))


def months() -> list[str]:
    return list(ReportWeek.objects.filter(kind=Kind.MONTH).values_list("code", flat=True))


def reminders(week: str = "") -> list[Notice]:
    """What the outbox reminded of; each key tells the week and which of the three it was."""
    return list(Notice.objects.filter(key__startswith=REMINDER, key__contains=week).order_by("id"))


def nudges(week: str = "") -> Counter[str]:
    return Counter(row.key.rpartition(":")[2] for row in reminders(week))


def states(week: str = WEEK) -> Counter[str]:
    return Counter(Report.objects.filter(week__code=week).values_list("state", flat=True))


def test_the_timers_are_registered():
    assert weekly in tasks.MODULES


def test_a_new_installation_begins_with_the_present_week():
    tick(moment(20) - SECOND)
    before = weeks()
    tick(moment(20))

    # The week before was still fresh, its past is left alone.
    assert before == ["2024-W03"]
    assert weeks() == ["2024-W03", WEEK]
    assert states() == {State.OPEN: 14}


def test_to_open_a_week_twice_opens_it_once():
    tick(moment(20))
    tick(moment(20))

    assert ReportStep.objects.filter(report__week__code=WEEK, act="open").count() == 14


def test_noon_by_the_second():
    tick(moment(20))
    found = []
    for at in (moment(21, 11, 59, 59), moment(21, 12), moment(21, 12, 0, 1)):
        tick(at)
        found.append(states())

    assert found == [{State.OPEN: 14}, {State.OPEN: 14}, {State.AUTO: 14}]


def test_a_second_tick_files_nothing_a_second_time():
    tick(moment(20))
    tick(moment(21, 12, 1))
    tick(moment(21, 12, 1))
    tick(moment(21, 12, 2))

    assert Edition.objects.filter(report__week__code=WEEK).count() == 14


def test_three_reminders_go_to_those_who_have_not_sent_and_each_once():
    tick(moment(20))
    fridays.sent(YANHU, at=moment(21, 8))
    for at in (
        moment(20, 11, 59),
        moment(20, 12),
        moment(20, 12, 1),
        moment(21, 9),
        moment(21, 11, 30),
        moment(21, 11, 31),
        moment(21, 12),
    ):
        tick(at)

    assert nudges() == {"eve": 13, "morning": 13, "last": 13}
    text = reminders()[0].text
    assert text == "报送前一日 12:00 提醒：请于 6月21日 12:00 前（含）报送市局。"


def test_a_reminder_stands_in_the_inbox_of_whoever_works_on_the_report():
    tick(moment(20, 12))

    for actor in (clerk(), head(), city_clerk(), fridays.city_head()):
        found = inbox.inbox(actor, inbox.Asked(), Window(), at=moment(20, 13))
        assert [row.title for row in found.rows] == ["第4周周报还没有报送"]
    place = f"/desk/weekly/report/{fridays.number_of()}/"
    assert [it.link for it in reminders() if it.area_code == YANHU] == [place]
    assert resolve(place).url_name == "weekly_report"


def test_after_a_standstill_only_the_reminder_that_stands_is_sent():
    tick(moment(20))
    tick(moment(21, 11, 45))

    assert set(nudges()) == {"last"}


def test_after_a_standstill_missed_weeks_are_made_up_for():
    tick(moment(20))
    tick(moment(5, 13, month=7))

    assert weeks() == [WEEK, "2024-W05", "2024-W06"]
    assert states("2024-W05") == states("2024-W06") == {State.AUTO: 14}
    edition = editions.edition(actor=city_clerk(), number=fridays.number_of(week="2024-W05"))
    assert (edition.as_of, edition.known_at) == (moment(28), moment(5, 13, month=7))


def test_over_the_national_day_week_19_waits_for_the_eighth():  # AMB-15, TV-R
    tick(moment(3, month=10))
    tick(moment(4, 12, 0, 1, month=10))
    on_friday = states("2024-W19")
    tick(moment(8, 12, month=10))
    at_noon = states("2024-W19")
    tick(moment(8, 12, 0, 1, month=10))

    assert on_friday == at_noon == {State.OPEN: 14}
    assert states("2024-W19") == {State.AUTO: 14}
    edition = editions.edition(actor=city_clerk(), number=fridays.number_of(week="2024-W19"))
    assert edition.as_of == moment(4, month=10)


def test_the_reminders_of_week_19_move_with_its_due_day():
    tick(moment(3, month=10))
    tick(moment(4, 11, 30, month=10))
    sent_on_friday = len(reminders("2024-W19"))
    tick(moment(7, 12, month=10))

    assert sent_on_friday == 0
    assert set(nudges("2024-W19")) == {"eve"}


def test_at_the_first_of_the_month_the_figures_are_kept_once():  # DOMAIN 2.3
    a_problem(a_community())
    tick(moment(7))
    tick(moment(1, month=7) - SECOND)
    before = months()
    tick(moment(1, month=7))
    tick(moment(1, 0, 1, month=7))

    city = editions.city_edition(actor=city_clerk(), week_code="2024-M06")
    unit = editions.edition(actor=city_clerk(), number=f"KZ-{YANHU}-2024-M06")
    assert (before, months()) == (["2024-M05"], ["2024-M05", "2024-M06"])
    assert (unit.origin, unit.as_of) == (Origin.MONTH, moment(1, month=7))
    assert (unit.content.figures["A01"].value, city.figures["A01"].value) == (1, 1)
    assert CityEdition.objects.filter(week__code="2024-M06").count() == 1
    assert editions.faults_of_week(actor=city_clerk(), week_code="2024-M06") == ()
    board = boards.board(actor=city_clerk(), week_code="2024-M06", at=moment(2, month=7))
    assert board.week.label == "2024年6月（月末数）"
    assert {unit.state for unit in board.units} == {State.FROZEN}


def test_the_snapshot_is_no_friday_and_nobody_is_late_for_it():
    tick(moment(1, month=7))

    assert not Report.objects.filter(week__kind=Kind.MONTH, stood_in_at__isnull=False).exists()
    assert reminders() == []
