"""What tells the rows of a sheet apart; a row said twice in one upload is a fault."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Final

from tingban.actions.exchange.gathering import firm_of, spot_of
from tingban.actions.exchange.index import Index
from tingban.rules.exchange import records as rows
from tingban.rules.exchange.crossing import duplicates
from tingban.rules.exchange.faults import Fault
from tingban.rules.exchange.tables import Table


def repeated(index: Index, tables: list[Table]) -> Iterator[tuple[Table, Fault]]:
    """Every row whose key stands in an earlier row."""
    for record, (field, key) in _KEYS.items():
        same = [table for table in tables if table.sheet.record is record]
        yield from duplicates(same, _by(key, index), field)


def _by(
    key: Callable[[Index, Any], Hashable | None], index: Index
) -> Callable[[Table, Any], Hashable | None]:
    """The key of a row, where every field of it could be read."""

    def known(table: Table, row: Any) -> Hashable | None:
        code, *others = table.sheet.key
        if getattr(row, code) is None:
            others += _STAND_IN.get(type(row), ())
        return None if table.is_unsure(row.row, code, *others) else key(index, row)

    return known


def _one_spot(index: Index, ref: Any) -> str | None:
    found = index.candidates(ref)
    return found[0].key if len(found) == 1 else None


def _one_firm(index: Index, ref: Any) -> str | None:
    found = index.firm_candidates(ref)
    return found[0].key if len(found) == 1 else None


def _own_spot_key(index: Index, row: Any) -> Hashable | None:
    spot = spot_of(index, row)
    return spot.key if spot else None


def _own_firm_key(index: Index, row: Any) -> Hashable | None:
    firm = firm_of(index, row)
    return firm.key if firm else None


def _together(*parts: Hashable | None) -> Hashable | None:
    """A key of several parts, where all of them are known."""
    return None if any(part is None for part in parts) else parts


def _numbered(_: Index, row: Any) -> Hashable | None:
    number: str | None = row.number
    return number


# What stands for a code that is not told.
_STAND_IN: Final[Mapping[type, tuple[str, ...]]] = {
    rows.CommunityRow: ("county", "name"),
    rows.CompanyRow: ("name",),
}
# Where a repeated key is told, and what the key is.
_KEYS: Final[Mapping[type, tuple[str, Callable[[Index, Any], Hashable | None]]]] = {
    rows.CommunityRow: ("code", _own_spot_key),
    rows.CompanyRow: ("uscc", _own_firm_key),
    rows.ContractRow: (
        "starts_on",
        lambda index, row: _together(
            _one_spot(index, row.community), _one_firm(index, row.company), row.starts_on
        ),
    ),
    rows.MissionRow: ("number", _numbered),
    rows.VisitRow: ("number", _numbered),
    rows.ProblemRow: ("number", _numbered),
    rows.OrderRow: ("number", _numbered),
    rows.PenaltyRow: ("number", _numbered),
    rows.LevelRow: (
        "decided_on",
        lambda index, row: _together(_one_spot(index, row.community), row.decided_on, row.kind),
    ),
    rows.ExitRow: (
        "community",
        lambda index, row: _together(
            _one_spot(index, row.community), _one_firm(index, row.company)
        ),
    ),
    rows.ExposureRow: (
        "published_on",
        lambda index, row: _together(
            _one_firm(index, row.company), row.county, row.published_on, row.media or ""
        ),
    ),
    rows.LedgerRow: ("number", _numbered),
}
