"""重点件: a main case into which so many were merged that the city hears of it (DOMAIN 3.1.1)."""

from typing import Final

from django.db.models import Count, Q

from tingban.data.complaints.models import Case
from tingban.rules.complaints import Standing
from tingban.rules.complaints.duplicates import key_merged
from tingban.rules.complaints.stages import Stage

_REPEATED: Final = Q(standing=Standing.DUPLICATE.value)


def words(case: Case) -> str:
    """Why a case is a 重点件 now; empty where it is none.

    Those that were answered in the meantime stay its own; what was entered by mistake not.
    """
    merged = case.children.exclude(stage=Stage.VOID).order_by()
    return key_merged(
        **merged.aggregate(
            repeats=Count("pk", filter=_REPEATED), others=Count("pk", filter=~_REPEATED)
        )
    )
