"""检查记录: list, card, form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tingban.actions.inspections import visits as acts
from tingban.kit import clock
from tingban.reads.inspections import missions as mission_reads
from tingban.reads.inspections import visits as reads
from tingban.reads.inspections.visits import VisitDetail, VisitRow
from tingban.reads.registry import communities
from tingban.reports.lists import ListColumn
from tingban.rules.actors import FIELD_WRITERS, Actor
from tingban.rules.inspections import (
    LEVEL_LABELS,
    VISIT_LABELS,
    OrganiserLevel,
    VisitKind,
    may_mend,
)
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.fact_forms import LOOK, ReasonForm, attempt, mark, typed
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.inspections_forms import (
    EditVisitForm,
    NewVisitForm,
    VisitFilterForm,
    missions_to_choose,
)
from tingban.web.desk.visit_cards import below
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, rows
from tingban.web.ui.listing import Column

COLUMNS = (
    Column("number", "记录编号", sort=True),
    Column("done", "检查日期", sort=True),
    Column("county", "县(市、区)", sort=True),
    Column("community", "小区", sort=True),
    Column("kind", "类型"),
    Column("level", "组织层级"),
    Column("mission", "督导任务"),
    Column("company", "企业"),
)
BOOK = (
    ListColumn("记录编号", 22), ListColumn("检查日期", 12), ListColumn("县(市、区)", 12),
    ListColumn("小区编码", 16), ListColumn("小区", 24), ListColumn("类型", 10),
    ListColumn("组织层级", 10), ListColumn("督导任务", 20), ListColumn("企业", 30),
    ListColumn("状态", 8),
)  # fmt: skip


def kind_name(kind: str) -> str:
    """排查, 督导 …"""
    return VISIT_LABELS[VisitKind(kind)]


def level_name(level: str) -> str:
    """县级, 市级 …"""
    return f"{LEVEL_LABELS[OrganiserLevel(level)]}级"


def _shown(row: VisitRow) -> dict[str, Any]:
    return {
        "row": row,
        "county": lists.area_name(row.county_code),
        "kind": kind_name(row.kind),
        "level": level_name(row.level),
    }


@doors.desk(roles=lists.FIELD_READERS)
def visits(request: DeskRequest) -> HttpResponseBase:
    """The list, or its workbook."""
    form = VisitFilterForm(request.GET, actor=request.actor)
    query = listing.asked(request, COLUMNS, default="-done")
    found = reads.ledger(request.actor, form.wanted(), list_file.window(query, request))
    if list_file.wanted(request):
        return list_file.answer(request, "检查记录", BOOK, map(_cells, found.rows))
    table = listing.Listing(query, COLUMNS, found.shown_as([_shown(row) for row in found.rows]))
    return render(request, "desk/inspections/visits.html", {"listing": table, "filters": form})


def _cells(row: VisitRow) -> tuple[object, ...]:
    return (
        row.number, row.done_on, lists.area_name(row.county_code), row.community_code,
        row.community, kind_name(row.kind), level_name(row.level), row.mission, row.company,
        "作废" if row.is_void else "",
    )  # fmt: skip


@doors.desk(roles=lists.FIELD_READERS)
def visit(request: DeskRequest, number: str) -> HttpResponse:
    """The card."""
    detail = reads.visit(request.actor, number)
    context = (
        _shown(detail.row)
        | {
            "detail": detail,
            "lines": lines(request.actor, detail.history),
            "steps": _steps(request, detail),
        }
        | below(request, detail.row)
    )
    return render(request, "desk/inspections/visit.html", context)


def _steps(request: DeskRequest, detail: VisitDetail) -> list[rows.Action]:
    reason = "这条检查记录已作废，不能再改。" if detail.row.is_void else ""
    mending = _record_step(request.actor, detail, reason)
    if not request.actor.writes(detail.row.county_code):
        return mending
    number = detail.row.number
    return [
        lists.step("登记问题", "desk:problem_new", reason=reason, tone="accent",
                   query={"community": detail.row.community_code}),
        lists.step("改正", "desk:visit_edit", number, reason=reason),
        *mending,
        lists.step("作废", "desk:visit_void", number, reason=reason, tone="late"),
    ]  # fmt: skip


def _record_step(actor: Actor, detail: VisitDetail, reason: str) -> list[rows.Action]:
    if not (detail.has_record and may_mend(actor, wrote=detail.is_own)):
        return []
    return [lists.step("更正现场记录", "desk:visit_record", detail.row.number, reason=reason)]


def _page(request: DeskRequest, form: Any, **more: object) -> HttpResponse:
    context = {"form": form, "missions": missions_to_choose(request.actor)} | more
    return render(request, "desk/inspections/visit_form.html", context)


@doors.desk(roles=FIELD_WRITERS)
def new(request: DeskRequest) -> HttpResponse:
    """Register a visit."""
    actor = request.actor
    if request.method != "POST":
        return _page(request, NewVisitForm(initial=_begin(request), actor=actor))
    form = NewVisitForm(request.POST, actor=actor)
    if LOOK in request.POST:
        return _page(request, NewVisitForm(initial=typed(form), actor=actor))
    if form.is_valid():
        number = attempt(
            form,
            lambda: acts.add_visit(
                statement=form.statement(), actor=actor, at=clock.now(),
                form=form.cleaned_data["form"],
            ),
            fresh=lambda: 0,
        )  # fmt: skip
        if number:
            messages.success(request, f"检查记录 {number} 已登记。")
            return redirect("desk:visit", number=number)
    return _page(request, form)


def _begin(request: DeskRequest) -> dict[str, object]:
    """What stands in an empty form; the address may name a community or a mission."""
    told: dict[str, object] = {"form": mark(), "level": "county", "done_on": clock.today()}
    code, mission = request.GET.get("community", ""), request.GET.get("mission", "")
    names = communities.by_codes(request.actor, [code]) if code else {}
    if code in names:
        told |= {"community": code, "community_text": names[code]}
    if request.GET.get("kind", "") in set(VisitKind):
        told |= {"kind": request.GET["kind"]}
    if mission:
        row = mission_reads.mission(request.actor, mission).row
        told |= {"mission": mission, "level": row.level, "kind": "supervise",
                 "done_on": row.started_on}  # fmt: skip
    return told


@doors.desk(roles=lists.WRITING)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """Correct a visit."""
    actor, detail = request.actor, reads.visit(request.actor, number)
    if request.method != "POST":
        form = EditVisitForm(initial=_present(detail), actor=actor)
        return _page(request, form, detail=detail, **_shown(detail.row))
    form = EditVisitForm(request.POST, actor=actor)
    if LOOK in request.POST:
        form = EditVisitForm(initial=typed(form), actor=actor)
    elif form.is_valid() and attempt(
        form,
        lambda: acts.correct_visit(
            number=number, statement=form.statement(), version=form.cleaned_data["version"],
            actor=actor, at=clock.now(),
        ),
        fresh=lambda: reads.visit(actor, number).version,
    ):  # fmt: skip
        messages.success(request, "检查记录已改正，改正前的内容留在时间线上。")
        return redirect("desk:visit", number=number)
    detail = reads.visit(actor, number)
    return _page(request, form, detail=detail, **_shown(detail.row))


def _present(detail: VisitDetail) -> dict[str, object]:
    row = detail.row
    return {
        "version": detail.version, "community": row.community_code,
        "community_text": row.community, "done_on": row.done_on, "kind": row.kind,
        "level": row.level, "mission": row.mission, "company": row.company_id,
        "company_text": row.company,
    }  # fmt: skip


@doors.desk(roles=lists.WRITING)
def void(request: DeskRequest, number: str) -> HttpResponse:
    """Void a visit."""
    actor, detail = request.actor, reads.visit(request.actor, number)
    form = ReasonForm(request.POST or None, initial={"version": detail.version})
    form.fields["reason"].label = "作废原因"
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: acts.void_visit(
            number=number, version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"], actor=actor, at=clock.now(),
        ),
        fresh=lambda: reads.visit(actor, number).version,
    ):  # fmt: skip
        messages.success(request, f"检查记录 {number} 已作废。")
        return redirect("desk:visit", number=number)
    context = _shown(detail.row) | {"form": form, "detail": detail}
    return render(request, "desk/inspections/visit_void.html", context)
