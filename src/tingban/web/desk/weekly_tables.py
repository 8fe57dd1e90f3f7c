"""The form of a unit and of the city, from editions and boards, as a page lays it out."""

from collections.abc import Mapping
from typing import Final

from tingban.reads.weekly.boards import Board, UnitLine
from tingban.reads.weekly.editions import StoredCity, StoredEdition
from tingban.reports.weekly import wording
from tingban.reports.weekly.shapes import Annex3Row, Override
from tingban.rules.areas import PRINTED
from tingban.rules.weekly.cells import CELL_BY_CODE, CODES
from tingban.rules.weekly.contents import Figure, city_figures
from tingban.web.desk import drill_links
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.places import place

# 13 counties, then 运城市本级; 合计 follows (INTERCHANGE 2).
_PRINTED: Final = tuple(area.code for area in PRINTED)


def row_of(code: str, figures: Mapping[str, Figure], *, is_auto: bool = False) -> Annex3Row:
    """A row of the form from figures, overrides in red."""
    return Annex3Row(
        code=code,
        name=grid.unit_name(code),
        cells={cell: figures[cell].value for cell in CODES if cell in figures},
        is_auto=is_auto,
        overrides={
            cell: Override(figures[cell].computed, figures[cell].value, figures[cell].reason)
            for cell in CODES
            if cell in figures and figures[cell].is_overridden
        },
    )


def notes_of(rows: list[Annex3Row]) -> list[str]:
    """The official note, and the footnotes to hatched rows and red numbers."""
    notes = [wording.ANNEX_3_NOTE]
    names = "、".join(row.name for row in rows if row.is_auto)
    if names:
        notes.append(f"{wording.AUTO_FOOTNOTE}（{names}）。")
    told = "；".join(
        f"{row.name}“{CELL_BY_CODE[cell].title}”填报 {override.value}，"
        f"系统统计 {override.computed}（理由：{override.reason}）"
        for row in rows
        for cell, override in row.overrides.items()
        if row.code != grid.TOTAL
    )
    if told:
        notes.append(f"{wording.OVERRIDE_MARK} 红色数字由负责人改填：{told}。")
    return notes


def city_sheet(
    now: Board, sent: Mapping[str, StoredEdition], last_totals: Mapping[str, int] | None
) -> grid.Sheet:
    """What stands for each unit of a week; the last row is the union of what is there."""
    rows = [
        row_of(area, sent[area].content.figures, is_auto=sent[area].is_auto)
        for area in _PRINTED
        if area in sent
    ]
    figures = city_figures({area: stored.content.figures for area, stored in sent.items()})
    if rows:
        rows.append(row_of(grid.TOTAL, figures))
    around = grid.Around(
        link=_link(now, sent),
        change_link=drill_links.differences(now.week.code),
        last=_last(now.units, last_totals),
        unit_hrefs={unit.area_code: place("desk:weekly_report", unit.number) for unit in now.units},
    )
    return grid.sheet(rows, around, notes_of(rows))


def _link(now: Board, sent: Mapping[str, StoredEdition]) -> grid.Link:
    links = {area: drill_links.edition(one.number, one.version) for area, one in sent.items()}
    # Before the freezing the last row has no list of its own yet: version 0 is what stands now.
    links[grid.TOTAL] = drill_links.city(now.week.code, now.city_version or 0)
    return lambda area, cell: links[area](area, cell)


def _last(
    units: tuple[UnitLine, ...], totals: Mapping[str, int] | None
) -> dict[str, Mapping[str, int]]:
    """Rows of the week before; a unit without one has nothing to be compared with."""
    last = {unit.area_code: unit.last_values for unit in units if unit.last_values}
    return last | ({grid.TOTAL: totals} if totals is not None else {})


def frozen_sheet(city: StoredCity, parts: Mapping[str, StoredEdition]) -> grid.Sheet:
    """A version of the city's table as it was frozen."""
    auto = {part.area_code for part in city.parts if part.is_auto}
    rows = [
        row_of(area, parts[area].content.figures, is_auto=area in auto)
        for area in _PRINTED
        if area in parts
    ]
    rows.append(row_of(grid.TOTAL, city.figures))
    links = {area: drill_links.edition(one.number, one.version) for area, one in parts.items()}
    links[grid.TOTAL] = drill_links.city(city.number.removeprefix("KZ-1408-"), city.version)
    around = grid.Around(link=lambda area, cell: links[area](area, cell))
    return grid.sheet(rows, around, notes_of(rows))


def unit_sheet(
    stored: StoredEdition, last: Mapping[str, int] | None = None, week_code: str = ""
) -> grid.Sheet:
    """One edition of one unit."""
    rows = [row_of(stored.area_code, stored.content.figures, is_auto=stored.is_auto)]
    around = grid.Around(
        link=drill_links.edition(stored.number, stored.version),
        change_link=drill_links.differences(week_code) if week_code else None,
        last={stored.area_code: last} if last else None,
    )
    return grid.sheet(rows, around, notes_of(rows))
