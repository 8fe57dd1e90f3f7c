"""责令限期整改通知书 before it is signed: what it lacks, and how it would read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.actions.rectification.ordering import OrderStatement, draft_of
from tingban.reads.rectification import order_papers as reads
from tingban.reports.rectification.order_text import compose
from tingban.rules.actors import Actor
from tingban.rules.documents.passages import Passage
from tingban.rules.rectification.order_checks import missing

PREVIEW: Final = "preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """Clauses that tell what is missing, or the text where nothing is."""

    missing: tuple[str, ...]
    passages: tuple[Passage, ...] = ()


def preview_of(actor: Actor, statement: OrderStatement, at: datetime) -> Preview:
    """The paper as it would be signed."""
    company, uscc = reads.company_told(actor, statement.problem_numbers)
    paper = reads.draft_paper(actor, draft_of(statement, company, uscc), at=at)
    lacking = missing(paper)
    return Preview(lacking) if lacking else Preview((), compose(paper).passages)
