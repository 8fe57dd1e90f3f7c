"""T-R09: what was frozen wrong is corrected by a new version, asked for and granted."""

import pytest

from tests import fridays
from tests.fridays import FIVE, WEEK, moment
from tests.people import YANHU, city_clerk, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.weekly import correcting, drafting, opening
from tingban.actions.weekly.correcting import CorrectionStatement
from tingban.actions.weekly.drafting import OverrideStatement
from tingban.data.weekly.models import CityEdition, Edition
from tingban.reads.weekly import editions, reports
from tingban.rules.errors import NotAllowed, NotNow
from tingban.rules.weekly.contents import Origin
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db
MONDAY = moment(24, 9)
TUESDAY = moment(25, 9)
CELLS = ("A01",)


@pytest.fixture(scope="module", autouse=True)
def _frozen(shared_rows) -> None:
    a_problem(a_community())
    fridays.open_week()
    fridays.frozen(YANHU)


def one_more_visit() -> None:
    """A survey of the reported week that nobody had put down."""
    a_visit(a_community("东城花园"))


def ask(at=MONDAY, cells=CELLS, reason="漏登一个小区"):
    statement = CorrectionStatement(cells, reason)
    correcting.ask_correction(**fridays.key(), statement=statement, actor=head(), at=at)


def grant(at=TUESDAY) -> int:
    return correcting.grant_correction(**fridays.key(), actor=fridays.city_head(), at=at)


def city(version: int) -> editions.StoredCity:
    return editions.city_edition(actor=city_clerk(), week_code=WEEK, version=version)


def test_asked_and_granted_a_new_version_stands_and_the_old_one_is_kept():
    one_more_visit()
    ask()
    waiting = fridays.the().state

    version = grant()

    first, second = fridays.page(at=MONDAY).editions
    assert (waiting, fridays.the().state, version) == (State.CORR, State.FROZEN, 2)
    assert (second.origin, second.content.figures["A01"].value) == (Origin.CORRECTION, 2)
    assert first.content.figures["A01"].value == 1
    assert second.content.figures["A03"] == first.content.figures["A03"]
    assert second.content.brief == first.content.brief
    assert (city(1).figures["A01"].value, city(2).figures["A01"].value) == (1, 2)
    assert editions.faults_of_week(actor=city_clerk(), week_code=WEEK) == ()


def test_the_request_tells_old_and_new_and_who_decided():
    one_more_visit()
    ask()
    grant()

    told = fridays.page(at=moment(26)).corrections[0]

    assert told.change == {"A01": (1, 2)}
    assert (told.asker_name, told.is_granted) == (head().name, True)
    assert told.decider_name == fridays.city_head().name


def test_what_was_asked_is_what_is_granted_even_if_facts_go_on():
    one_more_visit()
    ask()
    a_visit(a_community("西湖小区"))

    grant()

    # Stated at a moment before the request, both count; the digest says what was granted.
    edition = editions.edition(actor=clerk(), number=fridays.number_of())
    assert edition.known_at == MONDAY
    assert edition.faults() == ()


def test_where_nothing_has_changed_there_is_nothing_to_correct():
    with pytest.raises(NotNow, match=r"都没有变化.*先更正台账"):
        ask()

    assert fridays.the().state == State.FROZEN


def test_a_correction_that_would_break_the_checks_names_what_else_to_correct():
    a_problem(a_community("东城花园"))

    with pytest.raises(NotNow, match="一并更正"):
        ask(cells=("A03",))

    ask(cells=("A01", "A03", "A04"))


def test_refused_the_frozen_edition_stays_and_may_be_asked_again():
    one_more_visit()
    ask()

    correcting.refuse_correction(
        **fridays.key(), reason="请附排查记录", actor=fridays.city_head(), at=moment(25)
    )

    assert fridays.the().state == State.FROZEN
    assert Edition.objects.filter(report=fridays.the()).count() == 1
    assert fridays.page(at=moment(25)).corrections[0].decision == "请附排查记录"
    ask(at=moment(25, 10))
    assert grant(at=moment(25, 11)) == 2


def test_after_two_weeks_the_difference_goes_into_the_next_report():
    one_more_visit()
    last = FIVE.replace(month=7, day=5)

    with pytest.raises(NotNow, match="补报"):
        ask(at=last.replace(second=1))

    ask(at=last)


def test_the_county_asks_and_the_head_of_the_city_decides():
    one_more_visit()
    statement = CorrectionStatement(CELLS, "漏登一个小区")
    with pytest.raises(NotAllowed):
        correcting.ask_correction(**fridays.key(), statement=statement, actor=clerk(), at=MONDAY)
    ask()

    with pytest.raises(NotAllowed, match="市级负责人"):
        correcting.grant_correction(**fridays.key(), actor=city_clerk(), at=MONDAY)


def test_a_unit_stood_in_for_stays_footnoted_after_a_correction():
    a_visit(a_community("东城花园", county="140821"))
    statement = CorrectionStatement(CELLS, "漏登一个小区")
    asker = fridays.signer("140821")
    correcting.ask_correction(**fridays.key("140821"), statement=statement, actor=asker, at=MONDAY)

    correcting.grant_correction(**fridays.key("140821"), actor=fridays.city_head(), at=moment(25))

    part = next(part for part in city(2).parts if part.area_code == "140821")
    assert part.is_auto
    assert CityEdition.objects.count() == 2


def test_the_next_week_is_compared_with_the_corrected_value():  # CHK-18
    one_more_visit()
    ask()
    grant()
    opening.open_due_weeks(at=moment(27))
    number = fridays.number_of(week="2024-W05")

    statement = OverrideStatement("A01", 2, 1, "误登记一个小区")
    drafting.override_value(
        number=number, version=1, statement=statement, actor=head(), at=moment(28, 9)
    )

    page = reports.report(actor=clerk(), number=number, at=moment(28, 9))

    # 1 was the frozen number; it is the corrected one, 2, from which A01 falls.
    fallen = next(found for found in page.errors if found.check == "CHK-18")
    assert page.last_values["A01"] == 2
    assert "是 2，少了 1" in fallen.sentence
