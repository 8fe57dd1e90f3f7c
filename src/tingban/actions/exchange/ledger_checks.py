"""What must fit between the cases of the files and the ledgers that the platform holds."""

from collections.abc import Iterator

from tingban.actions.exchange.index import Index
from tingban.actions.exchange.intake import CaseTable
from tingban.actions.exchange.ledgers import unit_of_number, unit_told
from tingban.actions.exchange.term_checks import Scene
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
    units = {
        (ledger.table.number, case.row): _unit_known(scene, ledger, case)
        for ledger in ledgers
        for case in ledger.cases
        if case.number is None
    }

    def key(table: Table, row: Record) -> tuple[str, int] | None:
        if not isinstance(row, LedgerRow) or row.number is not None or row.row_no is None:
            return None
        unit = units[table.number, row.row]
        return None if unit is None else (unit, row.row_no)

    for _, fault in duplicates([ledger.table for ledger in ledgers], key, "row_no"):
        yield fault


def _unit_known(scene: Scene, ledger: CaseTable, case: CaseRow) -> str | None:
    """Whose ledger a row stands in, None where a cell that would tell it could not be read."""
    numbered = unit_of_number(scene.index, case.number)
    if numbered is not None:
        return numbered
    needed = ("number", "level", *(() if ledger.unit else ("county", "community")))
    if ledger.is_unit_at_fault or ledger.table.is_unsure(case.row, *needed):
        return None
    return unit_told(scene.index, ledger, case, scene.actor.area_code)


def _unit(scene: Scene, ledger: CaseTable, case: CaseRow) -> Iterator[Fault]:
    actor = scene.actor
    unit = _unit_known(scene, ledger, case)
    if unit is not None and not actor.writes(unit):
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
        # A case that names itself is told where it is read.
        if case.number and case.parent and case.parent != case.number
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
