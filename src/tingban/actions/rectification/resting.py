"""The visit that a step rests on: a recheck, a look back (T-P09, T-P14)."""

from dataclasses import dataclass

from tingban.actions.audit.locking import lock
from tingban.actions.inspections import visits
from tingban.actions.rectification.moving import Turn
from tingban.data.inspections.models import Visit
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification.situation import Seen


@dataclass(frozen=True, slots=True)
class Resting:
    """A visit as a row and as the guards see it; neither where none was named."""

    visit: Visit | None = None
    seen: Seen | None = None


def visit_of(turn: Turn, number: str) -> Resting:
    """The visit of this number, locked so that nobody voids it meanwhile."""
    if not number:
        return Resting()
    rows = Visit.objects.visible_to(turn.actor)
    visit = lock(rows, visits.NOT_FOUND, number=number.strip())
    family = visits.family_of(turn.problem.community)
    is_here = not visit.is_void and visit.community_id in family
    return Resting(visit, Seen(visit.number, VisitKind(visit.kind), visit.done_on, is_here))
