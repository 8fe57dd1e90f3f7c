"""责令整改: list, card, entering afterwards, withdrawing; the rest in `orders_acts_views`."""

from datetime import date, datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tingban.actions.rectification import orders as acts
from tingban.actions.rectification.paper_orders import enter_paper_order
from tingban.kit import clock
from tingban.reads.overview import attachments
from tingban.reads.overview.ties import ties_of_order
from tingban.reads.rectification import orders as reads
from tingban.reads.rectification import problems as problem_reads
from tingban.reads.rectification.orders import OrderDetail, OrderRow
from tingban.reports.lists import ListColumn
from tingban.rules.actors import FIELD_WRITERS, Actor, Role, check_leads
from tingban.rules.errors import Refused
from tingban.rules.rectification.stages import Stage
from tingban.rules.rectification.terms import late_service
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk import tied
from tingban.web.desk.fact_forms import LOOK, DayReasonForm, attempt, typed
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.files_rows import attached
from tingban.web.desk.orders_forms import OrderFilterForm, OrderForm
from tingban.web.desk.problems_rows import shown as problem_shown
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, rows
from tingban.web.ui.listing import Column
from tingban.web.ui.uploads import uploads_of

COLUMNS: Final = (
    Column("number", "文号", sort=True),
    Column("signed", "签发日期", sort=True),
    Column("served", "送达日期", sort=True),
    Column("county", "县(市、区)", sort=True),
    Column("place", "小区"),
    Column("problems", "涉及问题", numeric=True, unit="个"),
    Column("open", "未完成", numeric=True, unit="个"),
    Column("state", "状态"),
)
BOOK: Final = (
    ListColumn("文号", 26), ListColumn("签发日期", 12), ListColumn("送达日期", 12),
    ListColumn("县(市、区)", 12), ListColumn("小区", 30),
    ListColumn("涉及问题", 12, numeric=True, unit="个"),
    ListColumn("未完成", 12, numeric=True, unit="个"), ListColumn("撤回日期", 12),
    ListColumn("状态", 10),
)  # fmt: skip
STANDINGS: Final = {"signed": "待送达", "served": "已送达", "withdrawn": "已撤回", "void": "无效"}
_TONES: Final = {"signed": "soon", "served": "good"}
# Who serves (T-P05, T-P06): officers, and the head where there is no post for them.
SERVING: Final = frozenset({Role.C_ENF, Role.C_LD, Role.M_LD})
_BY_SERVERS: Final = "由执法人员或负责人送达后登记，请交他们登录办理。"


def shown(row: OrderRow) -> dict[str, Any]:
    """The order in words."""
    return {
        "row": row,
        "county": lists.area_name(row.county_code),
        "state": STANDINGS[row.standing],
        "tone": _TONES.get(row.standing, "still"),
    }


@doors.desk(roles=lists.FIELD_READERS)
def orders(request: DeskRequest) -> HttpResponseBase:
    """The list, or its workbook."""
    form = OrderFilterForm(request.GET, actor=request.actor)
    query = listing.asked(request, COLUMNS, default="-served")
    found = reads.ledger(request.actor, form.wanted(), list_file.window(query, request))
    if list_file.wanted(request):
        return list_file.answer(request, "责令整改", BOOK, map(_cells, found.rows))
    table = listing.Listing(query, COLUMNS, found.shown_as([shown(row) for row in found.rows]))
    return render(request, "desk/rectification/orders.html", {"listing": table, "filters": form})


def _cells(row: OrderRow) -> tuple[object, ...]:
    return (
        row.number, row.signed_on, row.served_on, lists.area_name(row.county_code), row.place,
        row.problems, row.open_problems, row.withdrawn_on, STANDINGS[row.standing],
    )  # fmt: skip


@doors.desk(roles=lists.FIELD_READERS)
def order(request: DeskRequest, number: str) -> HttpResponse:
    """The card."""
    detail = reads.order(request.actor, number)
    context = shown(detail.row) | {
        "detail": detail,
        "problems": [problem_shown(row) for row in detail.problems],
        "ties": tied.shown(ties_of_order(request.actor, number)),
        "lines": lines(request.actor, detail.history),
        "files": attached(attachments.gallery(request.actor, f"order:{number}")),
        "steps": _steps(request.actor, detail),
        "late": late_service(detail.term, clock.today()) * (detail.row.standing == "signed"),
        "may_link": request.actor.role in FIELD_WRITERS and detail.row.standing != "void",
    }
    return render(request, "desk/rectification/order.html", context)


def _steps(actor: Actor, detail: OrderDetail) -> list[rows.Action]:
    row, steps = detail.row, []
    if actor.role in SERVING and actor.covers(row.county_code) and row.standing == "signed":
        steps += [
            lists.step("登记送达", "desk:order_serve", row.number, tone="accent"),
            lists.step("发出通知书", "desk:order_dispatch", row.number),
        ]
    elif row.standing == "signed" and actor.writes(row.county_code):
        steps.append(lists.step("登记送达", "desk:order_serve", row.number, reason=_BY_SERVERS))
    if not actor.writes(row.county_code):
        return steps
    is_standing = row.standing in ("signed", "served")
    reason = "" if is_standing else "这份通知书没有送达或已经撤回。"
    try:
        check_leads(actor, "撤回责令整改通知书")
    except Refused as refusal:
        reason = reason or refusal.sentence
    withdraw = lists.step(
        "撤回通知书", "desk:order_withdraw", row.number, reason=reason, tone="late"
    )
    return [*steps, withdraw]


@doors.desk(roles=FIELD_WRITERS)
def new(request: DeskRequest) -> HttpResponse:
    """Enter an order that was served on paper, with one or several problems."""
    actor, at = request.actor, clock.now()
    asked = request.POST if request.method == "POST" else request.GET
    wanted = asked.getlist("problem")
    chosen = offered(request, wanted, asked.get("q", ""), stages=(Stage.CFM, Stage.FIX))
    numbers = [row.number for row in chosen]
    if request.method != "POST":
        initial: dict[str, object] = {
            "served_on": at.date(), "problem": wanted, "due_on": _nearest(chosen, wanted),
        }  # fmt: skip
        return _page(request, OrderForm(initial=initial, numbers=numbers), chosen)
    form = OrderForm(request.POST, request.FILES, numbers=numbers)
    if LOOK in request.POST:
        again = typed(form)
        again["due_on"] = again["due_on"] or _nearest(chosen, wanted)
        return _page(request, OrderForm(initial=again, numbers=numbers), chosen)
    if form.is_valid() and (number := _serve(form, actor, at)):
        messages.success(request, f"责令整改通知书 {number} 已登记，请保管好纸质原件和送达回证。")
        return redirect("desk:order", number=number)
    return _page(request, form, chosen)


def _nearest(offered: list[Any], wanted: list[str]) -> date | None:
    """The first of the terms of the marked problems: what the paper most likely says."""
    return min((row.due_on for row in offered if row.number in wanted and row.due_on), default=None)


def _serve(form: OrderForm, actor: Actor, at: datetime) -> str:
    """Its number, or "" after the refusals went onto the form, one for each file."""
    scans = uploads_of(form.cleaned_data["scans"])
    try:
        return enter_paper_order(
            paper=form.paper(), names_fewer=form.cleaned_data["names_fewer"], scans=scans,
            actor=actor, at=at,
        )  # fmt: skip
    except Refused as refusal:
        for line in refusal.sentence.splitlines():
            form.add_error(None, line)
        return ""


def offered(
    request: DeskRequest, wanted: list[str], text: str, *, stages: tuple[Stage, ...]
) -> list[Any]:
    """The problems asked for, then others of the same county and company in these stages."""
    chosen = problem_reads.numbered(request.actor, wanted)
    first = chosen[0] if chosen else None
    known = {row.number for row in chosen}
    others = problem_reads.open_in(request.actor, first, text.strip()[:64], stages=stages)
    return [*chosen, *(row for row in others if row.number not in known)]


def _page(request: DeskRequest, form: OrderForm, chosen: list[Any]) -> HttpResponse:
    """A browser does not send a chosen file twice: whoever had chosen some is told."""
    context = choosing(request, form, chosen) | {"had_files": bool(request.FILES)}
    return render(request, "desk/rectification/order_form.html", context)


def choosing(request: DeskRequest, form: Any, chosen: list[Any]) -> dict[str, object]:
    """A form with the problems to choose from, those chosen marked."""
    marked = set(form["problem"].value() or ())
    asked = request.POST if request.method == "POST" else request.GET
    return {
        "form": form,
        "offered": [problem_shown(row) | {"marked": row.number in marked} for row in chosen],
        "q": asked.get("q", ""),
    }


@doors.desk(roles=lists.WRITING)
def withdraw(request: DeskRequest, number: str) -> HttpResponse:
    """Withdraw an order."""
    actor, detail, at = request.actor, reads.order(request.actor, number), clock.now()
    initial = {"version": detail.version, "on": at.date()}
    form = DayReasonForm(request.POST or None, initial=initial)
    form.fields["on"].label, form.fields["reason"].label = "撤回日期", "撤回原因"
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: acts.withdraw_order(
            number=number, on=form.cleaned_data["on"], version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"], actor=actor, at=at,
        ),
        fresh=lambda: reads.order(actor, number).version,
    ):  # fmt: skip
        messages.success(request, f"责令整改通知书 {number} 已登记撤回。")
        return redirect("desk:order", number=number)
    context = shown(detail.row) | {"form": form, "detail": detail}
    return render(request, "desk/rectification/order_withdraw.html", context)
