"""导出 of the exchange workbook, and its empty template."""

from io import BytesIO
from typing import Final

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tingban.actions.exchange import export_approvals as approvals
from tingban.actions.exchange import export_runs as acts
from tingban.kit import clock
from tingban.reads.exchange import export_runs as reads
from tingban.reports.exchange.template import write_template
from tingban.rules.actors import CITY_WIDE, COUNTY, LEADERS
from tingban.rules.areas import AREA_BY_CODE, COUNTIES
from tingban.rules.errors import Refused
from tingban.rules.exchange.runs import EXPORT_DAYS, PATIENCE
from tingban.rules.exchange.sheets import SHEETS
from tingban.web import doors
from tingban.web.desk import step_up
from tingban.web.desk.exchange_tabs import tabs
from tingban.web.desk.exports_forms import DecideForm, ExportForm
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import refusals_on

FACTS: Final = COUNTY | CITY_WIDE
_RECENT: Final = 8


@never_cache
@doors.desk(roles=FACTS)
@step_up.before("导出数据交换簿", back="desk:export")
def export(request: DeskRequest) -> HttpResponseBase:
    """The page that asks what for; its form queues the export."""
    form = ExportForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            export_id = acts.start_export(
                area=told.get("area") or None, reason=told.get("reason", ""),
                actor=request.actor, at=clock.now(), form=told["mark"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:export_run", export_id)
    context = {
        "form": form,
        "recent": reads.latest_exports(request.actor, limit=_RECENT),
        "to_approve": reads.to_approve(request.actor),
        "days": EXPORT_DAYS,
        "sheets": SHEETS,
        "counties": COUNTIES,
        "tabs": tabs(request.actor, "desk:export"),
    }
    return render(request, "desk/exports/export.html", context)


@never_cache
@require_GET
@doors.desk(roles=FACTS)
def exported(request: DeskRequest, export_id: int) -> HttpResponse:
    """How far an export is, and its file; alone the part that changes for htmx."""
    found = reads.export(request.actor, export_id)
    is_part = "HX-Request" in request.headers
    template = "desk/exports/_run.html" if is_part else "desk/exports/run.html"
    crumbs = [Crumb("导出", reverse("desk:export")), Crumb(f"第 {export_id} 次导出")]
    is_slow = found.is_unfinished and clock.now() - found.asked_at > PATIENCE
    return render(request, template, {"run": found, "crumbs": crumbs, "is_slow": is_slow})


@never_cache
@require_POST
@doors.desk(roles=FACTS)
@step_up.before("下载导出的文件", back="desk:export_run", is_file=True)
def file(request: DeskRequest, export_id: int) -> HttpResponseBase:
    """The workbook, for whoever asked for it; it may lie there for days, so it is asked again."""
    name, data = acts.take_export(export_id=export_id, actor=request.actor, at=clock.now())
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)


@never_cache
@doors.desk(roles=LEADERS)
@step_up.before("答复导出申请", back="desk:export_decide")
def decide(request: DeskRequest, export_id: int) -> HttpResponse:
    """A head's word on an export with many identities (DOMAIN 9.2, 19)."""
    actor, at = request.actor, clock.now()
    found = reads.to_decide(actor, export_id)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if "refuse" in request.POST:
                reason = form.cleaned_data["reason"]
                approvals.refuse_export(export_id=export_id, reason=reason, actor=actor, at=at)
                messages.success(request, "已答复不同意，提交人会看到原因。")
            else:
                approvals.approve_export(export_id=export_id, actor=actor, at=at)
                messages.success(request, f"已同意，文件做好后由{found.owner_name}下载。")
            return redirect("desk:export")
    crumbs = [Crumb("导出", reverse("desk:export")), Crumb("批准导出身份信息")]
    return render(
        request, "desk/exports/decide.html", {"run": found, "form": form, "crumbs": crumbs}
    )


@doors.desk(roles=FACTS)
def template(request: DeskRequest) -> HttpResponseBase:
    """The empty workbook; for a county it offers that county only."""
    area = request.GET.get("area") if request.actor.sees_whole_city else request.actor.area_code
    county = AREA_BY_CODE.get(area or "")
    if county is not None and county.is_city:
        county = None
    target = BytesIO()
    write_template(target, at=clock.now(), county=county.code if county else None)
    target.seek(0)
    whose = f"_{county.name}" if county else ""
    return FileResponse(target, as_attachment=True, filename=f"数据交换簿模板{whose}.xlsx")
