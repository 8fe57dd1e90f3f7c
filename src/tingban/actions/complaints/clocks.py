"""When each running case is due: computed by the rules, kept so that lists sort by it.

`due_at` is the limit that ends first, `later_at` the other that runs beside it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.complaints.models import Case, CaseMove
from tingban.reads.complaints.timing import Timed, timed
from tingban.reads.law import calendar
from tingban.rules.complaints.clocks import clocks
from tingban.rules.complaints.stages import RUNNING, Act, Stage
from tingban.rules.deadlines.clock import Clock
from tingban.rules.law import Calendar

COLUMNS: Final = {
    "due_at": "timestamptz", "due_rule": "text", "later_at": "timestamptz", "later_rule": "text",
}  # fmt: skip
# So few are looked at as they are; among more, those with a clock are picked first.
FEW: Final = 50


def set_clocks(ids: Sequence[int] | None = None) -> None:
    """Set the limits of these cases (all, where None) and of what was merged into them.

    Whatever has ended has none.
    """
    if ids is not None and len(ids) <= FEW:
        write_clocks(timed(ids, into=ids), calendar())
        return
    for batch in batches(_with_clocks(ids)):
        write_clocks(timed(batch), calendar())


def write_clocks(cases: list[Timed], days: Calendar) -> None:
    """The same for cases that have just been read."""
    write_columns("complaints_case", COLUMNS, _due(cases, days))


def set_all_clocks() -> None:
    """Compute all anew, a batch at a time, each held so that no act comes between.

    What had no end because its year was not published, or was kept by an older version, has it.
    """
    for batch in batches(_with_clocks(None)):
        with transaction.atomic():
            held = Case.objects.filter(id__in=batch).order_by("id").select_for_update()
            set_clocks(list(held.values_list("id", flat=True)))


def _with_clocks(ids: Sequence[int] | None) -> list[int]:
    appeals = CaseMove.objects.standing().filter(case=OuterRef("pk"), step=Act.APPEAL)
    rows = Case.objects.filter(
        Q(stage__in=RUNNING) | Q(stage=Stage.MRG) | Q(due_at__isnull=False) | Exists(appeals)
    ).order_by("id")
    if ids is not None:
        rows = rows.filter(Q(id__in=ids) | Q(parent_id__in=ids, stage=Stage.MRG))
    return list(rows.values_list("id", flat=True))


def _due(cases: list[Timed], days: Calendar) -> Iterator[tuple[object, ...]]:
    """Those whose row shows other limits than run now."""
    for case in cases:
        limits = _limits(case, days)
        if limits != case.shown:
            yield (case.id, *map(_written, limits))


def written_limits(case: Timed, days: Calendar) -> tuple[str | None, ...]:
    """`COLUMNS` of a case as they are now, whatever its row shows."""
    return tuple(map(_written, _limits(case, days)))


def _limits(case: Timed, days: Calendar) -> tuple[datetime | None, str, datetime | None, str]:
    running = [clock for clock in clocks(case.times, days) if not clock.is_stopped]
    nearest, later = (*running, None, None)[:2]
    return (*_columns(nearest), *_columns(later))


def _columns(clock: Clock | None) -> tuple[datetime | None, str]:
    return (clock.late_from, clock.limit.key) if clock else (None, "")


def _written(value: datetime | str | None) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else value
