"""The search column of cases. Contacts never stand in it, masked or not."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.complaints.models import Case
from tingban.kit import bigrams

SEARCH: Final = {"search": "tsvector"}
# Beside its number, which never changes.
TEXTS: Final = ("summary", "progress", "office", "receiver", "remark")


def search_document(*texts: str) -> str:
    """What a case with these texts is found by, to be cast."""
    return bigrams.document(*texts)


def index_cases(rows: Iterable[Sequence[Any]]) -> None:
    """Found by number, content, progress, office, receiver and remark; rows of (id, texts …)."""
    for batch in batches(rows):
        write_columns(
            "complaints_case",
            SEARCH,
            ((id_, search_document(*texts)) for id_, *texts in batch),
        )


def index_all_cases() -> None:
    """Every case anew, whatever it is found by now."""
    rows = Case.objects.values_list("id", "number", *TEXTS).order_by("id")
    index_cases(rows.iterator())
