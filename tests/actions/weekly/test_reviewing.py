"""T-R06, T-R07: the city returns with cells and reason, or accepts; nobody reviews his own."""

import pytest

from tests import fridays
from tests.fridays import TEN, WEEK, moment
from tests.people import YANHU, YONGJI, city_clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.weekly import reviewing, sending
from tingban.actions.weekly.keeping import Making, keep_edition
from tingban.data.audit.models import Entry
from tingban.data.weekly.models import Edition
from tingban.reads.weekly import boards, editions
from tingban.rules.errors import Conflict, NotAllowed, NotNow, Refused
from tingban.rules.weekly.contents import Origin
from tingban.rules.weekly.standing import Standing
from tingban.rules.weekly.steps import Act, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _week(db) -> None:
    a_problem(a_community())
    fridays.open_week()


def test_a_return_names_cells_and_reason_and_gives_two_hours():
    fridays.sent(at=moment(21, 11))

    due = fridays.send_back(at=moment(21, 11, 30), cells=("B01", "A03"), reason="与台账不符")

    page = fridays.page(at=moment(21, 11, 31))
    assert due == page.due_at == moment(21, 13, 30)
    assert page.state is State.RETURNED
    assert [(line.cells, line.reason) for line in page.steps if line.act is Act.RETURN] == [
        (("A03", "B01"), "与台账不符")
    ]
    assert page.standing is Standing.ON_TIME


def test_a_returned_report_is_put_right_and_sent_again_as_a_new_edition():
    fridays.sent(at=moment(21, 11))
    fridays.send_back(at=moment(21, 11, 30))

    fridays.sent(at=moment(21, 13, 30))

    report = fridays.the()
    assert (report.state, report.is_late) == (State.SUBMITTED, False)
    assert list(Edition.objects.values_list("version", "origin")) == [
        (1, "submitted"),
        (2, "submitted"),
    ]


def test_after_its_two_hours_a_returned_report_is_stood_in_for():
    fridays.sent(at=moment(21, 11))
    fridays.send_back(at=moment(21, 11, 30))
    sending.stand_in_for_silent(at=moment(21, 13, 30))
    in_time = fridays.the().state
    sending.stand_in_for_silent(at=moment(21, 13, 30, 1))

    assert (in_time, fridays.the().state) == (State.RETURNED, State.AUTO)
    assert fridays.page(at=moment(21, 14)).standing is Standing.AUTO


def test_who_was_late_stays_late_after_a_return():
    fridays.sent(at=moment(21, 13))
    fridays.send_back(at=moment(21, 13, 30))

    fridays.sent(at=moment(21, 14))

    assert fridays.the().is_late


def test_what_was_accepted_can_still_be_returned_the_same_day():
    fridays.accepted()

    fridays.send_back()

    assert (fridays.the().state, fridays.the().accepted_at) == (State.RETURNED, None)


def test_an_unknown_cell_is_refused():
    fridays.sent()

    with pytest.raises(Refused, match="没有这些指标：Z01"):
        fridays.send_back(cells=("A01", "Z01"))


def test_nobody_reviews_what_he_has_sent_himself():
    fridays.sent("140800")

    with pytest.raises(NotNow, match="由另一位同事审核"):
        reviewing.accept_report(**fridays.key("140800"), actor=city_clerk(), at=TEN)

    reviewing.accept_report(**fridays.key("140800"), actor=fridays.city_head(), at=TEN)
    assert fridays.the("140800").state == State.ACCEPTED


def test_the_head_of_the_city_does_not_accept_the_counties():
    fridays.sent()

    with pytest.raises(NotAllowed, match="市级经办"):
        reviewing.accept_report(**fridays.key(), actor=fridays.city_head(), at=TEN)


def test_a_county_does_not_accept_itself():
    fridays.sent()

    with pytest.raises(NotAllowed):
        reviewing.accept_report(**fridays.key(), actor=head(), at=TEN)


def test_two_reviewers_of_one_report_are_told_of_each_other():
    fridays.sent()
    seen = fridays.key()
    reviewing.begin_review(**seen, actor=fridays.reviewer(), at=TEN)

    with pytest.raises(Conflict, match="审核员"):
        reviewing.accept_report(**seen, actor=city_clerk(), at=TEN)


def test_a_batch_accepts_what_it_can_and_says_why_not_the_rest():
    fridays.sent(YANHU)
    fridays.sent(YONGJI)
    fridays.fill("140821")
    wanted = [
        (fridays.number_of(area), fridays.the(area).version) for area in (YANHU, "140821", YONGJI)
    ]

    batch = reviewing.accept_reports(seen_versions=wanted, actor=fridays.reviewer(), at=TEN)

    assert batch.accepted == (fridays.number_of(YANHU), fridays.number_of(YONGJI))
    assert [(left.name, "填报中" in left.sentence) for left in batch.left] == [("临猗县", True)]


def test_one_community_in_two_rows_is_not_accepted_the_second_time():  # CHK-20
    fridays.accepted(YANHU)
    fridays.sent(YONGJI)
    twice = editions.edition(actor=city_clerk(), number=fridays.number_of(YANHU)).content
    keep_edition(
        fridays.the(YONGJI),
        twice,
        Making(Origin.SUBMITTED, known_at=TEN),
        entry=Entry.objects.latest("id"),
        at=TEN,
    )

    with pytest.raises(NotNow, match="市级核对有错误"):
        fridays.accept(YONGJI)

    assert fridays.the(YONGJI).state == State.SUBMITTED


def test_the_board_offers_the_acts_of_each_row():
    fridays.sent(YANHU)

    board = boards.board(actor=fridays.reviewer(), week_code=WEEK, at=TEN)

    told = {unit.area_code: {offer.act: offer for offer in unit.offers} for unit in board.units}
    assert told[YANHU][Act.ACCEPT].is_open
    assert "待填报" in told[YONGJI][Act.ACCEPT].reason


def test_the_city_sees_what_was_sent_and_the_county_what_is():
    fridays.sent(YANHU)
    fridays.send_back()
    a_visit(a_community("东城花园"))

    county = fridays.page(at=moment(21, 11))
    city = fridays.page(at=moment(21, 11), actor=city_clerk())

    assert (county.is_live, county.content.figures["A01"].value) == (True, 2)
    assert (city.is_live, city.content.figures["A01"].value) == (False, 1)
    assert editions.edition(actor=city_clerk(), number=county.number).label.endswith("W04-v1")
