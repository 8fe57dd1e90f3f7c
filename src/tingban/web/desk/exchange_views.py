"""导入: files come in, their faults go out, proposals are decided (INTERCHANGE 1)."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tingban.actions.exchange import runs as acts
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.proposals import decide_proposals
from tingban.kit import clock
from tingban.kit.windows import Found, Window
from tingban.reads.exchange import proposals as proposed
from tingban.reads.exchange import runs, traces
from tingban.rules.actors import WRITERS
from tingban.rules.errors import Refused
from tingban.rules.exchange.runs import PATIENCE
from tingban.web import doors
from tingban.web.desk.exchange_forms import PastFilter, UploadForm
from tingban.web.desk.exchange_tabs import tabs
from tingban.web.desk.places import place as place_of
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb, Fact, Tab

PAST: Final = (
    Column("name", "文件", sort=True), Column("unit", "台账单位"), Column("who", "导入人"),
    Column("imported_at", "导入时间", sort=True), Column("new", "新增", numeric=True, unit="行"),
    Column("changed", "更改", numeric=True, unit="行"),
)  # fmt: skip
TRACES: Final = (
    Column("row", "行号", numeric=True),
    Column("label", "登记的内容"),
    Column("new", "结果"),
)
PROPOSED: Final = (
    Column("row", "序号", numeric=True), Column("summary", "简要内容"),
    Column("options", "是哪个小区"),
)  # fmt: skip
_CARDS: Final = {
    "communities": "desk:community", "companies": "desk:company", "missions": "desk:mission",
    "visits": "desk:visit", "problems": "desk:problem", "orders": "desk:order",
    "cases": "desk:case",
}  # fmt: skip
_RECENT: Final = 8
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _window(query: listing.Query) -> Window:
    return Window(sort=query.sort, offset=query.offset, limit=query.size)


@never_cache
@doors.desk(roles=WRITERS)
def imports(request: DeskRequest) -> HttpResponse:
    """Bring files; what was brought before."""
    is_post = request.method == "POST"
    form = UploadForm(*([request.POST, request.FILES] if is_post else []), actor=request.actor)
    if is_post and form.is_valid():
        try:
            return redirect("desk:exchange_run", _start(request, form))
        except Refused as refusal:
            form.add_error("books", refusal.sentence)
    query = listing.asked(request, PAST, default="-imported_at")
    name = request.GET.get("q", "").strip()[:100]
    past = runs.past_imports(request.actor, _window(query), name=name)
    context = {
        "form": form,
        "tabs": tabs(request.actor, "desk:exchange"),
        "recent": runs.latest_runs(request.actor, limit=_RECENT),
        "filters": PastFilter(request.GET),
        "listing": Listing(query, PAST, past),
        "template": place_of("desk:template"),
    }
    return render(request, "desk/exchange/imports.html", context)


def _start(request: DeskRequest, form: UploadForm) -> int:
    return acts.start_run(
        uploads=[Upload(file.name or "", file.read()) for file in form.uploads],
        area=form.cleaned_data.get("area") or None,
        dry_run=form.cleaned_data["dry_run"] == "check",
        actor=request.actor,
        at=clock.now(),
        form=form.cleaned_data["mark"],
    )


@never_cache
@require_GET
@doors.desk(roles=WRITERS)
def run(request: DeskRequest, run_id: int) -> HttpResponse:
    """How far an upload is, its faults, its result; alone the part that changes for htmx."""
    found = runs.run(request.actor, run_id)
    is_part = "HX-Request" in request.headers
    template = "desk/exchange/_run.html" if is_part else "desk/exchange/run.html"
    crumbs = [Crumb("导入导出", reverse("desk:exchange")), Crumb(f"第 {run_id} 次导入")]
    is_slow = found.is_unfinished and clock.now() - found.asked_at > PATIENCE
    return render(request, template, {"run": found, "crumbs": crumbs, "is_slow": is_slow})


@never_cache
@require_GET
@doors.desk(roles=WRITERS)
def copy(request: DeskRequest, run_id: int, place: int) -> HttpResponseBase:
    """The marked copy of a refused file."""
    name, data = acts.marked_copy(run_id=run_id, place=place, actor=request.actor, at=clock.now())
    answer = HttpResponse(data, content_type=_XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@require_GET
@doors.desk(roles=WRITERS)
def origin(request: DeskRequest, import_id: int) -> HttpResponse:
    """One file as one act: each row of it and what it stated."""
    file = traces.origin(request.actor, import_id)
    sheets = [sheet for sheet in file.sheets if sheet["new"] or sheet["changed"]]
    wanted = request.GET.get("sheet", "")
    sheet = next((it for it in sheets if str(it["number"]) == wanted), next(iter(sheets), None))
    query = listing.asked(request, TRACES, default="row")
    found: Found[traces.Trace] = Found([], 0)
    if sheet:
        found = traces.traces(file, sheet, _window(query))
    rows = [(it, place_of(_CARDS.get(it.topic, ""), it.key)) for it in found.rows]
    context = {
        "file": file,
        "facts": _file_facts(file),
        "crumbs": [Crumb("导入导出", reverse("desk:exchange")), Crumb(file.name)],
        "tabs": [_sheet_tab(it, is_current=it is sheet) for it in sheets],
        "listing": Listing(query, TRACES, found.shown_as(rows)),
    }
    return render(request, "desk/exchange/file.html", context)


def _sheet_tab(sheet: Mapping[str, Any], *, is_current: bool) -> Tab:
    count = sheet["new"] + sheet["changed"]
    return Tab(sheet["sheet"], f"?sheet={sheet['number']}", is_current=is_current, count=count)


def _file_facts(file: traces.Origin) -> list[Fact]:
    return [
        Fact("导入人", file.who),
        Fact("台账单位", file.unit_name or "各县(市、区)按行"),
        Fact("填报时间", file.stated_on),
        Fact("操作记录号", file.act_id),
        Fact("文件摘要（SM3）", file.digest[:16], hint=file.digest),
    ]


@never_cache
@doors.desk(roles=WRITERS)
def proposals(request: DeskRequest) -> HttpResponse:
    """Communities proposed for cases of a bare 附件2: take them or not, many at once."""
    if request.method == "POST":
        _decide(request)
        return redirect(request.get_full_path())
    query = listing.asked(request, PROPOSED, default="row")
    found = proposed.waiting(request.actor, _window(query))
    context = {
        "tabs": tabs(request.actor, "desk:exchange_proposals"),
        "listing": Listing(query, PROPOSED, found),
    }
    return render(request, "desk/exchange/proposals.html", context)


def _decide(request: DeskRequest) -> None:
    """Fields are named `case-<number>`; "none" rejects, an empty one leaves the case waiting."""
    told = {
        name.removeprefix("case-"): value
        for name, value in request.POST.items()
        if name.startswith("case-") and isinstance(value, str) and value
    }
    choices = {number: "" if value == "none" else value for number, value in told.items()}
    try:
        taken, rejected = decide_proposals(choices=choices, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        passed = len(choices) - taken - rejected
        also = f"，{passed} 件已由别人处理" if passed else ""
        messages.success(request, f"已确认小区 {taken} 件，否定建议 {rejected} 件{also}。")
