"""Finding the header of a table under titles, notes and blank rows."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tingban.kit.text import fold
from tingban.kit.workbook.cells import Cell

# How deep under titles and notes a header may begin.
DEPTH: Final = 60
# What people add to the name of a column: a mark that it must be filled, a colon.
_MARKS: Final = re.compile(r"^[※*★☆•·]+|[※*★☆]+$|\((?:必填|选填|可选|必须)\)|[:：]$")
_COMMAS: Final = str.maketrans({",": "、", "，": "、", "〈": "(", "〉": ")"})


def title_key(cell: Cell) -> str:
    """A header cell for comparing: no spaces or line breaks, one width, no marks."""
    if not isinstance(cell, str):
        return ""
    return _MARKS.sub("", fold(cell)).translate(_COMMAS)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands; `columns` maps places in the row to the names found there."""

    row: int
    columns: Mapping[int, str]
    unknown: tuple[str, ...] = ()
    repeated: tuple[int, ...] = ()

    def missing(self, required: Iterable[str]) -> list[str]:
        """The required names that stand in no column."""
        found = set(self.columns.values())
        return [name for name in required if name not in found]


def read_header(row: int, cells: Sequence[Cell], titles: Mapping[str, str]) -> Header:
    """Read one row as a header; `titles` maps keys of spellings to names of columns."""
    columns: dict[int, str] = {}
    unknown: list[str] = []
    repeated: list[int] = []
    for place, cell in enumerate(cells):
        key = title_key(cell)
        name = titles.get(key)
        if name is None:
            if key:
                unknown.append(str(cell).strip())
        elif name in columns.values():
            repeated.append(place)
        else:
            columns[place] = name
    return Header(row, columns, tuple(unknown), tuple(repeated))


def find_header(
    rows: Sequence[Sequence[Cell]], titles: Mapping[str, str], required: Collection[str]
) -> Header | None:
    """The first row that names all required columns, or else the row that names the most."""
    best: Header | None = None
    for number, cells in enumerate(rows[:DEPTH]):
        header = read_header(number, cells, titles)
        if not header.missing(required):
            return header
        if best is None or len(header.columns) > len(best.columns):
            best = header
    return best if best is not None and len(best.columns) > 1 else None
