"""Which merged cases were answered themselves (3.1.1): asked by clocks, guards and cards alike."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from tingban.data.complaints.models import Case, CaseMove, CaseStep
from tingban.rules.complaints import CaseStepKind
from tingban.rules.complaints.clocks import MergedTimes
from tingban.rules.complaints.stages import RUNNING, Act, Stage

# What is in an old ledger alone was answered there; this one waits for what came in here.
_CAME_IN: Final = (Act.RECEIVE.value, Act.REGISTER.value, Act.MERGE.value)
_AGAIN: Final = (Act.REOPEN.value, Act.RESTORE.value)


def answers_to(ids: Collection[int]) -> dict[int, CaseMove]:
    """The answer that holds, by id of the case.

    Merged into another case, or the main case taken up again: an older answer is none.
    """
    later = CaseMove.objects.standing().filter(
        Q(case=OuterRef("case"), step=Act.MERGE)
        | Q(case=OuterRef("case__parent"), step__in=_AGAIN),
        act_id__gt=OuterRef("act_id"),
    )
    reopened = CaseStep.objects.standing().filter(
        case=OuterRef("case__parent"), kind=CaseStepKind.REOPEN, act_id__gt=OuterRef("act_id")
    )
    rows = CaseMove.objects.standing().filter(case_id__in=ids, step=Act.ANSWER_RECEIPT)
    holding = rows.exclude(Exists(later)).exclude(Exists(reopened)).order_by("id")
    return {row.case_id: row for row in holding}


def merged_times(ids: Collection[int]) -> dict[int, MergedTimes]:
    """What the clocks of merged cases look at, by id."""
    if not ids:
        return {}
    came_in = CaseMove.objects.standing().filter(case=OuterRef("pk"), step__in=_CAME_IN)
    rows = Case.objects.filter(Exists(came_in), id__in=ids, stage=Stage.MRG)
    told = answers_to(ids)
    columns = ("pk", "parent", "stage_since", "parent__stage", "parent__stage_since")
    return {
        key: MergedTimes(_concluded(stage, main_since) if main else own_since, is_told=key in told)
        for key, main, own_since, stage, main_since in rows.values_list(*columns)
    }


def _concluded(stage: str, since: datetime | None) -> datetime | None:
    return None if stage in RUNNING else since
