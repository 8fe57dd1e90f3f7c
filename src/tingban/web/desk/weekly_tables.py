"""The form of a unit and of the city, from editions and boards, as a page lays it out."""

from collections.abc import Mapping
from typing import Final

from tingban.reads.weekly.boards import Board, UnitLine
from tingban.reads.weekly.editions import StoredCity, StoredEdition
from tingban.reports.weekly import filling, wording
from tingban.reports.weekly.shapes import Annex3Row
from tingban.rules.areas import PRINTED
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.contents import Figure, city_figures
from tingban.rules.weekly.weeks import Kind
from tingban.web.desk import drill_links, drill_sides, weekly_extras
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.drill_sides import Table
from tingban.web.desk.places import place
from tingban.web.desk.weekly_extras import Extras

# 13 counties, then 运城市本级; 合计 follows (INTERCHANGE 2).
_PRINTED: Final = tuple(area.code for area in PRINTED)


def row_of(code: str, figures: Mapping[str, Figure], *, is_auto: bool = False) -> Annex3Row:
    """A row of the form from figures, overrides in red."""
    return filling.annex3_row(code, grid.unit_name(code), figures, is_auto=is_auto)


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
    # A union of some units is not to be compared with last week's of all.
    totals = last_totals if len(rows) > len(now.units) else None
    around = grid.Around(
        link=_link(now, sent),
        change_link=drill_links.compared(week_table(now), drill_sides.before(now.week)),
        last=_last(now.units, totals) if now.week.kind is Kind.WEEK else None,
        unit_hrefs={unit.area_code: place("desk:weekly_report", unit.number) for unit in now.units},
    )
    return grid.sheet(rows, around, notes_of(rows))


def city_extras(now: Board, sent: Mapping[str, StoredEdition]) -> Extras:
    """Supplementary indicators of what stands for each unit, and of all of it together."""
    rows = {area: weekly_extras.values_of(one.content.figures) for area, one in sent.items()}
    if rows:
        total = city_figures({area: one.content.figures for area, one in sent.items()})
        rows[grid.TOTAL] = weekly_extras.values_of(total)
    return weekly_extras.table(rows, _link(now, sent))


def week_table(now: Board) -> Table:
    """What stands for a week; before the freezing the last row has no version of its own."""
    if now.city_version:
        return Table("city", now.week.code, str(now.city_version))
    return Table("week", now.week.code)


def _link(now: Board, sent: Mapping[str, StoredEdition]) -> grid.Link:
    links = {
        area: drill_links.listed(Table("edition", one.number, str(one.version)))
        for area, one in sent.items()
    }
    links[grid.TOTAL] = drill_links.listed(week_table(now))
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
    around = grid.Around(link=_frozen_link(city, parts))
    return grid.sheet(rows, around, notes_of(rows))


def frozen_extras(city: StoredCity, parts: Mapping[str, StoredEdition]) -> Extras:
    """Supplementary indicators as they were frozen."""
    rows = {area: weekly_extras.values_of(one.content.figures) for area, one in parts.items()}
    rows[grid.TOTAL] = weekly_extras.values_of(city.figures)
    return weekly_extras.table(rows, _frozen_link(city, parts))


def _frozen_link(city: StoredCity, parts: Mapping[str, StoredEdition]) -> grid.Link:
    links = {
        area: drill_links.listed(Table("edition", one.number, str(one.version)))
        for area, one in parts.items()
    }
    links[grid.TOTAL] = drill_links.listed(
        Table("city", city.number.split("-", 2)[2], str(city.version))
    )
    return lambda area, cell: links[area](area, cell)


def unit_sheet(stored: StoredEdition) -> grid.Sheet:
    """One edition of one unit."""
    rows = [row_of(stored.area_code, stored.content.figures, is_auto=stored.is_auto)]
    table = Table("edition", stored.number, str(stored.version))
    return grid.sheet(rows, grid.Around(link=drill_links.listed(table)), notes_of(rows))


def unit_extras(stored: StoredEdition) -> Extras:
    """Supplementary indicators of one edition."""
    rows = {stored.area_code: weekly_extras.values_of(stored.content.figures)}
    table = Table("edition", stored.number, str(stored.version))
    return weekly_extras.table(rows, drill_links.listed(table))
