"""督导任务: list, card, form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tingban.actions.inspections import missions as acts
from tingban.kit import clock
from tingban.reads.inspections import missions as reads
from tingban.reads.inspections.missions import MissionDetail, MissionRow
from tingban.reports.lists import ListColumn
from tingban.rules.errors import Refused
from tingban.rules.inspections import LEVEL_LABELS, OrganiserLevel, check_mission_owner
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.fact_forms import ReasonForm, attempt, mark
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.inspections_forms import EditMissionForm, MissionFilterForm, NewMissionForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, rows
from tingban.web.ui.listing import Column

COLUMNS = (
    Column("number", "任务编号", sort=True),
    Column("started", "开展日期", sort=True),
    Column("level", "组织层级"),
    Column("county", "县(市、区)", sort=True),
    Column("communities", "小区", numeric=True, unit="个"),
    Column("visits", "检查记录", numeric=True, unit="条"),
)
BOOK = (
    ListColumn("任务编号", 20), ListColumn("开展日期", 12), ListColumn("组织层级", 10),
    ListColumn("县(市、区)", 12), ListColumn("小区", 10, numeric=True, unit="个"),
    ListColumn("检查记录", 12, numeric=True, unit="条"), ListColumn("状态", 8),
)  # fmt: skip


def _shown(row: MissionRow) -> dict[str, Any]:
    level = f"{LEVEL_LABELS[OrganiserLevel(row.level)]}级"
    return {"row": row, "county": lists.area_name(row.county_code), "level": level}


@doors.desk(roles=lists.FIELD_READERS)
def missions(request: DeskRequest) -> HttpResponseBase:
    """The list, or its workbook."""
    form = MissionFilterForm(request.GET, actor=request.actor)
    query = listing.asked(request, COLUMNS, default="-started")
    found = reads.ledger(request.actor, form.wanted(), list_file.window(query, request))
    if list_file.wanted(request):
        return list_file.answer(request, "督导任务", BOOK, map(_cells, found.rows))
    table = listing.Listing(query, COLUMNS, found.shown_as([_shown(row) for row in found.rows]))
    return render(request, "desk/inspections/missions.html", {"listing": table, "filters": form})


def _cells(row: MissionRow) -> tuple[object, ...]:
    shown = _shown(row)
    return (
        row.number, row.started_on, shown["level"], shown["county"], row.communities, row.visits,
        "作废" if row.is_void else "",
    )  # fmt: skip


@doors.desk(roles=lists.FIELD_READERS)
def mission(request: DeskRequest, number: str) -> HttpResponse:
    """The card."""
    detail = reads.mission(request.actor, number)
    context = _shown(detail.row) | {
        "detail": detail,
        "visits": reads.visits(request.actor, number),
        "lines": lines(request.actor, detail.history),
        "steps": _steps(request, detail),
    }
    return render(request, "desk/inspections/mission.html", context)


def _steps(request: DeskRequest, detail: MissionDetail) -> list[rows.Action]:
    if not request.actor.writes(detail.row.county_code):
        return []
    reason = "这次督导任务已作废，不能再改。" if detail.row.is_void else ""
    others, held = _of_others(request, detail.row), ""
    if detail.row.visits:
        held = f"下面还有 {detail.row.visits} 条检查记录，请先作废或改正这些记录。"
    number = detail.row.number
    return [
        lists.step("登记这次的检查", "desk:visit_new", reason=reason, tone="accent",
                   query={"mission": number}),
        lists.step("在现场边看边写", "desk:field_visit", reason=reason, query={"mission": number}),
        lists.step("改正", "desk:mission_edit", number, reason=reason or others),
        lists.step("作废", "desk:mission_void", number, reason=reason or others or held,
                   tone="late"),
    ]  # fmt: skip


def _of_others(request: DeskRequest, row: MissionRow) -> str:
    try:
        check_mission_owner(OrganiserLevel(row.level), actor=request.actor)
    except Refused as refusal:
        return refusal.sentence
    return ""


@doors.desk(roles=lists.WRITING)
def new(request: DeskRequest) -> HttpResponse:
    """Register a mission."""
    actor = request.actor
    level = "city" if actor.sees_whole_city else "county"
    initial = {
        "form": mark(),
        "level": level,
        "county": actor.area_code,
        "started_on": clock.today(),
    }
    form = NewMissionForm(request.POST or None, initial=initial, actor=actor)
    if request.method == "POST" and form.is_valid():
        number = attempt(
            form,
            lambda: acts.add_mission(
                statement=form.statement(), actor=actor, at=clock.now(),
                form=form.cleaned_data["form"],
            ),
            fresh=lambda: 0,
        )  # fmt: skip
        if number:
            messages.success(request, f"督导任务 {number} 已登记，可以接着登记检查记录。")
            return redirect("desk:mission", number=number)
    return render(request, "desk/inspections/mission_form.html", {"form": form})


@doors.desk(roles=lists.WRITING)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """Correct a mission."""
    actor, detail = request.actor, reads.mission(request.actor, number)
    row = detail.row
    initial = {"version": detail.version, "level": row.level, "county": row.county_code,
               "started_on": row.started_on}  # fmt: skip
    form = EditMissionForm(request.POST or None, initial=initial, actor=actor)
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: acts.correct_mission(
            number=number, statement=form.statement(), version=form.cleaned_data["version"],
            actor=actor, at=clock.now(),
        ),
        fresh=lambda: reads.mission(actor, number).version,
    ):  # fmt: skip
        messages.success(request, "督导任务已改正，改正前的内容留在时间线上。")
        return redirect("desk:mission", number=number)
    context = _shown(row) | {"form": form, "detail": detail}
    return render(request, "desk/inspections/mission_form.html", context)


@doors.desk(roles=lists.WRITING)
def void(request: DeskRequest, number: str) -> HttpResponse:
    """Void a mission."""
    actor, detail = request.actor, reads.mission(request.actor, number)
    form = ReasonForm(request.POST or None, initial={"version": detail.version})
    form.fields["reason"].label = "作废原因"
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: acts.void_mission(
            number=number, reason=form.cleaned_data["reason"], actor=actor, at=clock.now()
        ),
        fresh=lambda: reads.mission(actor, number).version,
    ):  # fmt: skip
        messages.success(request, f"督导任务 {number} 已作废。")
        return redirect("desk:mission", number=number)
    context = _shown(detail.row) | {"form": form, "detail": detail}
    return render(request, "desk/inspections/mission_void.html", context)
