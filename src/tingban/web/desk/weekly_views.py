"""周报送: the weeks, and one unit's report (DOMAIN 3.6)."""

from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit import clock
from tingban.reads.weekly import boards
from tingban.rules.actors import CITY_WIDE, COUNTY, Actor
from tingban.rules.weekly.weeks import Kind
from tingban.web import doors
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Tab

FACTS: Final = COUNTY | CITY_WIDE


@doors.desk(roles=FACTS)
def weekly(request: DeskRequest) -> HttpResponse:
    """The weeks and the month ends that stand, the newest first."""
    at, actor = clock.now(), request.actor
    kind = Kind.MONTH if request.GET.get("kind") == Kind.MONTH else Kind.WEEK
    context = {"kind": kind, "tabs": _tabs(kind), "at": at}
    if actor.sees_whole_city:
        context["entries"] = boards.week_entries(actor=actor, kind=kind)
        template = "desk/weekly/weeks_city.html"
    else:
        context["past"] = _own_weeks(actor, kind, at)
        template = "desk/weekly/weeks_county.html"
    return render(request, template, context)


def _tabs(kind: Kind) -> list[Tab]:
    return [
        Tab("周报", "?", kind is Kind.WEEK),
        Tab("月末数", f"?kind={Kind.MONTH}", kind is Kind.MONTH),
    ]


def _own_weeks(actor: Actor, kind: Kind, at: datetime) -> list[boards.PastReport]:
    past = boards.unit_history(actor=actor, area_code=actor.area_code, at=at)
    return [one for one in past if one.week.kind is kind]
