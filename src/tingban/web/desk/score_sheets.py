"""评分表 as one table: items down, raters across, and what they come to (DOMAIN 3.2, branch a).

It answers the lines that `rules.enforcement.level_scores` reads; a cell left empty between filled
ones is told as 空, so that no mark slips under another rater.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

RATERS: Final = 5
_MORE_ROWS: Final = 5
_MOST_ROWS: Final = 30
_EMPTY: Final = "空"
_Row = Sequence[str]


class ScoreSheet(forms.Widget):
    """The table; `items` are names and full marks that stand in it from the beginning."""

    def __init__(self, items: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.items = items

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """A line an item: name, full marks, a mark of each rater."""
        if name in data:
            return str(data[name])
        rows = [
            [_cell(data.get(f"{name}-{row}-{place}")) for place in range(RATERS + 2)]
            for row in range(_MOST_ROWS)
        ]
        told = [row for row in rows if row[0]]
        width = max((_filled(row) for row in told), default=0)
        return "\n".join(" ".join(cell or _EMPTY for cell in row[:width]) for row in told)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Told where the first cell was sent."""
        return name not in data and f"{name}-0-0" not in data

    def id_for_label(self, id_: str) -> str:
        """The label leads to the first cell."""
        return f"{id_}-0-0" if id_ else id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The table, with what was typed and its sums."""
        given = [_parts(line) for line in str(value or "").splitlines() if line.strip()]
        known = given or [[item, full] for item, full in self.items]
        rows = [*known, *([[]] * _MORE_ROWS)][:_MOST_ROWS]
        context: Mapping[str, Any] = {
            "name": name,
            "id": (attrs or {}).get("id", name),
            "described": (attrs or {}).get("aria-describedby", ""),
            "raters": range(1, RATERS + 1),
            "rows": [[*row, *[""] * (RATERS + 2)][: RATERS + 2] for row in rows],
            "sums": _sums(known),
        }
        return render_to_string("desk/enforcement/score_sheet.html", context)


def _cell(told: Any) -> str:
    """Without spaces, which part the cells of a line."""
    return "".join(str(told or "").split())


def _filled(row: _Row) -> int:
    """Up to which cell something was written."""
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


def _parts(line: str) -> list[str]:
    return ["" if part == _EMPTY else part for part in line.split()]


def _sums(rows: Sequence[_Row]) -> list[str]:
    """What the full marks and each rater's marks come to, as far as they are figures."""
    columns = ([row[place] for row in rows if place < len(row)] for place in range(1, RATERS + 2))
    return [_sum(column) for column in columns]


def _sum(cells: Sequence[str]) -> str:
    try:
        figures = [Decimal(cell) for cell in cells if cell]
    except InvalidOperation:
        return ""
    return f"{sum(figures, Decimal(0)).normalize():f}" if figures else ""
