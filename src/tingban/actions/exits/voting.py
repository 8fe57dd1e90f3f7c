"""What every act on a vote begins and ends with: who, when, which row; the present projected."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.facts import run_projection
from tingban.actions.audit.locking import lock
from tingban.data.audit.models import Entry
from tingban.data.exits.models import Vote, VoteStep
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Actor
from tingban.rules.exits.vote_stages import VoteAct, VoteStage, check_hand, check_stage

SHORTEST_REASON: Final = 4
VOTE: Final = """
UPDATE exits_vote p SET
    title = f.title,
    stage = CASE
        WHEN s.dropped THEN 'dropped'
        WHEN EXISTS (
            SELECT FROM exits_voteclosing c WHERE c.vote_id = q.id AND c.retracted_at IS NULL
        ) THEN 'closed'
        WHEN s.issued THEN 'counting'
        WHEN s.frozen THEN 'frozen'
        ELSE 'roll'
    END,
    version = p.version + %(turns)s
FROM exits_vote q
JOIN exits_voteplan f ON f.vote_id = q.id AND f.retracted_at IS NULL
CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(kind = 'dropped'), false) AS dropped,
        coalesce(bool_or(kind = 'issued'), false) AS issued,
        coalesce(bool_or(kind = 'frozen'), false) AS frozen
    FROM exits_votestep WHERE vote_id = q.id AND retracted_at IS NULL
) s
WHERE p.id = q.id AND {where}
"""


def project_votes(ids: list[int] | None = None, *, turns: int = 0) -> None:
    """Bring the columns of these votes (all, where None) in line with their facts."""
    run_projection(VOTE, ids, turns=turns)


def begin(act: VoteAct, vote_id: int, actor: Actor) -> Vote:
    """The vote, locked until the act ends, where it is this act's turn and this person's part."""
    rows = Vote.objects.visible_to(actor).select_related("case", "community")
    vote = lock(rows, reads.NOT_FOUND, pk=vote_id)
    check_hand(actor)
    check_stage(act, VoteStage(vote.stage))
    return vote


def record(
    act: str, vote: Vote, *, actor: Actor, at: datetime, note: str = "",
    change: tuple[Mapping[str, Any] | None, Mapping[str, Any] | None] = (None, None),
) -> Entry:  # fmt: skip
    """The entry of an act on a vote."""
    return log.record(
        actor=actor, at=at, act=act, subject=f"vote:{vote.pk}", note=note, change=change
    )


def note_step(
    vote: Vote, kind: str, entry: Entry, told: dict[str, Any], *, on: date | None = None,
    digest: str = "",
) -> None:  # fmt: skip
    """The step of this kind, in the place of the one before."""
    before = reads.step_of(vote, kind)
    if before is not None:
        facts.retract(before, act=entry)
    day = on or timezone.localdate(entry.at)
    row = VoteStep(vote=vote, kind=kind, on=day, told=told, digest=digest)
    facts.append(row, act=entry)
