"""The grouped heads of 附件3, and where each of them stands on a sheet (DOMAIN 2.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tingban.rules.weekly.cells import CELLS, Block, Cell

# AMB-06: the stub the extraction lost.
STUB: Final = "县域"
# The three tables that the decree prints one under another.
BANDS: Final[tuple[tuple[Cell, ...], ...]] = tuple(
    tuple(cell for cell in CELLS if cell.block in blocks)
    for blocks in (
        (Block.SURVEY,),
        (Block.RECTIFY, Block.ENFORCE),
        (Block.SUPERVISE, Block.COMPLAINT),
    )
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A head with the rows and columns it covers, both ends included, counted from 0."""

    label: str
    top: int
    bottom: int
    left: int
    right: int


def depth_of(cells: Sequence[Cell]) -> int:
    """How many rows the heads of these columns need."""
    return max(len(cell.heads) for cell in cells)


def place(cells: Sequence[Cell], spans: Sequence[int]) -> list[Placed]:
    """Every head with its rectangle; `spans` says how many grid columns each cell takes.

    Neighbours under the same path share a head; a head with nothing below reaches the bottom.
    """
    edges = [sum(spans[:index]) for index in range(len(spans) + 1)]
    return list(_place(cells, 0, 0, depth_of(cells) - 1, edges))


def _place(
    cells: Sequence[Cell], first: int, level: int, last: int, edges: Sequence[int]
) -> Iterator[Placed]:
    for label, group in groupby(cells, key=lambda cell: cell.heads[level]):
        below = tuple(group)
        is_leaf = len(below[0].heads) == level + 1
        left, right = edges[first], edges[first + len(below)] - 1
        yield Placed(label, level, last if is_leaf else level, left, right)
        if not is_leaf:
            yield from _place(below, first, level + 1, last, edges)
        first += len(below)
