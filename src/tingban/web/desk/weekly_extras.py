"""Supplementary indicators beside the form: rates with both their numbers, and bare counts.

They are counted and frozen with every edition, and never stand in the official grid (DOMAIN 2.4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tingban.rules.areas import PRINTED
from tingban.rules.weekly.cells import EXTRA_BY_CODE, SHARES, Share, Unit, definition
from tingban.rules.weekly.contents import Figure
from tingban.rules.weekly.figures import rate
from tingban.web.desk import weekly_grid as grid

NO_BASE: Final = "无基数"
_UNITS: Final = {Unit.PROBLEM: "个", Unit.COMPANY: "家"}
_COUNTS: Final = ("P03", "A02p", "C03x")
_ROWS: Final = (*(area.code for area in PRINTED), grid.TOTAL)
Rows = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, what it is counted in or made of, its meaning on hover."""

    label: str
    unit: str
    hint: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number that opens to its list; None where an old edition has it not."""

    value: int | None
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A rate with its numerator and denominator, or a bare count."""

    parts: tuple[Count, ...]
    text: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the edition has all of its numbers."""
        return all(part.value is not None for part in self.parts)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, or the last row."""

    name: str
    indicators: tuple[Indicator, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Extras:
    """The table under the form."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def values_of(figures: Mapping[str, Figure]) -> dict[str, int]:
    """The bare numbers of a row."""
    return {code: figure.value for code, figure in figures.items()}


def table(rows: Rows, link: grid.Link) -> Extras:
    """Supplementary indicators of some rows, in the order of the printed form."""
    return Extras(
        _HEADS,
        tuple(
            Line(
                grid.unit_name(area), tuple(_indicators(area, rows[area], link)), area == grid.TOTAL
            )
            for area in _ROWS
            if area in rows
        ),
    )


def _indicators(area: str, row: Mapping[str, int], link: grid.Link) -> Iterable[Indicator]:
    def count(code: str) -> Count:
        value = row.get(code)
        return Count(value, link(area, code) if value else "", _name(code))

    for share in SHARES:
        parts = count(share.part), count(share.whole)
        yield Indicator(parts, _rate_text(row, share))
    for code in _COUNTS:
        yield Indicator((count(code),))


def _rate_text(row: Mapping[str, int], share: Share) -> str:
    found = rate(row.get(share.part, 0), row.get(share.whole, 0))
    return NO_BASE if found is None else f"{found:.1%}"


def _name(code: str) -> str:
    meaning = definition(code)
    return meaning.label if meaning else code


def _share_head(share: Share) -> Head:
    part, whole = definition(share.part), definition(share.whole)
    told = f"{_name(share.part)} ÷ {_name(share.whole)}"
    hints = (f"{one.label}：{one.meaning}" for one in (part, whole) if one)
    return Head(share.label, told, "\n".join(hints))


_HEADS: Final = (
    *(_share_head(share) for share in SHARES),
    *(
        Head(extra.label, _UNITS[extra.unit], extra.meaning)
        for extra in (EXTRA_BY_CODE[code] for code in _COUNTS)
    ),
)
