"""What presses most: the longest overdue first, nothing that has time, nothing of others."""

from datetime import timedelta

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk
from tests.stories import a_case, a_community, a_problem, an_accepted_case
from tingban.reads.complaints import cases
from tingban.reads.rectification import problems

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_problems_come_by_their_limit_and_stop_a_week_ahead():
    home, away = a_community(), a_community("河滨苑", county=YONGJI)
    for days in (8, 7, -1, -9):
        a_problem(home, due_on=TODAY + timedelta(days=days))
    a_problem(away, due_on=TODAY)

    found = problems.nearest(clerk(), today=TODAY, limit=8)

    assert [(row.due_on - TODAY).days for row in found] == [-9, -1, 7]
    assert len(problems.nearest(city_clerk(), today=TODAY, limit=8)) == 4
    assert len(problems.nearest(city_clerk(), today=TODAY, limit=2)) == 2


def test_running_cases_stand_by_what_is_due_first():
    accepted = an_accepted_case()  # to be handed out within a working day
    waiting = a_case(received_at=NOW - timedelta(days=2))
    a_case(clerk(YONGJI))

    found = cases.nearest(clerk(), unit=YANHU, limit=8).rows

    assert [row.number for row in found] == [accepted.number, waiting.number]
    assert [f"{row.due.on:%m-%d}" for row in found] == ["06-12", "07-01"]


def test_a_county_sees_the_city_ledger_but_it_is_not_its_own_work():
    mine, theirs = a_case(), a_case(city_clerk())

    found = cases.nearest(clerk(), unit=YANHU, limit=8)

    assert [row.number for row in found.rows] == [mine.number]
    assert found.total == 1
    assert theirs.number not in {row.number for row in found.rows}
