"""Names of owners whose time is over are destroyed: vote by vote, each with its entry.

Rooms, areas, marks and ballots stay: the count can be followed without anybody's name.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit.locking import lock
from tingban.actions.exits.roll_vault import forget_owners
from tingban.actions.exits.voting import record
from tingban.data.exits.models import ExitCase, RollOwner, Vote
from tingban.reads.exits import votes as reads
from tingban.reads.exits.flows import EXIT
from tingban.rules.actors import SYSTEM
from tingban.rules.exits.retention import names_until


def destroy_names(*, at: datetime) -> int:
    """Of how many votes the names were destroyed; whatever a dead worker left is made up."""
    held = RollOwner.objects.order_by().values("part__vote").distinct()
    rows = Vote.objects.visible_to(SYSTEM).filter(pk__in=held, case__closed_on__isnull=False)
    return sum(
        _destroy(vote_id, at) for vote_id in rows.order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _destroy(vote_id: int, at: datetime) -> bool:
    """Under both locks: an exit that was taken up again meanwhile keeps its names."""
    vote = Vote.objects.visible_to(SYSTEM).get(pk=vote_id)
    case = lock(ExitCase.objects.visible_to(SYSTEM), EXIT.not_found, pk=vote.case_id)
    vote = lock(Vote.objects.visible_to(SYSTEM), reads.NOT_FOUND, pk=vote_id)
    last = names_until(ended_on=case.closed_on, known_on=_known_on(vote))
    if last is None or timezone.localdate(at) <= last:
        return False
    rows = forget_owners(vote.pk)
    if rows:
        record(
            "exits.names_destroyed", vote, actor=SYSTEM, at=at,
            change=({"rows": rows}, {"kept_until": last.isoformat()}),
        )  # fmt: skip
    return rows > 0


def _known_on(vote: Vote) -> date | None:
    result = reads.result_of(vote)
    return (result.posted_on or result.closed_on) if result else None
