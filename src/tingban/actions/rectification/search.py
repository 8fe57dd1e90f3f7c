"""The search column of problems: their own words; communities and companies are joined by reads."""

from collections.abc import Iterable, Sequence
from typing import Any

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.rectification.models import Problem
from tingban.kit import bigrams


def index_problems(rows: Iterable[Sequence[Any]]) -> None:
    """Found by number, description and the number of what they came from; rows of (id, texts …)."""
    for batch in batches(rows):
        write_columns(
            "rectification_problem",
            {"search": "tsvector"},
            ((id_, bigrams.document(*texts)) for id_, *texts in batch),
        )


def index_all_problems() -> None:
    """Every problem anew, whatever it is found by now."""
    rows = Problem.objects.values_list("id", "number", "description", "source_ref").order_by("id")
    index_problems(rows.iterator())
