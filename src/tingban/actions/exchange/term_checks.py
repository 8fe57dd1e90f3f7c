"""Contracts of a file against each other and against those that stand (DOMAIN 5.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tingban.actions.exchange.gathering import contract_key
from tingban.actions.exchange.index import Index
from tingban.rules.actors import Actor
from tingban.rules.exchange import records as rows
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.tables import Table
from tingban.rules.registry.contracts import Term, overlap_sentence, overlaps


@dataclass(slots=True)
class Scene:
    """What the checks look at: the index, whose eyes, and what they leave to be said."""

    index: Index
    actor: Actor
    terms: dict[str, dict[str, Term]] = field(default_factory=dict)
    handovers: list[tuple[Table, int]] = field(default_factory=list)
    # Rows whose number is known of another community: (table, row, number, its name).
    moved: list[tuple[Table, int, str, str]] = field(default_factory=list)


def lay_out_terms(scene: Scene, tables: list[Table]) -> None:
    """All contracts of the communities concerned: those that stand, and the files' on top."""
    for code, standing in scene.index.terms.items():
        scene.terms[code] = {term.key: term for term in standing}
    for table in tables:
        if table.sheet.record is not rows.ContractRow:
            continue
        for row in table.stated:
            term = _term(scene.index, table, row)
            if term is None:
                continue
            spot, stated = term
            terms = scene.terms.setdefault(spot, {})
            if table.is_unsure(row.row, "ends_on"):
                # The end that is to hold from now on could not be read.
                terms.pop(stated.key, None)
            else:
                terms[stated.key] = stated


def _term(index: Index, table: Table, row: Any) -> tuple[str, Term] | None:
    """Community and term of a row, where all that makes a contract's key is known."""
    if table.is_unsure(row.row, "community", "company", "starts_on"):
        return None
    spots, firms = index.candidates(row.community), index.firm_candidates(row.company)
    if len(spots) != 1 or len(firms) != 1:
        return None
    spot, firm = spots[0].key, firms[0].key
    key = contract_key(spot, firm, row.starts_on)
    ends_on = row.ends_on
    if ends_on is None:
        # An empty cell does not take back an end that is known.
        known = (term.ends_on for term in index.terms.get(spot, ()) if term.key == key)
        ends_on = next(known, None)
    return spot, Term(key, firm, row.starts_on, ends_on)


def overlap_faults(scene: Scene, table: Table, row: rows.ContractRow) -> Iterator[Fault]:
    """One company a community at a time but for a handover (条例 33, DOMAIN 5.3)."""
    found = _term(scene.index, table, row)
    if found is None or table.is_unsure(row.row, "ends_on"):
        return
    spot, term = found
    known = {standing.key for standing in scene.index.terms.get(spot, ())}
    for overlap in overlaps(term, scene.terms[spot].values()):
        other = overlap.second
        # Of two rows the later contract is told, once.
        if other.key not in known and (other.starts_on, other.key) > (term.starts_on, term.key):
            continue
        if overlap.is_handover:
            scene.handovers.append((table, row.row))
            continue
        yield table.fault(
            FaultKind.OVERLAP,
            row.row,
            "starts_on",
            read=row.starts_on,
            expected=overlap_sentence(overlap).rstrip("。"),
        )
        return
