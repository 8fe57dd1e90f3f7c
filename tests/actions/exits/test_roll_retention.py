"""Names whose time is over are destroyed: not a day before, once, each vote for itself."""

from datetime import date, datetime, timedelta

import pytest

from tests.people import ZONE, clerk
from tests.votes import (
    YES,
    a_closed_vote,
    a_frozen_vote,
    a_part,
    a_vote_to_count,
    both_enter,
    close,
    owner,
    parts,
    post,
    the_vote,
)
from tingban.actions.exits import roll_retention
from tingban.actions.exits.roll_corrections import PartStatement, correct_roll, take_names
from tingban.actions.exits.roll_retention import destroy_names
from tingban.data.audit.models import Entry
from tingban.data.exits.models import BallotEntry, ExitCase, RollOwner
from tingban.jobs import proceedings
from tingban.kit import clock
from tingban.reads.exits.votes import result_of
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_stages import Stage

pytestmark = pytest.mark.django_db
# Posted on 12 July 2024: a year to annul, another for the court.
LAST = date(2026, 7, 12)


def night(on: date, hour: int = 1) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=ZONE)


def ended(vote_id: int, on: date | None = date(2024, 10, 17)) -> None:
    stage = Stage.X9 if on else Stage.X8
    ExitCase.objects.filter(votes=vote_id).update(closed_on=on, stage=stage.value)


def a_posted_vote() -> int:
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)
    ended(vote_id)
    return vote_id


def names(vote_id: int) -> int:
    return RollOwner.objects.filter(part__vote=vote_id).count()


def test_before_at_and_after_the_last_day():
    vote_id = a_posted_vote()

    assert destroy_names(at=night(LAST - timedelta(days=1))) == 0
    assert destroy_names(at=night(LAST, 23)) == 0
    assert names(vote_id) == 3

    assert destroy_names(at=night(LAST + timedelta(days=1), 0)) == 1

    assert names(vote_id) == 0
    entry = Entry.objects.get(act="exits.names_destroyed")
    assert (entry.subject, entry.before) == (f"vote:{vote_id}", {"rows": 3})
    assert entry.after == {"kept_until": "2026-07-12"}


def test_what_was_counted_stays_and_the_owners_are_told_why_no_name_is_there():
    vote_id = a_posted_vote()
    before = result_of(the_vote(vote_id))
    read = BallotEntry.objects.count()

    destroy_names(at=night(LAST + timedelta(days=1)))

    assert result_of(the_vote(vote_id)) == before
    assert len(parts(vote_id)) == 3
    assert BallotEntry.objects.count() == read
    with pytest.raises(NotNow, match="已经销毁（《中华人民共和国个人信息保护法》第十九条）"):
        take_names(
            vote_id=vote_id, reason="业委会存档", actor=owner(the_vote(vote_id).case),
            at=night(LAST + timedelta(days=2)),
        )  # fmt: skip
    assert not Entry.objects.filter(act="exits.names_taken").exists()


def test_an_exit_that_is_not_at_its_end_keeps_its_names():
    vote_id = a_posted_vote()
    ended(vote_id, None)

    assert destroy_names(at=night(LAST + timedelta(days=900))) == 0

    assert names(vote_id) == 3


def test_a_roll_that_nobody_counted_is_kept_for_a_year_after_the_end():
    vote_id = a_frozen_vote()
    ended(vote_id)

    assert destroy_names(at=night(date(2025, 10, 17))) == 0
    assert destroy_names(at=night(date(2025, 10, 18))) == 1

    assert names(vote_id) == 0


def test_a_part_whose_owner_is_destroyed_is_corrected_no_more():
    vote_id = a_frozen_vote()
    ended(vote_id)
    destroy_names(at=night(date(2025, 10, 18)))
    part = parts(vote_id)[0]
    wider = PartStatement(a_part(part.room, part.area + 1))

    with pytest.raises(NotNow, match="已经销毁"):
        correct_roll(
            vote_id=vote_id, part_id=part.pk, to=wider, reason="登记簿面积不同",
            actor=clerk(), at=night(date(2025, 10, 19)),
        )  # fmt: skip


def test_twice_is_once():
    a_posted_vote()
    after = night(LAST + timedelta(days=1))

    assert [destroy_names(at=after), destroy_names(at=after + timedelta(days=1))] == [1, 0]

    assert Entry.objects.filter(act="exits.names_destroyed").count() == 1


def test_killed_in_the_middle_leaves_whole_votes_and_the_next_night_does_the_rest(monkeypatch):
    first, second = a_posted_vote(), a_posted_vote()
    after = night(LAST + timedelta(days=1))
    kept = roll_retention.record

    def dies(act, vote, **told):
        if vote.pk == second:
            raise KeyboardInterrupt
        return kept(act, vote, **told)

    monkeypatch.setattr(roll_retention, "record", dies)
    with pytest.raises(KeyboardInterrupt):
        destroy_names(at=after)
    assert (names(first), names(second)) == (0, 3)
    assert Entry.objects.filter(act="exits.names_destroyed").count() == 1

    monkeypatch.setattr(roll_retention, "record", kept)
    assert destroy_names(at=after) == 1

    assert names(second) == 0
    assert Entry.objects.filter(act="exits.names_destroyed").count() == 2


def test_every_night_the_worker_does_it():
    vote_id = a_posted_vote()

    with clock.standing_at(night(LAST + timedelta(days=1))):
        proceedings.destroy_names()

    assert names(vote_id) == 0


def test_a_result_that_was_never_posted_counts_from_its_closing():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)
    close(vote_id)
    ended(vote_id)

    assert destroy_names(at=night(date(2026, 7, 11))) == 0
    assert destroy_names(at=night(date(2026, 7, 12))) == 1
