"""问题清单 by deadline and by county; every figure opens its list."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tingban.kit import clock
from tingban.reads.rectification import boards
from tingban.reads.rectification.boards import Column, CountyTile
from tingban.rules.actors import CITY_WIDE
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.rectification.lanes import LANE_LABELS, Lane
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.problems_rows import shown
from tingban.web.doors import DeskRequest
from tingban.web.ui import rows
from tingban.web.ui.filters import Filter, county_field

_TONES: Final = {
    Lane.OVERDUE: "late", Lane.TODAY: "soon", Lane.RECHECK: "accent", Lane.ESCALATED: "late",
}  # fmt: skip


class BoardFilter(Filter):
    """Whose board."""

    county = county_field()


def tabs(request: DeskRequest, current: str) -> list[rows.Tab]:
    """The list, the board; for those who see several counties the counties."""
    pages = [("list", "清单", "desk:problems"), ("board", "按期限", "desk:problem_board")]
    if request.actor.sees_whole_city:
        pages.append(("counties", "按县(市、区)", "desk:problem_counties"))
    return [rows.Tab(label, reverse(name), key == current) for key, label, name in pages]


def _list(**query: str) -> str:
    wanted = {name: value for name, value in query.items() if value}
    return f"{reverse('desk:problems')}?{urlencode(wanted)}"


def _lane(lane: Lane, county: str) -> str:
    return _list(due=f"lane-{lane}", county=county, sort="due")


@doors.desk(roles=lists.FIELD_READERS)
def board(request: DeskRequest) -> HttpResponse:
    """Columns from overdue to later; what waits for a recheck; what was handed up."""
    form = BoardFilter(request.GET, actor=request.actor)
    county = form.text_of("county")
    columns = boards.board(request.actor, county=county, today=clock.today())
    context = {
        "filters": form,
        "tabs": tabs(request, "board"),
        "columns": [_column(column, county) for column in columns],
        "total": sum(column.count for column in columns),
    }
    return render(request, "desk/rectification/board.html", context)


def _column(column: Column, county: str) -> dict[str, Any]:
    return {
        "lane": column.lane,
        "label": LANE_LABELS[column.lane],
        "count": column.count,
        "tone": _TONES.get(column.lane, "") if column.count else "",
        "href": _lane(column.lane, county),
        "more": column.count - len(column.rows),
        "lines": [shown(row) for row in column.rows],
    }


@doors.desk(roles=CITY_WIDE)
def counties(request: DeskRequest) -> HttpResponse:
    """The counties in the order of 附件1."""
    found = boards.tiles(request.actor, today=clock.today())
    context = {
        "tabs": tabs(request, "counties"),
        "tiles": [_tile(tile) for tile in found],
        "total": sum(tile.open for tile in found),
    }
    return render(request, "desk/rectification/counties.html", context)


def _tile(tile: CountyTile) -> dict[str, Any]:
    code = tile.county_code
    return {
        "name": AREA_BY_CODE[code].name,
        "board": f"{reverse('desk:problem_board')}?{urlencode({'county': code})}",
        "tone": "late" if tile.overdue else "",
        "figures": [
            ("未完成", tile.open, _list(county=code, state="open", sort="due"), ""),
            ("逾期未整改", tile.overdue, _list(county=code, due="overdue", sort="due"), "late"),
            (
                "待复核",
                tile.recheck,
                _list(county=code, due=f"lane-{Lane.RECHECK}", sort="due"),
                "",
            ),
            ("升级处置", tile.escalated, _list(county=code, due=f"lane-{Lane.ESCALATED}"), ""),
        ],
    }
