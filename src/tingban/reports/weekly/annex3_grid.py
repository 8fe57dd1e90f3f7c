"""The grid of 附件3 on any sheet: stub, merged heads, one line a unit."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tingban.reports.weekly import wording
from tingban.reports.weekly.heads import STUB, depth_of, place
from tingban.reports.weekly.shapes import Annex3Row
from tingban.reports.weekly.xlsx import BODY_FONT, FIGURE_FONT, HATCH, HEAD_FONT, RED, Pen
from tingban.rules.areas import TOTAL_NAME
from tingban.rules.weekly.cells import Cell


class Grid:
    """Draws the figures of some cells; each figure takes `spans` columns right of the stub."""

    def __init__(
        self,
        sheet: Worksheet,
        pen: Pen,
        cells: Sequence[Cell],
        spans: Sequence[int],
        *,
        head_size: float,
        figure_size: float,
    ) -> None:
        self._sheet = sheet
        self._pen = pen
        self._cells = cells
        self._spans = spans
        self._head = pen.head(head_size)
        self._size = figure_size

    def draw(
        self,
        top: int,
        rows: Sequence[Annex3Row],
        *,
        row_height: float,
        with_notes: bool = False,
    ) -> int:
        """Heads and lines from this row on; the first row below them."""
        depth = depth_of(self._cells)
        self._merge(top, 0, top + depth - 1, 0, STUB, self._head)
        for head in place(self._cells, self._spans):
            first, left = top + head.top, head.left + 1
            self._merge(first, left, top + head.bottom, head.right + 1, head.label, self._head)
        for line, row in enumerate(rows, top + depth):
            self._sheet.set_row(line, row_height)
            self._line(line, row)
            if with_notes:
                self._notes(line, row)
        return top + depth + len(rows)

    def _line(self, line: int, row: Annex3Row) -> None:
        name = f"{wording.AUTO_MARK}{row.name}" if row.is_auto else row.name
        self._sheet.write_string(line, 0, name, self._stub_format(row))
        left = 1
        for cell, span in zip(self._cells, self._spans, strict=True):
            style = self._figure_format(row, is_override=cell.code in row.overrides)
            if span > 1:
                self._sheet.merge_range(line, left, line, left + span - 1, "", style)
            self._sheet.write_number(line, left, row.cells[cell.code], style)
            left += span

    def _notes(self, line: int, row: Annex3Row) -> None:
        """What the count said and why it was changed, beside the figure itself."""
        for column, cell in enumerate(self._cells, 1):
            override = row.overrides.get(cell.code)
            if override:
                text = (
                    f"系统统计 {override.computed}，填报 {override.value}。理由：{override.reason}"
                )
                self._sheet.write_comment(line, column, text, {"author": row.name})

    def _stub_format(self, row: Annex3Row) -> Format:
        font = HEAD_FONT if row.name == TOTAL_NAME else BODY_FONT
        return self._framed(row, font_name=font, shrink=True)

    def _figure_format(self, row: Annex3Row, *, is_override: bool) -> Format:
        wish: dict[str, Any] = {"font_name": FIGURE_FONT, "num_format": "0"}
        if is_override:
            # Red for the screen, a star for a printer without colours; the value stays a number.
            mark = f'0"{wording.OVERRIDE_MARK}"'
            wish |= {"font_color": RED, "bold": True, "num_format": mark}
        if row.name == TOTAL_NAME:
            wish["bold"] = True
        return self._framed(row, **wish)

    def _framed(self, row: Annex3Row, **wish: Any) -> Format:
        hatch = HATCH if row.is_auto else {}
        return self._pen(font_size=self._size, align="center", border=1, **hatch, **wish)

    def _merge(
        self, top: int, left: int, bottom: int, right: int, text: str, style: Format
    ) -> None:
        if (top, left) == (bottom, right):
            self._sheet.write_string(top, left, text, style)
        else:
            self._sheet.merge_range(top, left, bottom, right, text, style)
