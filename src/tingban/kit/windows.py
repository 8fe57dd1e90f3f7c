"""A window on a long list: which part is wanted, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")
# No page asks for more; exports do.
ALL: Final = 200_000


@dataclass(frozen=True, slots=True)
class Window:
    """`sort` is a key of the list, with "-" downwards; then how many to skip and to show."""

    sort: str = ""
    offset: int = 0
    limit: int = 50

    @property
    def until(self) -> int:
        """The end of the slice."""
        return self.offset + self.limit

    def order(self, columns: dict[str, tuple[str, ...]], default: str) -> list[str]:
        """The columns to order by; an unknown key falls back to the default."""
        key = self.sort.removeprefix("-")
        sort = self.sort if key in columns else default
        names = columns[sort.removeprefix("-")]
        if not sort.startswith("-"):
            return list(names)
        return [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in names]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The rows of the window and how many there are in all."""

    rows: Sequence[T]
    total: int
    # There are more than `total`, nobody counted how many; then whether any follow the window.
    is_more: bool = False
    follows: bool = False

    def shown_as(self, rows: Sequence[S]) -> "Found[S]":
        """The same window with its rows made into something else."""
        return Found(rows, self.total, self.is_more, self.follows)
