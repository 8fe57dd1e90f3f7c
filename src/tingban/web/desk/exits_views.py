"""企业退出: the list, the card, and what is stated of it."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.exits import exits as acts
from tingban.kit import clock
from tingban.reads.exits import exits
from tingban.reads.exits.exits import ExitRow
from tingban.reads.overview import sanction_histories as histories
from tingban.reads.overview.ties import ties_of_exit
from tingban.reads.registry import communities, companies
from tingban.rules.actors import LEADERS, READERS, WRITERS, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exits import EXIT_LABELS, ExitKind, counts
from tingban.web import doors
from tingban.web.desk import tied
from tingban.web.desk.enforcement_forms import GroundForm
from tingban.web.desk.exits_forms import ExitFilterForm, ExitForm, HandoverForm
from tingban.web.desk.picking import Pick, picked
from tingban.web.desk.sanction_cards import Card, card_page
from tingban.web.desk.sanction_pages import Cell, ListPage, list_page
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import days
from tingban.web.ui.listing import Column
from tingban.web.ui.rows import Action, Crumb, Fact
from tingban.web.ui.submitting import refusals_on

_BY_HEAD: Final = "须由本单位负责人办理"


def _state(row: ExitRow) -> Cell:
    if row.is_void:
        return Cell("已作废", tone="still")
    return Cell("已交接", tone="good") if row.exited_on else Cell("办理中", tone="soon")


def _cells(row: ExitRow) -> Sequence[Cell]:
    return (
        Cell(row.community, reverse("desk:exit", args=[row.id])),
        Cell(row.company, reverse("desk:company", args=[row.company_id])),
        Cell(AREA_BY_CODE[row.county_code].name),
        Cell(EXIT_LABELS[ExitKind(row.kind)]),
        Cell(days.in_cell(row.exited_on, "—"), value=row.exited_on or ""),
        _state(row),
    )


EXITS: Final = ListPage(
    "企业退出", "次",
    (Column("name", "小区", sort=True), Column("company", "退出企业", sort=True),
     Column("county", "县(市、区)", sort=True), Column("kind", "退出方式"),
     Column("on", "交接确认", sort=True), Column("state", "状态")),
    _cells, exits.exits, ExitFilterForm, "desk:exit_add", "登记企业退出",
    "企业要退出小区的，在这里登记；交接确认之日起计入汇总表，正常更替不计。",
    beside=(("退出案件", "desk:exit_cases"),),
)  # fmt: skip


@doors.desk(roles=READERS)
def exits_list(request: DeskRequest) -> HttpResponse:
    """企业退出."""
    return list_page(request, EXITS)


def _crumbs(row: ExitRow, *more: Crumb) -> list[Crumb]:
    here = reverse("desk:exit", args=[row.id]) if more else ""
    return [Crumb("企业退出", reverse("desk:exits")), Crumb(row.community, here), *more]


@doors.desk(roles=READERS)
def exit_card(request: DeskRequest, exit_id: int) -> HttpResponse:
    """One exit."""
    actor = request.actor
    row = exits.exit_of(actor, exit_id)
    kind = ExitKind(row.kind)
    facts = [
        Fact("小区", row.community, reverse("desk:community", args=[row.community_code])),
        Fact("退出企业", row.company, reverse("desk:company", args=[row.company_id])),
        Fact("县(市、区)", AREA_BY_CODE[row.county_code].name),
        Fact("退出方式", EXIT_LABELS[kind]),
        Fact("交接确认", days.in_fact(row.exited_on, "还没有确认")),
        *tied.shown(ties_of_exit(actor, row.id)),
        Fact("计入汇总表", "计入" if counts(kind) else "正常更替，不计入"),
    ]
    card = Card(
        f"{row.company} 退出 {row.community}", _crumbs(row), facts,
        histories.of_exit(actor, row.id), _steps(row, actor), "已作废" if row.is_void else "",
    )  # fmt: skip
    return card_page(request, card)


def _steps(row: ExitRow, actor: Actor) -> list[Action]:
    if not actor.writes(row.county_code) or row.is_void:
        return []
    leads = "" if actor.is_leader else _BY_HEAD

    def to(name: str) -> str:
        return reverse(f"desk:{name}", args=[row.id])

    void = Action("作废", to("exit_void"), "late", leads)
    if row.exited_on:
        return [Action("撤回交接确认", to("exit_undo"), "", leads), void]
    return [Action("确认交接", to("exit_confirm"), "accent"), void]


@doors.desk(roles=WRITERS)
def exit_add(request: DeskRequest) -> HttpResponse:
    """Choose the community and the company, say how it leaves."""
    pick = Pick("登记企业退出", reverse("desk:exits"), "企业退出")
    chosen = picked(request, pick)
    if isinstance(chosen, HttpResponse):
        return chosen
    place = communities.community(request.actor, chosen["community"])
    firm = companies.company(request.actor, int(chosen["company"]))
    form = ExitForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = acts.record_exit(
                community_code=place.code, company_id=firm.id,
                kind=ExitKind(form.cleaned_data["kind"]), actor=request.actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "企业退出已登记。交接完成后，请确认交接日期。")
            return redirect("desk:exit", exit_id=made)
    context = {
        "form": form, "title": pick.title, "about": f"{firm.name} 退出 {place.name}",
        "button": "登记企业退出",
        "crumbs": [Crumb("企业退出", reverse("desk:exits")), Crumb(pick.title)],
    }  # fmt: skip
    return render(request, "desk/enforcement/form.html", context)


@doors.desk(roles=WRITERS)
def exit_confirm(request: DeskRequest, exit_id: int) -> HttpResponse:
    """The handover was confirmed."""
    row = exits.exit_of(request.actor, exit_id)
    step = ShortForm(
        "确认交接",
        f"{row.company} 退出 {row.community}：资料、设施、账目交接完成的，填写确认日期。",
        "确认交接", "交接已确认。", reverse("desk:exit", args=[row.id]),
        _crumbs(row, Crumb("确认交接")),
    )  # fmt: skip
    return step_page(
        request, HandoverForm(request.POST or None), step,
        lambda form: acts.confirm_exit(
            exit_id=row.id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


@doors.desk(roles=LEADERS)
def exit_undo(request: DeskRequest, exit_id: int) -> HttpResponse:
    """The confirmation was recorded by mistake."""
    row = exits.exit_of(request.actor, exit_id)
    step = ShortForm(
        "撤回交接确认", "交接确认登记有误的，写明原因后撤回；以后的报表不再计入。", "撤回确认",
        "交接确认已撤回。", reverse("desk:exit", args=[row.id]),
        _crumbs(row, Crumb("撤回交接确认")),
    )  # fmt: skip
    return step_page(
        request, GroundForm(request.POST or None), step,
        lambda form: acts.undo_handover(
            exit_id=row.id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


@doors.desk(roles=LEADERS)
def exit_void(request: DeskRequest, exit_id: int) -> HttpResponse:
    """The exit was registered by mistake."""
    row = exits.exit_of(request.actor, exit_id)
    step = ShortForm(
        "作废企业退出", "作废表示登记错误、企业没有退出；交接确认随之作废。", "作废",
        "企业退出已作废。", reverse("desk:exit", args=[row.id]), _crumbs(row, Crumb("作废")),
        is_grave=True,
    )  # fmt: skip
    return step_page(
        request, GroundForm(request.POST or None), step,
        lambda form: acts.void_exit(
            exit_id=row.id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
