"""Limits of cases that are near or have just passed, in whosever hands the cases are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from tingban.data.complaints.models import Case
from tingban.reads.complaints.situations import standpoint
from tingban.rules.actors import Actor
from tingban.rules.areas import CITY
from tingban.rules.complaints.clocks import begins_with_stage
from tingban.rules.complaints.stages import Stage
from tingban.rules.deadlines.calls import LONGEST_NOTICE, NO_NEWS_AFTER

# Whose turn it is in a stage: the registrar's, who also answers what was merged, the reviewer's,
# the city's; else the handler's.
_OF_KEEPER: Final = frozenset({Stage.NEW, Stage.REG, Stage.ACC, Stage.RET, Stage.MRG})
_COLUMNS: Final = (
    "number", "summary", "unit_id", "county_id", "level", "source", "handler_area_id",
    "handler_unit_id", "stage", "stage_since", "due_rule", "due_at", "later_rule", "later_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PressingCase:
    """What the call of one limit needs to say; nothing of who complained."""

    number: str
    summary: str
    area: str
    unit: str
    rule: str
    late_from: datetime
    # Since when, of a limit that runs anew each time its stage is entered.
    since: datetime | None


def pressing(actor: Actor, *, at: datetime) -> list[PressingCase]:
    """Every open limit, each for itself. Bounded by the dates, not by the table."""
    near = (at - NO_NEWS_AFTER, at + LONGEST_NOTICE)
    rows = Case.objects.visible_to(actor).filter(Q(due_at__range=near) | Q(later_at__range=near))
    found = [one for case in rows.order_by("due_at", "id").only(*_COLUMNS) for one in _limits(case)]
    return [one for one in found if near[0] < one.late_from <= near[1]]


def _limits(case: Case) -> Iterator[PressingCase]:
    area, street = _hands(case)
    for rule, late_from in ((case.due_rule, case.due_at), (case.later_rule, case.later_at)):
        if late_from is not None:
            since = case.stage_since if begins_with_stage(rule) else None
            yield PressingCase(case.number, case.summary, area, street, rule, late_from, since)


def _hands(case: Case) -> tuple[str, str]:
    """The area whose turn it is, and the street where one has it."""
    where = standpoint(case)
    area, street = where.handler_area or where.unit, where.handler_unit
    stage = Stage(case.stage)
    if stage in _OF_KEEPER:
        area, street = where.unit, ""
    elif stage is Stage.REV:
        area, street = where.reviewing, ""
    elif stage is Stage.CLS:
        area, street = CITY, ""
    return area, street
