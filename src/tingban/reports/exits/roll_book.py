"""业主清册 as a workbook: rooms, areas and heads for everybody; with names for the owners alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Final

from tingban.reports.lists import ListColumn, write_list
from tingban.rules.exits.roll import AREA_SOURCE_LABELS, PART_LABELS, Part
from tingban.rules.exits.vote import square_metres

_COLUMNS: Final = (
    ListColumn("序号", 6, numeric=True),
    ListColumn("楼栋", 10),
    ListColumn("单元", 10),
    ListColumn("房号", 10),
    ListColumn("用途", 8),
    ListColumn("专有部分面积", 14, numeric=True, unit="㎡"),
    ListColumn("面积来源", 10),
    ListColumn("计入表决", 10),
    ListColumn("业主序号", 10, numeric=True),
    ListColumn("建设单位未售或未交付", 12),
)
_NAMES: Final = ListColumn("业主姓名", 24)


@dataclass(frozen=True, slots=True)
class BookRow:
    """A part, and who owns it where the copy has names."""

    part: Part
    owners: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Roll:
    """What is written: its title, its rows, what counts, and whether names stand in it."""

    title: str
    rows: Sequence[BookRow]
    with_parking: bool
    named: bool = False


def columns_of(roll: Roll) -> tuple[ListColumn, ...]:
    """The heads."""
    return (*_COLUMNS, _NAMES) if roll.named else _COLUMNS


def write_roll(roll: Roll, *, made_by: str, at: datetime, target: BinaryIO) -> None:
    """Write the roll into an open file; equal numbers of owners are one head."""
    write_list(
        title=roll.title,
        columns=columns_of(roll),
        rows=cells_of(roll),
        made_by=made_by,
        at=at,
        target=target,
    )


def cells_of(roll: Roll) -> Iterable[Sequence[object]]:
    """The rows; equal numbers of owners are one head."""
    heads: dict[str, int] = {}
    for number, row in enumerate(roll.rows, start=1):
        part = row.part
        head = heads.setdefault(part.head, len(heads) + 1)
        told = (
            number, part.building, part.unit, part.room, PART_LABELS[part.kind],
            square_metres(part.area), AREA_SOURCE_LABELS[part.source],
            "计入" if part.counts(with_parking=roll.with_parking) else "不计入", head,
            "是" if part.is_stock else "",
        )  # fmt: skip
        yield (*told, "、".join(row.owners)) if roll.named else told
