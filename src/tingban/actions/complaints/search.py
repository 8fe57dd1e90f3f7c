"""The search column of cases. Contacts never stand in it, masked or not."""

from collections.abc import Sequence

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.complaints.models import Case
from tingban.kit import bigrams

_TEXTS = ("number", "summary", "progress", "office", "receiver", "remark")


def search_document(*texts: str) -> str:
    """What a case with these texts is found by, to be cast."""
    return bigrams.document(*texts)


def index_cases(ids: Sequence[int] | None = None) -> None:
    """Found by number, content, progress, office, receiver and remark."""
    rows = Case.objects.values_list("id", *_TEXTS).order_by("id")
    for batch in batches(rows.iterator() if ids is None else rows.filter(id__in=ids)):
        write_columns(
            "complaints_case",
            {"search": "tsvector"},
            ((id_, search_document(*texts)) for id_, *texts in batch),
        )
