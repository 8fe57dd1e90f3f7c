"""Numbers with the ids behind them, and how rows make a total (DOMAIN 2.3, T-R08).

The same rule makes the total of a live table and of frozen lists: a union, never a new count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tingban.kit.digests import digest_of_ids
from tingban.rules.areas import AREAS
from tingban.rules.weekly.cells import CODES

Ids = tuple[str, ...]
ORDER: Final = {area.code: area.order for area in AREAS}


def in_order(areas: Iterable[str]) -> tuple[str, ...]:
    """Area codes in the order of 附件1, 市本级 first."""
    return tuple(sorted(areas, key=lambda code: ORDER[code]))


@dataclass(frozen=True, slots=True)
class Values:
    """The numbers of some rows and of their total; what is not there is 0."""

    rows: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]
    codes: tuple[str, ...] = CODES

    @property
    def areas(self) -> tuple[str, ...]:
        """The rows in the order of 附件1."""
        return in_order(self.rows)

    def value(self, area: str, cell: str) -> int:
        """One number; a row outside the actor's sight is no row."""
        return self.rows[area].get(cell, 0)

    def total(self, cell: str) -> int:
        """The number of the last row."""
        return self.totals.get(cell, 0)

    def row(self, area: str) -> dict[str, int]:
        """A whole row, every cell written out."""
        return {code: self.value(area, code) for code in self.codes}

    def total_row(self) -> dict[str, int]:
        """The last row, every cell written out."""
        return {code: self.total(code) for code in self.codes}


@dataclass(frozen=True, slots=True)
class Tally:
    """The ids behind every number, by area and cell; each list sorted."""

    rows: Mapping[str, Mapping[str, Ids]]
    codes: tuple[str, ...] = CODES
    _totals: dict[str, Ids] = field(default_factory=dict, repr=False, compare=False)

    @property
    def areas(self) -> tuple[str, ...]:
        """The rows in the order of 附件1."""
        return in_order(self.rows)

    def ids(self, area: str, cell: str) -> Ids:
        """What one number counts."""
        return self.rows[area].get(cell, ())

    def value(self, area: str, cell: str) -> int:
        """One number."""
        return len(self.ids(area, cell))

    def digest(self, area: str, cell: str) -> str:
        """SM3 of what one number counts (DOMAIN 2.3)."""
        return digest_of_ids(self.ids(area, cell))

    def total_ids(self, cell: str) -> Ids:
        """What the last row counts."""
        if cell not in self._totals:
            self._totals[cell] = total_ids(self.rows, cell)
        return self._totals[cell]

    def total(self, cell: str) -> int:
        """The number of the last row."""
        return len(self.total_ids(cell))

    def values(self) -> Values:
        """The bare numbers."""
        return Values(
            rows={
                area: {code: self.value(area, code) for code in self.codes} for area in self.areas
            },
            totals={code: self.total(code) for code in self.codes},
            codes=self.codes,
        )


def total_ids(rows: Mapping[str, Mapping[str, Ids]], cell: str) -> Ids:
    """The total of a cell: the union of its rows, each id once.

    D04 is the exception (INTERCHANGE 2): of all communities in which some level's mission found
    a problem, those in which none of the levels that found one has it open. A row's unfinished
    ones are its D03 without its D04, so this too can be told from the rows alone.
    """
    if cell != "D04":
        return _union(rows, cell)
    unfinished = {
        code for row in rows.values() for code in set(row.get("D03", ())) - set(row.get("D04", ()))
    }
    return tuple(code for code in _union(rows, "D03") if code not in unfinished)


def _union(rows: Mapping[str, Mapping[str, Ids]], cell: str) -> Ids:
    return tuple(sorted({code for row in rows.values() for code in row.get(cell, ())}))


def rate(part: int, whole: int) -> float | None:
    """A share; None, not zero, where there is nothing to share (STYLE C10)."""
    return part / whole if whole else None
