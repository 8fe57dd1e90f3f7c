"""统计下钻: any number of any table, and the list it counts (DOMAIN 2.3, 2.4)."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit import clock
from tingban.reads.weekly import counting
from tingban.reads.weekly.counting import Moment
from tingban.rules.actors import CITY_WIDE, COUNTY, Actor
from tingban.rules.weekly.cells import CELLS, EXTRAS, Block
from tingban.web import doors
from tingban.web.desk import drill_links
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.drill_forms import MomentForm
from tingban.web.doors import DeskRequest

FACTS: Final = COUNTY | CITY_WIDE


@doors.desk(roles=FACTS)
def drill(request: DeskRequest) -> HttpResponse:
    """The live table as of any morning, as known at any moment."""
    at = clock.now()
    form = MomentForm(request.GET or None)
    form.is_valid()
    moment = form.moment(at)
    context = {
        "filters": form,
        "moment": moment,
        "sheet": _sheet(request.actor, moment, form.is_known_at_chosen),
        "extras": _extras(request.actor, moment),
        "at": at,
    }
    return render(request, "desk/drill/live.html", context)


def _sheet(actor: Actor, moment: Moment, is_known_at_chosen: bool) -> grid.Sheet:
    values = counting.count_values(actor=actor, moment=moment)
    around = grid.Around(
        link=drill_links.live(moment.as_of, moment.known_at if is_known_at_chosen else None)
    )
    rows = grid.unit_rows(values.rows, values.areas)
    if len(rows) > 1:
        rows.append(grid.total_row(values.totals))
    return grid.sheet(rows, around)


def _extras(actor: Actor, moment: Moment) -> counting.Extras:
    return counting.extras(actor=actor, moment=moment)


@doors.desk(roles=FACTS)
def meanings(request: DeskRequest) -> HttpResponse:
    """What each number counts, in plain words."""
    blocks = [(block.value, [cell for cell in CELLS if cell.block is block]) for block in Block]
    return render(request, "desk/drill/meanings.html", {"blocks": blocks, "extras": EXTRAS})
