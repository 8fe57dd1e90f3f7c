"""导出 of the exchange workbook, and its empty template."""

import tempfile
from typing import BinaryIO, Final, cast

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tingban.actions.exchange.exports import export_workbook
from tingban.kit import clock
from tingban.reports.exchange.template import write_template
from tingban.rules.actors import CITY_WIDE, COUNTY, Actor
from tingban.rules.areas import AREA_BY_CODE, COUNTIES
from tingban.rules.errors import Refused
from tingban.rules.exchange.sheets import SHEETS
from tingban.web import doors
from tingban.web.desk.exchange_tabs import tabs
from tingban.web.desk.exports_forms import ExportForm
from tingban.web.doors import DeskRequest

FACTS: Final = COUNTY | CITY_WIDE
# Up to here a file waits in memory, beyond it on disk.
_IN_MEMORY: Final = 8 * 1024 * 1024


@never_cache
@doors.desk(roles=FACTS)
def export(request: DeskRequest) -> HttpResponseBase:
    """The page that asks what for; its form is answered with the workbook."""
    form = ExportForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        target = _draft()
        try:
            export_workbook(
                target=target, actor=request.actor, at=clock.now(),
                area=told.get("area") or None, reason=told.get("reason", ""),
            )  # fmt: skip
        except Refused as refusal:
            target.close()
            form.add_error(None, refusal.sentence)
        else:
            whose = _whose(request.actor, told.get("area", ""))
            return _file(target, f"数据交换簿_{whose}_{clock.now():%Y%m%d-%H%M}.xlsx")
    context = {
        "form": form,
        "sheets": SHEETS,
        "counties": COUNTIES,
        "tabs": tabs(request.actor, "desk:export"),
    }
    return render(request, "desk/exports/export.html", context)


@doors.desk(roles=FACTS)
def template(request: DeskRequest) -> HttpResponseBase:
    """The empty workbook; for a county it offers that county only."""
    area = request.GET.get("area") if request.actor.sees_whole_city else request.actor.area_code
    county = AREA_BY_CODE.get(area or "")
    if county is not None and county.is_city:
        county = None
    target = _draft()
    write_template(target, at=clock.now(), county=county.code if county else None)
    whose = f"_{county.name}" if county else ""
    return _file(target, f"数据交换簿模板{whose}.xlsx")


def _whose(actor: Actor, area: str) -> str:
    """How the file is called: by its area, or the whole city."""
    if not area and actor.sees_whole_city:
        return "全市"
    return AREA_BY_CODE[area or actor.area_code].name


def _draft() -> BinaryIO:
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))


def _file(target: BinaryIO, name: str) -> HttpResponse | FileResponse:
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name)
