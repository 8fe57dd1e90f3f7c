"""重点件: a main case into which so many were merged that the city hears of it (DOMAIN 3.1.1)."""

from typing import Final

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tingban.data.complaints.models import Case
from tingban.rules.complaints import Standing
from tingban.rules.complaints.duplicates import key_merged
from tingban.rules.complaints.stages import Stage

_REPEATED: Final = Q(standing=Standing.DUPLICATE.value)


def counted(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with how many were merged into each, in the same statement."""
    return rows.annotate(repeats=_merged(_REPEATED), others=_merged(~_REPEATED))


def _merged(which: Q) -> Coalesce:
    """Those that were answered in the meantime stay its own; what was entered by mistake not."""
    rows = Case.objects.filter(which, parent=OuterRef("pk")).exclude(stage=Stage.VOID).order_by()
    counts = rows.values("parent").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def words_of(case: Case) -> str:
    """Why a case loaded by `counted` is a 重点件; empty where it is none."""
    return key_merged(
        repeats=case.repeats,  # type: ignore[attr-defined]  # annotated by counted
        others=case.others,  # type: ignore[attr-defined]  # annotated by counted
    )


def words(case: Case) -> str:
    """The same of a case as it stands now."""
    return words_of(counted(Case.objects.all()).get(pk=case.pk))
