"""Branches of an escalation: which were opened, by whom, and which are over (T-P12, T-P08b)."""

from dataclasses import dataclass
from datetime import date

from tingban.data.rectification.models import Measure, MeasureEnd
from tingban.reads.rectification.problem_cards import ProblemDetail
from tingban.rules.rectification.stages import MeasureKind


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch, with the head's reason; `ended_on` None while it runs."""

    id: int
    kind: MeasureKind
    since: date
    by: str
    reason: str
    ended_on: date | None = None
    ended_by: str = ""
    end_reason: str = ""


def branches(detail: ProblemDetail) -> tuple[Branch, ...]:
    """Those of a problem in sight, as they were opened."""
    rows = Measure.objects.standing().filter(problem__number=detail.row.number)
    opened = list(rows.select_related("act").order_by("id"))
    if not opened:
        return ()
    stated = MeasureEnd.objects.standing().filter(measure__in=opened).select_related("act")
    ends = {end.measure_id: end for end in stated}
    return tuple(_branch(measure, ends.get(measure.pk)) for measure in opened)


def _branch(measure: Measure, end: MeasureEnd | None) -> Branch:
    kind, by = MeasureKind(measure.kind), measure.act.actor_name
    if end is None:
        return Branch(measure.pk, kind, measure.on, by, measure.note)
    return Branch(
        measure.pk, kind, measure.on, by, measure.note, end.on, end.act.actor_name, end.note
    )
