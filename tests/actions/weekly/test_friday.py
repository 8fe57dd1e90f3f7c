"""A whole Friday of 14 units, as it should go (T-R01…T-R08)."""

import pytest

from tests import fridays
from tests.fridays import ALL, DUE, FIVE, TEN, WEEK, moment
from tests.people import YANHU, YONGJI, city_clerk
from tests.stories import a_community, a_problem
from tingban.reads.weekly import boards, editions
from tingban.rules.weekly.standing import Standing
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _week(db) -> None:
    a_problem(a_community())
    a_problem(a_community("河东小区", county=YONGJI))
    fridays.open_week()


def test_fourteen_units_send_and_the_city_freezes_their_union():
    for area in ALL:
        fridays.accepted(area)

    version = fridays.freeze()

    city = editions.city_edition(actor=city_clerk(), week_code=WEEK)
    assert version == city.version == 1
    assert {part.area_code for part in city.parts} == set(ALL)
    assert city.figures["A01"].value == 2
    assert not any(part.is_auto for part in city.parts)
    assert editions.faults_of_week(actor=city_clerk(), week_code=WEEK) == ()
    board = boards.board(actor=city_clerk(), week_code=WEEK, at=FIVE)
    assert {unit.state for unit in board.units} == {State.FROZEN}
    assert {unit.standing for unit in board.units} == {Standing.ON_TIME}
    assert board.city_values["A03"] == 2


def test_on_time_late_stood_in_zero_and_missing_are_five_facts():
    fridays.sent(YANHU, TEN)
    fridays.sent("140821", TEN)
    fridays.sent("140822", moment(21, 12, 0, 1))

    at_noon = boards.board(actor=city_clerk(), week_code=WEEK, at=DUE)
    before_the_timer = boards.board(actor=city_clerk(), week_code=WEEK, at=moment(21, 12, 0, 2))
    fridays.all_stood_in()
    after = boards.board(actor=city_clerk(), week_code=WEEK, at=FIVE)

    assert len(at_noon.names(Standing.PENDING)) == 11
    assert len(before_the_timer.names(Standing.MISSING)) == 11
    assert after.names(Standing.MISSING) == ()
    assert after.names(Standing.ON_TIME) == ("盐湖区", "临猗县")
    assert after.names(Standing.LATE) == ("万荣县",)
    assert len(after.names(Standing.AUTO)) == 11
    assert after.zero_names == ("万荣县", "临猗县")
