"""The numbers that moved between two tables, each with its causes counted."""

from collections import Counter
from dataclasses import dataclass

from tingban.reads.weekly.differences import CellDifference, Comparison, Move
from tingban.rules.weekly.cells import CELL_BY_CODE, Cell
from tingban.web.desk import drill_links
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.drill_sides import Table


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One number that moved, with its causes counted."""

    unit_name: str
    cell: Cell
    difference: CellDifference
    causes: str
    href: str

    @property
    def change(self) -> str:
        """+3, −1."""
        by = self.difference.new.value - self.difference.old.value
        return f"{'+' if by > 0 else '−'}{abs(by)}" if by else "0"


def lines_of(found: Comparison, *, old: Table, new: Table) -> list[ChangeLine]:
    """Every number that moved; its link leads to what moved it."""
    links = drill_links.compared(new, old)
    return [
        ChangeLine(
            unit_name=grid.unit_name(one.area),
            cell=CELL_BY_CODE[one.cell],
            difference=one,
            causes=_causes(one),
            href=links(one.area, one.cell),
        )
        for one in found.changed
    ]


def _causes(one: CellDifference) -> str:
    """新增 5、补报 2、减少：合并 1."""
    told = [_counted(one.come), _counted(one.gone, "减少：")]
    if one.overridden:
        told.append(f"改值 {one.overridden:+d}")
    return "；".join(text for text in told if text)


def _counted(moves: tuple[Move, ...], lead: str = "") -> str:
    counted = Counter(move.cause_label for move in moves)
    return lead + "、".join(f"{label} {n}" for label, n in counted.most_common()) if moves else ""
