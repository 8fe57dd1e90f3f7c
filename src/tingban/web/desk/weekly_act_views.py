"""Steps of a report that ask for words first: each a page with its form (T-R03, T-R06, T-R09)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.actions.weekly import correcting, drafting, reviewing
from tingban.actions.weekly.correcting import CorrectionStatement
from tingban.actions.weekly.drafting import OverrideStatement
from tingban.actions.weekly.reviewing import ReturnStatement
from tingban.kit import clock
from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly import reports
from tingban.reads.weekly.reports import ReportPage
from tingban.rules.actors import LEADERS, WRITERS, Role
from tingban.rules.errors import NotFound
from tingban.rules.weekly.cells import CELL_BY_CODE, CELLS
from tingban.rules.weekly.steps import Act
from tingban.web import doors
from tingban.web.desk import weekly_report
from tingban.web.desk.weekly_forms import CellsForm, OverrideForm, ReasonForm, VersionedForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import words
from tingban.web.ui.submitting import refusals_on

OFFICE = frozenset({Role.M_OP, Role.M_LD})
ASKERS = frozenset({Role.C_LD, Role.M_OP})


def _page(request: DeskRequest, number: str) -> ReportPage:
    return reports.report(actor=request.actor, number=number, at=clock.now())


def _asked(
    request: DeskRequest,
    page: ReportPage,
    act: Act,
    form: VersionedForm,
    call: Callable[[dict[str, object]], object],
    **shown: object,
) -> HttpResponse:
    """Ask with a form, act, or show the refusal with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=page.version):
            at = clock.now()
            call({"number": page.number, "actor": request.actor, "at": at,
                  "version": form.cleaned_data["version"]})  # fmt: skip
            messages.success(request, _done(act, reports.report(
                actor=request.actor, number=page.number, at=at)))  # fmt: skip
            return redirect("desk:weekly_report", number=page.number)
    status = 422 if form.errors else 200
    offer = page.offer(act)
    context = weekly_report.head_of(page) | {
        "form": form, "act": act, "lead": _LEADS[act], "verb": _VERBS[act],
        "closed": offer.reason if offer and request.method == "GET" else "", **shown,
    }  # fmt: skip
    return render(request, "desk/weekly/act.html", context, status=status)


def _done(act: Act, page: ReportPage) -> str:
    due = words.moment(page.due_at, today=page.at.astimezone(SHANGHAI).date())
    return _DONE[act].format(due=due)


_DONE = {
    Act.REWORK: "已退回修改，原签字不再有效。",
    Act.RETURN: "已退回县级，请县级在 {due} 前重报。",
    Act.ASK: "更正申请已提交，等市级负责人决定。",
    Act.REFUSE: "已答复不同意更正，原版次不变。",
    Act.OVERRIDE: "改值已保存，市局审核时以红字显示。",
}
_LEADS = {
    Act.REWORK: "退回经办修改。已有的签字不再有效，改好后重新核对、签字。",
    Act.RETURN: "指明哪些指标有问题、为什么。县级至少有 2 小时重报，原期限更晚的仍按原期限。",
    Act.ASK: "先在台账里更正事实，再选有变化的指标。同意后产生新的版次，原版次保留。",
    Act.REFUSE: "说明为什么不同意，申请单位会看到。",
    Act.OVERRIDE: "数字由台账统计得出。确须改填的，写明理由；市局审核表和附件3 里以红字显示。",
}
_VERBS = {
    Act.REWORK: "退回修改",
    Act.RETURN: "退回县级",
    Act.ASK: "提交更正申请",
    Act.REFUSE: "不同意更正",
    Act.OVERRIDE: "保存改值",
}


def _form(
    request: DeskRequest, page: ReportPage, kind: type[VersionedForm], **initial: object
) -> VersionedForm:
    if request.method == "POST":
        return kind(request.POST)
    return kind(initial={"version": page.version, **initial})


def _named_cells(request: DeskRequest) -> list[str]:
    """Cells that the link to this page has ticked already."""
    return [cell for cell in request.GET.getlist("cells") if cell in CELL_BY_CODE]


@doors.desk(roles=WRITERS)
def rework(request: DeskRequest, number: str) -> HttpResponse:
    """T-R03: back to the clerk's desk."""
    page = _page(request, number)
    form = _form(request, page, ReasonForm)

    def call(told: dict[str, object]) -> None:
        drafting.rework_report(**told, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]

    return _asked(request, page, Act.REWORK, form, call)


@doors.desk(roles=OFFICE)
def send_back(request: DeskRequest, number: str) -> HttpResponse:
    """T-R06: cells and reason."""
    page = _page(request, number)
    form = _form(request, page, CellsForm, cells=_named_cells(request))

    def call(told: dict[str, object]) -> None:
        given = form.cleaned_data
        statement = ReturnStatement(tuple(given["cells"]), given["reason"])
        reviewing.return_report(**told, statement=statement)  # type: ignore[arg-type]

    return _asked(request, page, Act.RETURN, form, call)


@doors.desk(roles=ASKERS)
def ask(request: DeskRequest, number: str) -> HttpResponse:
    """T-R09: cells and reason; the numbers come from the registers."""
    page = _page(request, number)
    form = _form(request, page, CellsForm, cells=_named_cells(request))

    def call(told: dict[str, object]) -> None:
        given = form.cleaned_data
        statement = CorrectionStatement(tuple(given["cells"]), given["reason"])
        correcting.ask_correction(**told, statement=statement)  # type: ignore[arg-type]

    return _asked(request, page, Act.ASK, form, call)


@doors.desk(roles={Role.M_LD})
def refuse(request: DeskRequest, number: str) -> HttpResponse:
    """T-R09: the frozen edition stays."""
    page = _page(request, number)
    form = _form(request, page, ReasonForm)

    def call(told: dict[str, object]) -> None:
        correcting.refuse_correction(**told, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]

    return _asked(request, page, Act.REFUSE, form, call)


@doors.desk(roles=LEADERS)
def override(request: DeskRequest, number: str) -> HttpResponse:
    """CHK-26: choose the cell that shall have another value."""
    page = _page(request, number)
    cells = [(cell, page.content.figures[cell.code]) for cell in CELLS]
    context = weekly_report.head_of(page) | {"cells": cells, "lead": _LEADS[Act.OVERRIDE]}
    return render(request, "desk/weekly/override.html", context)


@doors.desk(roles=LEADERS)
def override_cell(request: DeskRequest, number: str, cell: str) -> HttpResponse:
    """CHK-26: another value than the count, and why."""
    if cell not in CELL_BY_CODE:
        raise NotFound("附件3 没有这个指标。")
    page = _page(request, number)
    figure = page.content.figures[cell]
    form = _form(
        request, page, OverrideForm, computed=figure.computed, given=figure.value,
        reason=figure.reason,
    )  # fmt: skip

    def call(told: dict[str, object]) -> None:
        given = form.cleaned_data
        statement = OverrideStatement(cell, given["computed"], given["given"], given["reason"])
        drafting.override_value(**told, statement=statement)  # type: ignore[arg-type]

    return _asked(request, page, Act.OVERRIDE, form, call, cell=CELL_BY_CODE[cell], figure=figure)
