"""The weekly reads show a county what is its own, and nothing of another's (DESIGN 3.5).

Each is asked as the county whose report stands and as one that is silent; what is counted is
what they show of the former.
"""

import pytest

from tests import fridays
from tests.people import YANHU, YONGJI, city_clerk, head, person
from tingban.actions.weekly import opening
from tingban.data.weekly.models import Edition
from tingban.reads.weekly import boards, editions, present, reminders
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotFound

pytestmark = pytest.mark.django_db
NEXT = fridays.moment(28)
OWN = fridays.number_of(YONGJI)


def found(ask) -> int:
    """1 for what is there, 0 for what does not exist for the actor."""
    try:
        return 1 if ask() else 0
    except NotFound:
        return 0


def _line(actor: Actor):
    lines = boards.board(actor=actor, week_code=fridays.WEEK, at=fridays.TEN).units
    return [line for line in lines if line.area_code == YONGJI]


def _entry(actor: Actor) -> boards.WeekEntry:
    (entry,) = boards.week_entries(actor=actor)
    return entry


READS = {
    "the line on the board": lambda actor: len(_line(actor)),
    "reports sent, in the list of weeks": lambda actor: _entry(actor).submitted,
    "reports ready, in the list of weeks": lambda actor: _entry(actor).ready,
    "the history of the unit": lambda actor: len(
        boards.unit_history(actor=actor, area_code=YONGJI, at=fridays.TEN)
    ),
    "the version of the report": lambda actor: found(
        lambda: boards.version_of(actor=actor, number=OWN)
    ),
    "the edition": lambda actor: found(lambda: editions.edition(actor=actor, number=OWN)),
    "its versions": lambda actor: len(editions.versions(actor=actor, number=OWN)),
    "the editions of the week": lambda actor: len(
        editions.latest_editions(actor=actor, week_code=fridays.WEEK)
    ),
    "what the next week is compared with": lambda actor: len(
        editions.standing_before(actor=actor, as_of=NEXT)
    ),
    "the same, asked for by area": lambda actor: len(
        editions.standing_before(actor=actor, as_of=NEXT, areas=[YONGJI])
    ),
    "what was accepted last": lambda actor: len(editions.last_accepted(actor=actor, as_of=NEXT)),
}


@pytest.fixture
def accepted():
    """Of the 14 that were opened, one is sent and accepted."""
    fridays.open_week()
    fridays.accepted(YONGJI)


def test_a_report_is_shown_to_its_own_county_and_the_city_and_to_no_other(accepted):
    asked = {"own": head(YONGJI), "city": city_clerk(), "other": head(YANHU)}

    shown = {
        who: [what for what, seen in READS.items() if seen(actor)] for who, actor in asked.items()
    }

    assert shown == {"own": list(READS), "city": list(READS), "other": []}


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
def test_whoever_has_no_business_facts_sees_no_report(accepted, role):
    actor = person(role)
    lines = [
        what for what, seen in READS.items() if not what.startswith("reports ") and seen(actor)
    ]

    assert lines == []
    assert present.present(actor=actor) is None
    assert reminders.standing_reminder(actor=actor) is None


def test_the_frame_shows_a_county_its_own_report_and_what_waits_for_it(accepted):
    fridays.check(YANHU)

    shown = {area: present.present(actor=head(area)) for area in (YANHU, YONGJI)}

    assert {area: it.number for area, it in shown.items() if it} == {
        area: fridays.number_of(area) for area in (YANHU, YONGJI)
    }
    assert [it.waiting for it in shown.values() if it] == [1, 0]


def test_a_reminder_is_shown_to_the_unit_that_it_speaks_to():
    fridays.open_week()
    fridays.sent(YONGJI)
    opening.remind(at=fridays.moment(21, 10, 30))

    own = reminders.standing_reminder(actor=head(YANHU))

    assert own is not None
    assert own.number == fridays.number_of(YANHU)
    assert reminders.standing_reminder(actor=head(YONGJI)) is None


def test_the_table_of_the_whole_city_is_the_citys():
    fridays.open_week()
    fridays.frozen(YONGJI)
    ask = {"week_code": fridays.WEEK}

    city = editions.city_edition(actor=city_clerk(), **ask)

    assert YONGJI in editions.parts_of(city)
    assert editions.city_before(actor=city_clerk(), as_of=NEXT) is not None
    with pytest.raises(NotFound):
        editions.city_edition(actor=head(YONGJI), **ask)
    assert editions.city_before(actor=head(YONGJI), as_of=NEXT) is None
    board = boards.board(actor=head(YONGJI), week_code=fridays.WEEK, at=fridays.FIVE)
    assert (board.city_version, dict(board.city_values)) == (None, {})


def test_a_digest_that_no_longer_fits_is_told_to_its_own_county_only(accepted, monkeypatch):
    monkeypatch.setattr(editions.StoredEdition, "faults", lambda it: (it.number,))

    told = {
        who: editions.faults_of_week(actor=head(who), week_code=fridays.WEEK)
        for who in (YONGJI, YANHU)
    }

    assert Edition.objects.count() == 1
    assert told == {YONGJI: (OWN,), YANHU: ()}
    assert editions.first_fault(actor=head(YANHU)) is None
