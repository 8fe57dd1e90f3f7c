"""Two tables side by side: each number that moved, and the cause of each id that came or left."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.reads.weekly import boards, differences, names
from tingban.reads.weekly.differences import CellDifference, Move
from tingban.reads.weekly.names import Named
from tingban.reads.weekly.sides import Side
from tingban.rules.actors import CITY_WIDE, COUNTY
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.web import doors
from tingban.web.desk import drill_changes, drill_sides
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.drill_forms import CompareForm, tomorrow
from tingban.web.desk.drill_sides import Table
from tingban.web.desk.places import card, place
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb

FACTS: Final = COUNTY | CITY_WIDE
COLUMNS: Final = (
    Column("unit", "单位"),
    Column("cell", "指标"),
    Column("old", "先", numeric=True),
    Column("new", "后", numeric=True),
    Column("change", "增减", numeric=True),
    Column("causes", "原因"),
)


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One id that came or left, with its name and cause."""

    move: Move
    named: Named
    cause: str
    href: str


@doors.desk(roles=FACTS)
def compare(request: DeskRequest) -> HttpResponse:
    """All numbers that moved, or all that moved one of them."""
    at = clock.now()
    tables = _tables(request, at)
    form = CompareForm.between(tables, _choices(request, at), request.GET)
    context = {
        "filters": form,
        "crumbs": [Crumb("统计下钻", place("desk:drill")), Crumb("两期对比")],
        "comparison": False,
    }
    if tables is not None:
        old, new = (drill_sides.side(one, actor=request.actor, at=at) for one in tables)
        context |= {"comparison": True, "old": tables[0].label, "new": tables[1].label}
        context |= _shown(request, tables, old, new)
    return render(request, "desk/drill/compare.html", context)


def _tables(request: DeskRequest, at: datetime) -> tuple[Table, Table] | None:
    """(old, new) as asked, or the last two weeks; None where there is nothing to compare."""
    asked = request.GET.get("old", ""), request.GET.get("new", "")
    if all(asked):
        return drill_sides.read(asked[0]), drill_sides.read(asked[1])
    weeks = [entry for entry in boards.week_entries(actor=request.actor) if entry.submitted]
    if not weeks:
        return None
    return Table("week", weeks[0].week.code), drill_sides.live(tomorrow(at))


def _choices(request: DeskRequest, at: datetime) -> list[tuple[str, str]]:
    weeks = boards.week_entries(actor=request.actor)
    live = drill_sides.live(tomorrow(at))
    return [
        (live.spec, "即时统计"),
        *((f"week:{entry.week.code}", entry.week.label) for entry in weeks),
    ]


def _shown(
    request: DeskRequest, tables: tuple[Table, Table], old: Side, new: Side
) -> dict[str, object]:
    """One number with all that moved it; else a page of the numbers that moved."""
    area, cell = request.GET.get("area", ""), request.GET.get("cell", "")
    told = partial(differences.compare, actor=request.actor, old=old, new=new)
    found = told(places=[(area, cell)])
    if found.cells:
        return {"one": found.of(area, cell), "cell": CELL_BY_CODE[cell],
                "unit_name": grid.unit_name(area), "back": _address(tables),
                "moves": _moves(request, found.of(area, cell))}  # fmt: skip
    places = differences.moved(actor=request.actor, old=old, new=new)
    query = listing.asked(request, COLUMNS, default="")
    found = told(places=places[query.offset : query.offset + query.size])
    lines = drill_changes.lines_of(found, old=tables[0], new=tables[1])
    return {"listing": Listing(query, COLUMNS, Found(lines, len(places)))}


def _address(tables: tuple[Table, Table]) -> str:
    query = urlencode({"new": tables[1].spec, "old": tables[0].spec})
    return f"{reverse('desk:drill_compare')}?{query}"


def _moves(request: DeskRequest, one: CellDifference) -> list[MoveLine]:
    unit = CELL_BY_CODE[one.cell].unit
    ids = [move.id for move in one.moves]
    known = {row.id: row for row in names.named(actor=request.actor, unit=unit, ids=ids)}
    ordered = sorted(one.moves, key=lambda move: (not move.has_come, known[move.id].name, move.id))
    return [
        MoveLine(
            move,
            known[move.id],
            move.cause_label,
            card(unit, known[move.id].key) if known[move.id].key else "",
        )
        for move in ordered
    ]
