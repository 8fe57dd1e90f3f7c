"""When each running case is due: computed by the rules, kept so that lists sort by it."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.complaints.models import Case, CaseMove
from tingban.reads.complaints.timing import times_of
from tingban.reads.law import calendar
from tingban.rules.complaints.clocks import clocks
from tingban.rules.complaints.stages import RUNNING, Act, Stage

_COLUMNS = {"due_at": "timestamptz", "due_rule": "text"}


def set_clocks(ids: Sequence[int] | None = None) -> None:
    """Set due_at and due_rule of these cases (all, where None) and of what was merged into them.

    Whatever has ended has none.
    """
    appeals = CaseMove.objects.standing().filter(case=OuterRef("pk"), step=Act.APPEAL)
    rows = Case.objects.filter(
        Q(stage__in=RUNNING) | Q(stage=Stage.MRG) | Q(due_at__isnull=False) | Exists(appeals)
    ).order_by("id")
    if ids is not None:
        rows = rows.filter(Q(id__in=ids) | Q(parent_id__in=ids, stage=Stage.MRG))
    for batch in batches(list(rows.values_list("id", flat=True))):
        write_columns("complaints_case", _COLUMNS, _due(batch))


def _due(ids: list[int]) -> Iterator[tuple[object, ...]]:
    days = calendar()
    for key, times in times_of(ids).items():
        running = [clock for clock in clocks(times, days) if not clock.is_stopped]
        nearest = running[0] if running else None
        yield (
            key,
            nearest.late_from.isoformat() if nearest else None,
            nearest.limit.key if nearest else "",
        )
