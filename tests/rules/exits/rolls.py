"""Owner rolls as people make them, in memory."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

HEADS = (
    "楼栋",
    "单元",
    "房号",
    "用途",
    "专有部分面积",
    "面积来源",
    "业主姓名",
    "业主编号",
    "建设单位未售或未交付",
)
Row = Sequence[object]


def a_row(room: str, area: object = 89.57, owners: str = "张某", **told: object) -> list[object]:
    """One part of building 1; named values stand in their columns."""
    row = {
        "楼栋": "1号楼", "单元": "1单元", "房号": room, "用途": "住宅", "专有部分面积": area,
        "面积来源": "登记", "业主姓名": owners, "业主编号": "", "建设单位未售或未交付": "",
    }  # fmt: skip
    return list((row | told).values())


def roll_file(
    rows: Sequence[Row], heads: Sequence[str] = HEADS, *, above: Sequence[Row] = (),
    name: str = "清册", merged: Sequence[tuple[str, str]] = (), formula: str = "",
) -> bytes:  # fmt: skip
    """A workbook with one sheet; `merged` are ranges with their text."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet(name)
    for number, row in enumerate([*above, heads, *rows]):
        sheet.write_row(number, 0, row)
    for block, text in merged:
        sheet.merge_range(block, text)
    if formula:
        sheet.write_formula(formula, "=40+49.57", None, 89.57)
    book.close()
    return target.getvalue()


def many(count: int) -> list[list[object]]:
    """So many homes, each of its own owner."""
    return [
        a_row(
            str(number), 80 + number % 40 + 0.25, f"业主{number}", 楼栋=f"{number // 100 + 1}号楼"
        )
        for number in range(1, count + 1)
    ]
