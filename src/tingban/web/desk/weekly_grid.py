"""附件3 on a page: the official heads, one line a unit, each number with what is to be said of it.

A number links to the list it counts; its change since last week to the causes of the change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tingban.reports.weekly.heads import BANDS, depth_of, place
from tingban.reports.weekly.shapes import Annex3Row, Override
from tingban.rules.areas import AREA_BY_CODE, PRINTED, TOTAL_NAME
from tingban.rules.weekly.cells import CELL_BY_CODE, CELLS, CODES, Block, Cell

TOTAL: Final = "total"
_FIRST_OF_BLOCK: Final = frozenset(
    next(cell.code for cell in CELLS if cell.block is block) for block in Block
)
Link = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Head:
    """A merged head; `hint` is what the column counts, for the heads at the bottom."""

    label: str
    rows: int
    columns: int
    is_first: bool
    hint: str = ""
    code: str = ""


def _heads(cells: Sequence[Cell]) -> tuple[tuple[Head, ...], ...]:
    depth = depth_of(cells)
    lines: list[list[Head]] = [[] for _ in range(depth)]
    for one in place(cells, (1,) * len(cells)):
        cell = cells[one.left]
        is_leaf = one.bottom == depth - 1
        lines[one.top].append(
            Head(
                label=one.label,
                rows=one.bottom - one.top + 1,
                columns=one.right - one.left + 1,
                is_first=cell.code in _FIRST_OF_BLOCK,
                hint=f"{cell.title}（{cell.unit}）：{cell.meaning}" if is_leaf else "",
                code=cell.code if is_leaf else "",
            )
        )
    return tuple(tuple(line) for line in lines)


# The whole form side by side, and the decree's three tables one under another.
_WHOLE: Final = ((CODES, _heads(CELLS)),)
_BANDS: Final = tuple((tuple(cell.code for cell in band), _heads(band)) for band in BANDS)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be said of a cell: its sign in the list beside the form, and its sentence."""

    label: str
    tone: str
    sentence: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the form. `change` is None where there is no week to compare with."""

    code: str
    value: int
    href: str = ""
    change: int | None = None
    change_href: str = ""
    marks: tuple[Mark, ...] = ()
    override: Override | None = None

    @property
    def kind(self) -> str:
        """Classes of the table cell."""
        names = ["is-first"] if self.code in _FIRST_OF_BLOCK else []
        if self.marks:
            tones = {mark.tone for mark in self.marks}
            names.append("is-late" if "late" in tones else "is-soon")
        if self.override:
            names.append("is-overridden")
        return " ".join(names)

    @property
    def hint(self) -> str:
        """What stands behind the number, on hover."""
        told = [f"{CELL_BY_CODE[self.code].title}（{CELL_BY_CODE[self.code].unit}）"]
        if self.override:
            told.append(
                f"系统统计 {self.override.computed}，填报 {self.override.value}。"
                f"理由：{self.override.reason}"
            )
        return "；".join([*told, *(mark.sentence for mark in self.marks)])

    @property
    def change_text(self) -> str:
        """+3, −1; nothing where it stayed."""
        if not self.change:
            return ""
        return f"{'+' if self.change > 0 else '−'}{abs(self.change)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the form."""

    code: str
    name: str
    figures: tuple[Figure, ...]
    is_auto: bool = False
    is_total: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Some columns of the form with their heads."""

    heads: tuple[tuple[Head, ...], ...]
    lines: tuple[Line, ...]

    @property
    def depth(self) -> int:
        """Rows of the head."""
        return len(self.heads)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form; `notes` stand beneath it."""

    bands: tuple[Band, ...]
    notes: tuple[str, ...] = ()
    has_changes: bool = False

    @property
    def has_lines(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.bands[0].lines)

    @property
    def is_banded(self) -> bool:
        """Whether the three tables stand one under another."""
        return len(self.bands) > 1


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the numbers; keys are (area, cell), the last row is `TOTAL`."""

    link: Link
    change_link: Link | None = None
    last: Mapping[str, Mapping[str, int]] | None = None
    marks: Mapping[tuple[str, str], tuple[Mark, ...]] = field(default_factory=dict)
    unit_hrefs: Mapping[str, str] = field(default_factory=dict)


def sheet(rows: Sequence[Annex3Row], around: Around, notes: Sequence[str] = ()) -> Sheet:
    """Lay the rows out in their order; a single unit's in the three tables of the decree."""
    bands = _BANDS if len(rows) == 1 else _WHOLE
    return Sheet(
        tuple(
            Band(heads, tuple(_line(row, codes, around) for row in rows)) for codes, heads in bands
        ),
        notes=tuple(notes),
        has_changes=around.last is not None,
    )


def _line(row: Annex3Row, codes: Sequence[str], around: Around) -> Line:
    return Line(
        code=row.code,
        name=row.name,
        figures=tuple(_figure(row, code, around) for code in codes),
        is_auto=row.is_auto,
        is_total=row.code == TOTAL,
        href=around.unit_hrefs.get(row.code, ""),
    )


def _figure(row: Annex3Row, code: str, around: Around) -> Figure:
    value = row.cells.get(code, 0)
    before = around.last.get(row.code) if around.last is not None else None
    change = None if before is None else value - before.get(code, 0)
    return Figure(
        code=code,
        value=value,
        href=around.link(row.code, code) if value else "",
        change=change,
        change_href=around.change_link(row.code, code) if change and around.change_link else "",
        marks=around.marks.get((row.code, code), ()),
        override=row.overrides.get(code),
    )


def unit_rows(values: Mapping[str, Mapping[str, int]], areas: Sequence[str]) -> list[Annex3Row]:
    """Bare numbers as rows of the printed form: 13 counties, then 运城市本级."""
    return [
        Annex3Row(area.code, area.name, values[area.code]) for area in PRINTED if area.code in areas
    ]


def total_row(values: Mapping[str, int]) -> Annex3Row:
    """The last row."""
    return Annex3Row(TOTAL, TOTAL_NAME, values)


def unit_name(code: str) -> str:
    """盐湖区, 运城市本级, 合计."""
    return TOTAL_NAME if code == TOTAL else AREA_BY_CODE[code].name
