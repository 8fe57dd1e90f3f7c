"""Cases whose limit is near or has just passed, in whosever hands they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.data.complaints.models import Case
from tingban.reads.complaints.situations import standpoint
from tingban.rules.actors import Actor
from tingban.rules.areas import CITY
from tingban.rules.complaints.stages import Stage
from tingban.rules.deadlines.calls import LONGEST_NOTICE, NO_NEWS_AFTER

# Whose turn it is in a stage: the registrar's, who also answers what was merged, the reviewer's,
# the city's; else the handler's.
_OF_KEEPER: Final = frozenset({Stage.NEW, Stage.REG, Stage.ACC, Stage.RET, Stage.MRG})
_COLUMNS: Final = (
    "number", "summary", "unit_id", "county_id", "level", "source", "handler_area_id",
    "handler_unit_id", "stage", "due_rule", "due_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PressingCase:
    """What a call needs to say; nothing of who complained."""

    number: str
    summary: str
    area: str
    unit: str
    rule: str
    late_from: datetime


def pressing(actor: Actor, *, at: datetime) -> list[PressingCase]:
    """Bounded by the dates, not by the table."""
    rows = Case.objects.visible_to(actor).filter(
        due_at__gt=at - NO_NEWS_AFTER, due_at__lte=at + LONGEST_NOTICE
    )
    told = rows.order_by("due_at", "id").only(*_COLUMNS)
    return [_pressing(case, case.due_at) for case in told if case.due_at is not None]


def _pressing(case: Case, due_at: datetime) -> PressingCase:
    where = standpoint(case)
    area, street = where.handler_area or where.unit, where.handler_unit
    stage = Stage(case.stage)
    if stage in _OF_KEEPER:
        area, street = where.unit, ""
    elif stage is Stage.REV:
        area, street = where.reviewing, ""
    elif stage is Stage.CLS:
        area, street = CITY, ""
    return PressingCase(case.number, case.summary, area, street, case.due_rule, due_at)
