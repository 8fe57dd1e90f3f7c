"""What a result rests on: the ids of every fact that was counted."""

from collections.abc import Iterator

from tingban.data.exits.models import Ballot, BallotEntry, RollPart, Vote, VotePlan


def counted_ids(vote: Vote) -> Iterator[str]:
    """Plan, parts, ballots and entries that stand, each named by its table."""
    rows = (
        ("plan", VotePlan.objects.standing().filter(vote=vote)),
        ("part", RollPart.objects.standing().filter(vote=vote)),
        ("ballot", Ballot.objects.standing().filter(vote=vote)),
        ("entry", BallotEntry.objects.standing().filter(ballot__vote=vote)),
    )
    for name, found in rows:
        yield from (f"{name}:{key}" for key in found.values_list("pk", flat=True))
