"""Heads that stand once more among the rows: split, numbered, or repeated where a page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tingban.kit import workbook
from tingban.kit.text import fold
from tingban.kit.workbook import Cell, Header, title_key
from tingban.rules.exchange import cells
from tingban.rules.exchange.columns import Sheet

# The numbers of columns, as forms print them under the heads: 1, (1), 1栏, 栏1.
_COUNTED: Final = re.compile(r"^(?:第|栏)?\(?(\d{1,2})\)?(?:栏|列)?$")
_LABEL_ROWS: Final = frozenset({"栏次", "列次", "序号", "甲"})
_MOST: Final = 60
_DIGIT: Final = re.compile(r"\d")


@dataclass(slots=True)
class Headings:
    """Knows a row of heads from a row that states something; `found` are those met, from 0.

    Nothing that may be a statement is ever taken for a head: a head repeats what stands above the
    table, cell by cell, or counts the columns, or is bound to the head by a merged cell while all
    that a statement needs is empty.
    """

    sheet: Sheet
    header: Header
    source: workbook.Sheet
    found: list[int] = field(default_factory=list)
    _above: set[tuple[str, ...]] = field(default_factory=set)
    _first: set[str] = field(default_factory=set)
    # Places of what every statement must tell, and of what tells it apart from others.
    _required: list[int] = field(default_factory=list)
    _needed: list[int] = field(default_factory=list)
    # The last row that the cells of the head reach down to.
    _reach: int = 0

    def __post_init__(self) -> None:
        above = [_words(row) for row in self.source.rows[: self.header.row + 1]]
        self._above = {words for words in above if words}
        self._first = {words[0] for words in self._above}
        required = {column.field for column in self.sheet.columns if column.required}
        needed = required | {"row_no", *self.sheet.key}
        places = self.header.columns.items()
        self._required = [place for place, name in places if name in required]
        self._needed = [place for place, name in places if name in needed]
        head = [it for it in self.source.merged if it.top <= self.header.row < it.bottom]
        self._reach = max((block.bottom for block in head), default=self.header.row)

    def has(self, place: int, row: Sequence[Cell]) -> bool:
        """Whether the row at this place is one of heads."""
        first = next((cell for cell in row if cell != ""), "")
        follows = place == self.header.row + 1 or (place - 1) in self.found
        is_head = (
            self._repeats(row, first)
            or (follows and self._counts(row))
            or (place <= self._reach and self._splits(row))
        )
        if is_head:
            self.found.append(place)
        return is_head

    def _repeats(self, row: Sequence[Cell], first: Cell) -> bool:
        """A line from above the table, or its head, word for word."""
        if not isinstance(first, str) or len(first) > _MOST:
            return False
        if fold(first) not in self._first and title_key(first) not in self.sheet.titles:
            return False
        if self._names_columns(row):
            return True
        is_whole = all(place < len(row) and row[place] != "" for place in self._required)
        return not is_whole and _words(row) in self._above

    def _names_columns(self, row: Sequence[Cell]) -> bool:
        """Every cell that we read names its own column, and more than one does."""
        named = 0
        for place, name in self.header.columns.items():
            cell = row[place] if place < len(row) else ""
            if cell == "":
                continue
            if self.sheet.titles.get(title_key(cell)) != name:
                return False
            named += 1
        return named > 1

    def _counts(self, row: Sequence[Cell]) -> bool:
        """1, 2, 3 … under the heads, one for each of them."""
        told = [_number(cell) for cell in row if cell != ""]
        told = told[1:] if told and told[0] is None and _words(row)[0] in _LABEL_ROWS else told
        enough = max(3, len(self.header.columns) - 1)
        return len(told) >= enough and told in (
            list(range(1, len(told) + 1)),
            list(range(2, len(told) + 2)),
        )

    def _splits(self, row: Sequence[Cell]) -> bool:
        """The lower half of heads: labels under columns of ours, and nothing of a statement."""
        head = self.source.rows[self.header.row]
        for place, cell in enumerate(row):
            if cell == "":
                continue
            has_title = place < len(head) and head[place] != ""
            is_label = isinstance(cell, str) and len(cell) < _MOST and not _DIGIT.search(cell)
            if place in self._needed or not has_title or not is_label:
                return False
        return True


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(word for cell in row if cell != "" and (word := fold(cells.shown(cell))))


def _number(cell: Cell) -> int | None:
    counted = _COUNTED.match(fold(cells.shown(cell)))
    return int(counted[1]) if counted else None
