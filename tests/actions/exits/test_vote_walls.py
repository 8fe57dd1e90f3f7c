"""What the database itself refuses of a vote (STYLE C 5)."""

import pytest
from django.db import IntegrityError, transaction

from tests.votes import YES, a_vote, a_vote_to_count, ballot, both_enter, enter, parts, the_vote
from tingban.actions.exits.voting import project_votes
from tingban.data.exits.models import Ballot, BallotEntry, RollPart, Vote, VotePlan

pytestmark = pytest.mark.django_db


def refused_by(wall: str):
    """The database refuses, and by this constraint rather than by another."""
    return pytest.raises(IntegrityError, match=f'constraint "{wall}"')


def again(row, wall: str, **told: object) -> None:
    """The same row once more, changed in these columns: refused by this wall."""
    row.pk = None
    for name, value in told.items():
        setattr(row, name, value)
    with refused_by(wall), transaction.atomic():
        row.save(force_insert=True)


def test_a_room_stands_once():
    again(parts(a_vote_to_count())[0], "exits_rollpart_once")


def test_a_part_has_an_area():
    again(parts(a_vote_to_count())[0], "exits_rollpart_area", key="x", area=0)


def test_an_owner_has_one_ballot_and_a_number_is_given_once():
    vote_id = a_vote_to_count()

    again(ballot(vote_id, 1), "exits_ballot_head", serial=9)
    again(ballot(vote_id, 1), "exits_ballot_serial", head="x")


@pytest.mark.parametrize("told", [{"marks": "", "flaw": ""}, {"marks": "1", "flaw": "altered"}])
def test_an_entry_has_marks_or_a_flaw(told):
    vote_id = a_vote_to_count()
    enter(vote_id, 1, YES)

    again(BallotEntry.objects.get(), "exits_ballotentry_marks", turn=2, **told)


def test_a_vote_has_one_plan_and_a_known_stage():
    vote_id = a_vote()

    again(VotePlan.objects.get(vote=vote_id), "exits_voteplan_one_standing")
    with refused_by("exits_vote_stage"), transaction.atomic():
        Vote.objects.filter(pk=vote_id).update(stage="elsewhere")


def test_the_stage_of_a_vote_is_no_second_truth():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)
    Vote.objects.filter(pk=vote_id).update(stage="roll", title="别的")

    project_votes()

    assert (the_vote(vote_id).stage, the_vote(vote_id).title) == (
        "counting", "解聘物业服务企业表决",
    )  # fmt: skip
    assert Ballot.objects.count() == RollPart.objects.standing().count()
