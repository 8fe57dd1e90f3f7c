"""What is due and what waits, for whose eyes."""

from datetime import date, datetime, timedelta

import pytest

from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import a_case, a_community, a_problem, an_accepted_case
from tingban.actions.weekly import opening
from tingban.data.weekly.models import Report
from tingban.reads.overview.workbench import Workbench, workbench
from tingban.rules.actors import Role
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
THURSDAY = datetime(2024, 6, 20, 0, 0, tzinfo=ZONE)


def _bench(actor) -> Workbench:
    return workbench(actor, now=NOW)


@pytest.fixture
def problems():
    """One overdue, two due within a week, one later; and one of another county."""
    home, away = a_community(), a_community("河滨苑", county=YONGJI)
    for days in (-1, 0, 7, 8):
        a_problem(home, due_on=TODAY + timedelta(days=days))
    a_problem(away, due_on=TODAY - timedelta(days=1))


def test_an_empty_installation_has_a_line_and_nothing_due():
    bench = _bench(clerk())

    assert [line.area_code for line in bench.lines] == [YANHU]
    assert bench.week is None
    assert bench.total("overdue") == bench.total("unaccepted") == 0


def test_problems_are_due_from_today_and_overdue_from_tomorrow(problems):
    bench = _bench(clerk())

    assert (bench.total("overdue"), bench.total("due_soon"), bench.total("open")) == (1, 2, 4)


def test_the_city_sees_every_unit_in_the_order_of_the_decree(problems):
    bench = _bench(city_clerk())

    assert len(bench.lines) == 14
    assert bench.lines[0].area_code == "140800"
    assert {line.area_code: line.load.overdue for line in bench.lines if line.load.overdue} == {
        YANHU: 1,
        YONGJI: 1,
    }


def test_cases_wait_in_the_ledger_they_stand_in():
    a_case()
    an_accepted_case()
    a_case(clerk(YONGJI))

    bench = _bench(clerk())
    assert (bench.total("unaccepted"), bench.total("unclosed")) == (1, 1)
    assert _bench(city_clerk()).total("unaccepted") == 2


@pytest.mark.parametrize(("days", "late"), [(15, 0), (18, 1)])
def test_a_case_not_accepted_in_fifteen_days_is_late(days, late):  # DL-02
    a_case(received_at=NOW - timedelta(days=days))

    assert _bench(clerk()).total("late") == late


def test_whoever_holds_no_facts_sees_no_line():
    assert _bench(person(Role.SYS)).lines == ()


@pytest.fixture
def opened():
    opening.open_due_weeks(at=THURSDAY)


def test_the_report_waits_for_the_clerk_until_it_is_checked(opened):
    clerks, heads = _bench(clerk()), _bench(head())

    assert clerks.reports[0].state is State.OPEN
    assert (clerks.waiting, heads.waiting) == (1, 0)
    Report.objects.filter(area=YANHU).update(state=State.CHECKED.value)
    assert _bench(head()).waiting == 1


def test_the_city_counts_who_sent_and_who_did_not(opened):
    Report.objects.filter(area=YANHU).update(state=State.SUBMITTED.value)
    Report.objects.filter(area=YONGJI).update(state=State.ACCEPTED.value)

    bench = _bench(city_clerk())
    assert (bench.to_review, bench.unsent) == (1, 12)


def test_a_correction_of_an_older_week_is_not_forgotten(opened):
    old = Report.objects.filter(area=YANHU).order_by("week__as_of").first()
    opening.open_due_weeks(at=THURSDAY + timedelta(days=7))
    Report.objects.filter(pk=old.pk).update(state=State.CORR.value)

    bench = _bench(person(Role.M_LD))
    assert [asked.number for asked in bench.corrections] == [old.number]
    assert bench.week.as_of.date() == date(2024, 6, 28)


def test_the_read_takes_three_statements_whatever_it_counts(
    problems, opened, django_assert_num_queries
):
    actor = city_clerk()

    with django_assert_num_queries(3):
        _bench(actor)
