"""The evidence of an exit with what the platform keeps of each piece: its signed words (X11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tingban.data.exits.models import ExitCase
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reads.documents.papers import paper_card, papers_of
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.rule_files import rule_scans
from tingban.reads.rectification.proceedings import course_of, found
from tingban.rules.actors import Actor
from tingban.rules.exits.evidence import EvidenceLine, evidence_index


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the index; `kept` are its signed words, `scans` its stored files; neither where
    it lies in another file."""

    line: EvidenceLine
    kept: Mapping[str, Any] | None
    scans: tuple[AttachmentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceBook:
    """All pieces in their order, and of what they are."""

    number: str
    community: str
    company: str
    pieces: tuple[Piece, ...]


def evidence_book(actor: Actor, number: str, *, today: date) -> EvidenceBook:
    """The pieces of an exit in sight; a paper that these eyes do not see has no words."""
    row = found(EXIT, actor, number)
    if not isinstance(row, ExitCase):
        raise TypeError("an exit is read from its own table")
    now = course_of(EXIT, row, today=today)
    seen = {line.key for line in papers_of(actor, EXIT.subject_of(number))}
    pieces = []
    for line in evidence_index(now):
        key = getattr(now.papers.get(line.paper), "key", "")
        kept = paper_card(actor, key).kept if key in seen else None
        pieces.append(Piece(line, kept, rule_scans(number) if line.has_files else ()))
    return EvidenceBook(
        row.number,
        row.community.name if row.community else "",
        row.company.name if row.company else "",
        tuple(pieces),
    )
