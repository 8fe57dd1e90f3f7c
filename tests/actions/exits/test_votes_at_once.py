"""Two tellers, two clerks, one vote: nothing is lost and nothing is twice."""

import pytest

from tests.at_once import at_once, crossing, refusals
from tests.people import NOW, clerk
from tests.votes import (
    COUNTED,
    NO,
    VOTING,
    YES,
    a_frozen_vote,
    a_vote,
    a_vote_to_count,
    both_enter,
    parts,
    tellers,
    the_vote,
    with_roll,
)
from tingban.actions.exits import ballots, rolls, tallies
from tingban.actions.exits.ballots import enter_ballot, issue_ballots
from tingban.data.exits.models import Ballot, BallotEntry, RollPart, VoteClosing, VoteStep
from tingban.reads.exits import votes as reads
from tingban.rules.exits.vote_ballots import BallotState, ballot_number

pytestmark = pytest.mark.django_db(transaction=True)


def entering(vote_id: int, serial: int, reading, actor):
    return lambda: enter_ballot(
        vote_id=vote_id, code=ballot_number(serial), reading=reading, actor=actor, at=VOTING
    )


def state(vote_id: int, serial: int = 1) -> BallotState:
    vote = the_vote(vote_id)
    row = Ballot.objects.get(vote=vote, serial=serial)
    return reads.ballot_line(vote, reads.plan_of(vote), row).state


def test_two_tellers_enter_the_same_ballot_at_once():
    vote_id, (one, other) = a_vote_to_count(), tellers()

    answers = crossing(entering(vote_id, 1, YES, one), entering(vote_id, 1, YES, other))

    assert refusals(answers) == []
    assert [it.state for it in answers] == [BallotState.HALF, BallotState.AGREED]


def test_two_tellers_who_differ_at_once_are_told_apart():
    vote_id, (one, other) = a_vote_to_count(), tellers()

    crossing(entering(vote_id, 1, YES, one), entering(vote_id, 1, NO, other))

    assert state(vote_id) is BallotState.DIFFERS
    assert BallotEntry.objects.standing().count() == 2


def test_one_teller_who_submits_twice_has_one_entry():
    vote_id, (one, _) = a_vote_to_count(), tellers()

    at_once(*[entering(vote_id, 1, YES, one)] * 3)

    assert BallotEntry.objects.count() == 1


def test_many_ballots_by_two_tellers_at_once_are_all_counted():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    acts = [entering(vote_id, n, YES, it) for n in (1, 2, 3) for it in (one, other)]

    assert refusals(at_once(*acts)) == []

    vote = the_vote(vote_id)
    assert reads.count_of(vote, reads.plan_of(vote)).counted == 3


def test_a_ballot_that_comes_while_the_count_is_closed_is_refused_whole():
    vote_id, (one, _) = a_vote_to_count(), tellers()
    both_enter(vote_id, 1, YES)
    actor = clerk()

    answers = crossing(
        lambda: tallies.close_vote(
            vote_id=vote_id, on=COUNTED.date(), witness="赵某", actor=actor, at=COUNTED
        ),
        entering(vote_id, 2, YES, one),
    )

    assert len(refusals(answers)) == 1
    assert BallotEntry.objects.count() == 2
    assert VoteClosing.objects.get().result["counted"] == 1


@pytest.mark.parametrize("what", ["freeze", "issue", "import"])
def test_what_two_clerks_do_at_once_stands_once(what):
    one, other = clerk(name="甲"), clerk(name="乙")
    if what == "issue":
        vote_id = a_frozen_vote()
        acts = [
            lambda actor=actor: issue_ballots(vote_id=vote_id, actor=actor, at=NOW)
            for actor in (one, other)
        ]
    else:
        vote_id = a_vote()
        with_roll(vote_id)
        acts = [
            lambda actor=actor: rolls.freeze_roll(
                vote_id=vote_id, names_checked=True, actor=actor, at=NOW
            )
            for actor in (one, other)
        ]
    if what == "import":
        acts[1] = lambda: with_roll(vote_id)

    answers = crossing(*acts)

    assert len(refusals(answers)) == 1
    assert VoteStep.objects.standing().filter(kind="frozen").count() == 1
    assert len(parts(vote_id)) == 3
    assert Ballot.objects.count() == (3 if what == "issue" else 0)


def test_an_import_killed_in_the_middle_leaves_the_former_roll(monkeypatch):
    vote_id = a_vote()
    with_roll(vote_id)
    before = [it.pk for it in parts(vote_id)]

    def dies(*args: object, **told: object) -> None:
        raise SystemExit

    monkeypatch.setattr(rolls, "keep_owners", dies)
    with pytest.raises(SystemExit):
        with_roll(vote_id)

    assert [it.pk for it in parts(vote_id)] == before
    assert RollPart.objects.count() == 3


def test_ballots_killed_while_they_are_made_are_all_or_none(monkeypatch):
    vote_id = a_frozen_vote()

    def dies(*args: object, **told: object) -> None:
        raise SystemExit

    monkeypatch.setattr(ballots, "note_step", dies)
    with pytest.raises(SystemExit):
        issue_ballots(vote_id=vote_id, actor=clerk(), at=NOW)

    assert not Ballot.objects.exists()
    assert the_vote(vote_id).stage == "frozen"
