"""What must fit within one row and within one file, without asking the database."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from tingban.rules.enforcement import is_no_penalty
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.records import (
    CommunityRow,
    ContractRow,
    ExposureRow,
    OrderRow,
    PenaltyRow,
    ProblemRow,
    Record,
)
from tingban.rules.exchange.sheets import PROBLEMS
from tingban.rules.exchange.tables import Table
from tingban.rules.rectification import CATEGORY_LABELS, SUB_ACT_BY_CODE, Category, Life

_PROBLEM_FIELDS: Final = {column.title: column.field for column in PROBLEMS.columns}


def row_faults(table: Table) -> Iterator[Fault]:
    """Faults between the cells of one row."""
    check = _CHECKS.get(table.sheet.record)
    if check is not None:
        for row in table.stated:
            yield from check(table, row)


def duplicates(
    tables: Iterable[Table], key: Callable[[Table, Record], Hashable | None], field: str
) -> Iterator[tuple[Table, Fault]]:
    """Every row whose key an earlier row of the same upload has, with its table."""
    seen: dict[Hashable, tuple[Table, int]] = {}
    for table in tables:
        for row in table.stated:
            value = key(table, row)
            if value is None:
                continue
            if value not in seen:
                seen[value] = (table, row.row)
                continue
            first_table, first = seen[value]
            where = "" if first_table is table else f"“{first_table.name}”"
            yield (
                table,
                table.fault(
                    FaultKind.DUPLICATE,
                    row.row,
                    field,
                    read=getattr(row, field),
                    expected=f"与{where}第 {first} 行重复，同一条记录只应出现一次",
                ),
            )


def _community(table: Table, row: CommunityRow) -> Iterator[Fault]:
    if row.code and row.into == row.code:
        yield table.fault(
            FaultKind.RING, row.row, "into", read=row.into, expected="小区不能合并到自己"
        )


def _not_before(table: Table, row: Record, field: str, first: str) -> Iterator[Fault]:
    """The day in `field`, where told, is not before the day in `first`."""
    on: date | None = getattr(row, field)
    first_on: date | None = getattr(row, first)
    if on is None or first_on is None or on >= first_on:
        return
    columns = table.sheet.by_field
    yield table.fault(
        FaultKind.ORDER,
        row.row,
        field,
        read=on,
        expected=f"{columns[field].title}不应早于{columns[first].title}（{first_on:%Y-%m-%d}）",
    )


def _contract(table: Table, row: ContractRow) -> Iterator[Fault]:
    return _not_before(table, row, "ends_on", "starts_on")


def _problem(table: Table, row: ProblemRow) -> Iterator[Fault]:
    life = Life(
        row.confirmed_on,
        row.completed_on,
        row.reopened_on,
        row.completed_again_on,
        row.annulled_on,
    )
    unread = {title for title, name in _PROBLEM_FIELDS.items() if table.is_unsure(row.row, name)}
    for title, sentence in life.faults(unread):
        field = _PROBLEM_FIELDS[title]
        yield table.fault(
            FaultKind.ORDER, row.row, field, read=getattr(row, field), expected=sentence
        )
    yield from _not_before(table, row, "due_on", "confirmed_on")
    if table.is_unsure(row.row, "category"):
        return
    for act in re.split("[、；]", row.acts or ""):
        known = SUB_ACT_BY_CODE.get(act)
        if known is not None and known.category.value != row.category:
            label = CATEGORY_LABELS[Category(row.category)]
            yield table.fault(
                FaultKind.CONFLICT,
                row.row,
                "acts",
                read=act,
                expected=f"{act} 不属于问题类别“{label}”",
            )


def _order(table: Table, row: OrderRow) -> Iterator[Fault]:
    return _not_before(table, row, "withdrawn_on", "served_on")


def _penalty(table: Table, row: PenaltyRow) -> Iterator[Fault]:
    yield from _not_before(table, row, "revoked_on", "decided_on")
    if row.category and is_no_penalty(row.category):
        # DOMAIN 1.3, trap 1; CELL C03.
        yield table.fault(
            FaultKind.CONFLICT,
            row.row,
            "category",
            read=row.category,
            expected="责令改正不是行政处罚，应填在“责令整改”表",
        )


def _exposure(table: Table, row: ExposureRow) -> Iterator[Fault]:
    return _not_before(table, row, "withdrawn_on", "published_on")


_CHECKS: Final[Mapping[type, Callable[..., Iterator[Fault]]]] = {
    CommunityRow: _community,
    ContractRow: _contract,
    ProblemRow: _problem,
    OrderRow: _order,
    PenaltyRow: _penalty,
    ExposureRow: _exposure,
}
