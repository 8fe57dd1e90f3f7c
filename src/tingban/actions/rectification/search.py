"""The search column of problems: their own words; communities and companies are joined by reads."""

from collections.abc import Sequence

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.rectification.models import Problem
from tingban.kit import bigrams


def index_problems(ids: Sequence[int] | None = None) -> None:
    """Found by number, description and the number of what they came from."""
    rows = Problem.objects.values_list("id", "number", "description", "source_ref").order_by("id")
    for batch in batches(rows.iterator() if ids is None else rows.filter(id__in=ids)):
        write_columns(
            "rectification_problem",
            {"search": "tsvector"},
            ((id_, bigrams.document(*texts)) for id_, *texts in batch),
        )
