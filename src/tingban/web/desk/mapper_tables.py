"""How the mapper lays out its rows."""

from collections.abc import Sequence
from typing import Final

from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exchange.planning import FATE_LABELS, Fate, Plan, PlannedRow
from tingban.web.ui.listing import Column
from tingban.web.ui.rows import Tile

ROWS: Final = (
    Column("number", "行号", numeric=True, sort=True), Column("name", "小区名称", sort=True),
    Column("county", "县(市、区)", sort=True), Column("fate", "结果", sort=True),
    Column("note", "说明"),
)  # fmt: skip
PAIRS: Final = (Column("name", "小区"), Column("other", "另一个小区"), Column("do", "是同一个吗"))
FATES: Final = frozenset(fate.value for fate in Fate)
_TONES: Final = {Fate.NEW: "good", Fate.KNOWN: "plain", Fate.LEFT: "soon"}


def tiles(plan: Plan, path: str) -> list[Tile]:
    """The three fates as figures that lead to their rows."""
    return [
        Tile(FATE_LABELS[fate], plan.count(fate), "行", f"{path}?fate={fate.value}", tone="")
        for fate in Fate
    ]


def in_order(rows: Sequence[PlannedRow], sort: str) -> list[tuple[PlannedRow, str, str, str]]:
    """The rows in the order asked for, each with its county, its fate in words and its tone."""
    key = sort.removeprefix("-")
    ordered = sorted(rows, key=lambda row: (getattr(row, key), row.number))
    if sort.startswith("-"):
        ordered.reverse()
    return [(row, _county(row.county), FATE_LABELS[row.fate], _TONES[row.fate]) for row in ordered]


def _county(code: str) -> str:
    area = AREA_BY_CODE.get(code)
    return area.name if area else ""
