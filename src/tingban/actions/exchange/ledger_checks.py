"""What must fit between the cases of the files and the ledgers that the platform holds."""

from collections.abc import Iterator

from tingban.actions.exchange.checking import Scene
from tingban.actions.exchange.index import Index
from tingban.actions.exchange.intake import CaseTable
from tingban.actions.exchange.ledgers import unit_told
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exchange.crossing import duplicates
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.ledger import CaseRow
from tingban.rules.exchange.records import LedgerRow, Record
from tingban.rules.exchange.tables import Table


def check_ledgers(scene: Scene, ledgers: list[CaseTable]) -> Iterator[Fault]:
    """Whose ledger each row stands in, rows told twice, 主件 in a ring."""
    yield from _repeated_rows(scene, ledgers)
    for ledger in ledgers:
        for case in ledger.cases:
            yield from _unit(scene, ledger, case)
    yield from _rings(scene.index, ledgers)


def _repeated_rows(scene: Scene, ledgers: list[CaseTable]) -> Iterator[Fault]:
    """The key of a row without 受理编号 is unit + 序号 (INTERCHANGE 1)."""
    own = scene.actor.area_code
    units = {
        (ledger.table.number, case.row): unit_told(scene.index, ledger, case, own)
        for ledger in ledgers
        for case in ledger.cases
        if case.number is None
    }
    for ledger in ledgers:
        # Rows with faults of their own are keyed by what the sheet says.
        ledger_unit = ledger.unit or own
        for row in ledger.table.rows:
            units.setdefault((ledger.table.number, row.row), ledger_unit)

    def key(table: Table, row: Record) -> tuple[str, int] | None:
        if not isinstance(row, LedgerRow) or row.number is not None or row.row_no is None:
            return None
        return units[table.number, row.row], row.row_no

    for _, fault in duplicates([ledger.table for ledger in ledgers], key, "row_no"):
        yield fault


def _unit(scene: Scene, ledger: CaseTable, case: CaseRow) -> Iterator[Fault]:
    actor = scene.actor
    unit = unit_told(scene.index, ledger, case, actor.area_code)
    if not actor.writes(unit):
        own = AREA_BY_CODE[actor.area_code].name
        yield ledger.table.fault(
            FaultKind.FOREIGN,
            case.row,
            "number" if case.number else "row_no",
            read=case.number or case.row_no,
            expected=f"这一行在{AREA_BY_CODE[unit].name}的台账中，{own}只能导入本单位的台账",
        )


def _rings(index: Index, ledgers: list[CaseTable]) -> Iterator[Fault]:
    parents = {
        case.number: case.parent
        for ledger in ledgers
        for case in ledger.cases
        if case.number and case.parent
    }
    for ledger in ledgers:
        for case in ledger.cases:
            if case.number in parents and _comes_back(case.number, parents):
                yield ledger.table.fault(
                    FaultKind.RING,
                    case.row,
                    "parent",
                    read=case.parent,
                    expected="主件关系成环，应只指向最先受理的那一件",
                )


def _comes_back(number: str, parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    at: str | None = number
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at == number
