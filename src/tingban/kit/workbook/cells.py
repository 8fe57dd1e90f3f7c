"""Places in a sheet: zero-based rows and columns here, A1 for people."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

# What a cell may hold once it was read; an empty cell is the empty text.
Cell = str | int | float | bool | date | datetime | time | timedelta


@cache
def column_letters(column: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """A → 0, AA → 26; lower case is read too."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """(0, 0) → A1."""
    return f"{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells, both corners inside."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"
