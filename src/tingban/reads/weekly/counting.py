"""Counting: the 33 cells for every row, as of any morning, as known at any moment.

One statement counts everything, so all numbers come from one snapshot of the database. Totals
follow from the rows by `rules.weekly.figures`, live and frozen alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction

from tingban.data.registry.models import Campaign
from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.members import members
from tingban.reads.weekly.statements import compose
from tingban.rules.actors import Actor
from tingban.rules.areas import AREAS, CITY
from tingban.rules.errors import NotAllowed, Refused
from tingban.rules.weekly.cells import CATEGORY_PAIRS, CELL_BY_CODE, CELLS, CODES, EXTRAS
from tingban.rules.weekly.figures import Ids, Tally, Values, rate, total_ids

__all__ = [
    "Extras",
    "Moment",
    "Scope",
    "Tally",
    "Values",
    "areas_of",
    "campaign",
    "count_all",
    "count_ids",
    "count_values",
    "extras",
    "member_ids",
]
EXTRA_CODES: Final = tuple(extra.code for extra in EXTRAS)
# Where rows overlap, the total is told from the ids.
_DISTINCT: Final = tuple(cell.code for cell in CELLS if not cell.is_additive) + tuple(
    extra.code for extra in EXTRAS if not extra.is_additive
)
# Ids are gathered only where they are asked for: most cells are told by their number alone.
_COUNT: Final = """
SELECT cell, area, count(*), {ids}
FROM ({members}) AS m (cell, area, id)
WHERE area = ANY(%(areas)s) AND cell = ANY(%({cells})s)
GROUP BY cell, area
"""
_PLANNING: Final = """
SET LOCAL jit = off; SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """The morning of `as_of`, 00:00 in Shanghai, with what was known at `known_at`."""

    as_of: date
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Narrows a count to some rows of the registers, by their database ids; None is all."""

    communities: Sequence[int] | None = None
    companies: Sequence[int] | None = None
    cases: Sequence[int] | None = None


EVERYTHING: Final = Scope()


def campaign() -> Campaign:
    """The campaign that is under way."""
    found = Campaign.objects.filter(is_current=True).order_by("-starts_on").first()
    if found is None:
        raise Refused("还没有设置专项行动，请联系系统管理员。", rule="AMB-37")
    return found


def areas_of(actor: Actor) -> tuple[str, ...]:
    """The rows that exist for this actor, in the order of 附件1."""
    if not actor.sees_facts:
        raise NotAllowed("您的岗位不办理业务，看不到统计数字。", rule="DOMAIN 9.2")
    return tuple(area.code for area in AREAS if actor.covers(area.code))


def parameters(moment: Moment, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """What every statement is asked with; refused before the campaign began."""
    since = campaign().starts_on
    if moment.as_of < since:
        raise Refused(
            f"专项行动自 {since:%Y年%-m月%-d日} 起统计，"
            f"不能生成 {moment.as_of:%Y年%-m月%-d日} 的报表。请选择之后的日期。",
            rule="AMB-37",
        )
    pairs = [(CELL_BY_CODE[found], rectified) for found, rectified in CATEGORY_PAIRS]
    return {
        "since": since,
        "as_of": moment.as_of,
        "from": _midnight(since),
        "until": _midnight(moment.as_of),
        "known_at": moment.known_at,
        "city": CITY,
        "categories": [cell.category for cell, _ in pairs],
        "found": [cell.code for cell, _ in pairs],
        "rectified": [rectified for _, rectified in pairs],
        "communities": _listed(scope.communities),
        "companies": _listed(scope.companies),
        "cases": _listed(scope.cases),
    }


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def _listed(ids: Sequence[int] | None) -> list[int] | None:
    return None if ids is None else list(ids)


def rows_of(statement: str, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run one statement.

    Compiling it to machine code would cost more than it saves. Every table is read once from end
    to end; without statistics (just after an import) nested loops would take a hundred times as
    long, with them they save nothing. The joins of a province's tables fit into 64 MB of memory
    and need not spill to disk. The settings hold until the transaction ends; a savepoint of their
    own would not end them.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_PLANNING)
        cursor.execute(statement, asked)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def rows_in(areas: Iterable[str], select: str, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What a query over the parts says of these rows; it may say more of others."""
    within = list(areas)
    return rows_of(compose(select, narrow=CITY not in within), {**asked, "within": within})


def _count(
    areas: tuple[str, ...],
    moment: Moment,
    cells: Iterable[str],
    listed: Iterable[str],
    scope: Scope = EVERYTHING,
) -> list[tuple[str, str, int, list[str] | None]]:
    wanted = set(cells)
    parts = {"listed": sorted(wanted.intersection(listed))}
    parts["counted"] = sorted(wanted.difference(listed))
    statement = "UNION ALL".join(
        _COUNT.format(
            ids="array_agg(id)" if name == "listed" else "NULL", members=members(part), cells=name
        )
        for name, part in parts.items()
        if part
    )
    asked = parameters(moment, scope) | {"areas": list(areas)} | parts
    return rows_in(areas, statement, asked)


def member_ids(
    areas: tuple[str, ...],
    moment: Moment,
    cells: Iterable[str],
    scope: Scope = EVERYTHING,
) -> dict[str, dict[str, Ids]]:
    """The ids behind some cells, by area and cell."""
    rows: dict[str, dict[str, Ids]] = {area: {} for area in areas}
    wanted = tuple(cells)
    for cell, area, _, ids in _count(areas, moment, wanted, wanted, scope):
        rows[area][cell] = tuple(sorted(ids or ()))
    return rows


def _values(areas: tuple[str, ...], moment: Moment, codes: tuple[str, ...]) -> Values:
    rows: dict[str, dict[str, int]] = {area: {} for area in areas}
    lists: dict[str, dict[str, Ids]] = {area: {} for area in areas}
    totals: dict[str, int] = dict.fromkeys(codes, 0)
    for cell, area, value, ids in _count(areas, moment, codes, _DISTINCT):
        rows[area][cell] = value
        totals[cell] += value
        lists[area][cell] = tuple(ids or ())
    totals |= {cell: len(total_ids(lists, cell)) for cell in _DISTINCT if cell in codes}
    return Values(rows=rows, totals=totals, codes=codes)


def count_ids(*, actor: Actor, moment: Moment) -> Tally:
    """The ids behind every number: communities by code, companies by 统一社会信用代码,
    missions and cases by number."""
    return Tally(rows=member_ids(areas_of(actor), moment, CODES))


def count_values(*, actor: Actor, moment: Moment) -> Values:
    """The same numbers without the lists."""
    return _values(areas_of(actor), moment, CODES)


def count_all(*, actor: Actor, moment: Moment) -> Values:
    """The numbers of the form and the supplementary ones, from one statement."""
    return _values(areas_of(actor), moment, (*CODES, *EXTRA_CODES))


@dataclass(frozen=True, slots=True)
class Extras:
    """Supplementary indicators, beside the numbers their rates are made of (DOMAIN 2.4)."""

    values: Values
    cells: Values

    def value(self, area: str, code: str) -> int:
        """One indicator of one row."""
        return self.values.value(area, code)

    def total(self, code: str) -> int:
        """One indicator of the last row."""
        return self.values.total(code)

    def coverage(self, area: str | None = None) -> float | None:
        """Share of the registered communities that were surveyed: A01 / N_c."""
        return rate(self._of(self.cells, area, "A01"), self._of(self.values, area, "N_c"))

    def rectification_rate(self, area: str | None = None) -> float | None:
        """整改率: B01 / A03."""
        return rate(self._of(self.cells, area, "B01"), self._of(self.cells, area, "A03"))

    @staticmethod
    def _of(values: Values, area: str | None, code: str) -> int:
        return values.total(code) if area is None else values.value(area, code)


def extras(*, actor: Actor, moment: Moment) -> Extras:
    """The supplementary indicators of every row; rates are None where there is no base."""
    areas = areas_of(actor)
    cells = ("A01", "A03", "B01")
    both = _values(areas, moment, (*cells, *EXTRA_CODES))
    return Extras(values=both, cells=both)
