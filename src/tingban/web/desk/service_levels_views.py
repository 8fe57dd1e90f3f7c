"""服务等级标准: the list, and its form for the city office (DOMAIN 5.3, AMB-36)."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.registry import service_levels as acts
from tingban.kit import clock
from tingban.reads.registry import service_levels as reads
from tingban.reads.registry.service_levels import ServiceLevelFilter, ServiceLevelRow
from tingban.reports.lists import ListColumn
from tingban.rules.actors import READERS, Role
from tingban.rules.registry.levels import LEVEL_STATE_LABELS, LevelState
from tingban.web import doors
from tingban.web.desk.service_levels_forms import ServiceLevelFilterForm, ServiceLevelForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import refusals_on

OFFICE: Final = frozenset({Role.M_OP, Role.M_LD})
COLUMNS: Final = (
    Column("name", "名称", sort=True),
    Column("code", "代码"),
    Column("rank", "排位", sort=True, numeric=True, hint="数字越大，服务越好"),
    Column("fee", "收费标准", numeric=True, unit="元/月·m²"),
    Column("standard", "标准文件"),
    Column("from", "施行日期", sort=True),
    Column("state", "状态"),
)
FILE: Final = (
    ListColumn("名称", 12),
    ListColumn("代码", 10),
    ListColumn("排位", 8, numeric=True),
    ListColumn("最低收费", 12, numeric=True, unit="元/月·m²"),
    ListColumn("最高收费", 12, numeric=True, unit="元/月·m²"),
    ListColumn("标准文件", 36),
    ListColumn("施行日期", 14),
    ListColumn("状态", 12),
)
_TONES: Final = {LevelState.IN_FORCE: "good", LevelState.FUTURE: "soon"}
_TITLE: Final = "服务等级标准"


@doors.desk(roles=READERS)
def service_levels(request: DeskRequest) -> HttpResponse:
    """The list, or its workbook."""
    filters = ServiceLevelFilterForm(request.GET, actor=request.actor)
    query = listing.asked(request, COLUMNS, default="-rank")
    wanted = ServiceLevelFilter(filters.text_of("q"), filters.text_of("state"))
    window = list_file.window(query, request)
    found = reads.ledger(request.actor, wanted, window, today=clock.today())
    if list_file.wanted(request):
        return list_file.answer(request, _TITLE, FILE, map(_file_row, found.rows))
    lines = [
        (row, _fees(row), LEVEL_STATE_LABELS[row.state], _TONES.get(row.state, "still"))
        for row in found.rows
    ]
    context = {
        "listing": Listing(query, COLUMNS, found.shown_as(lines)),
        "filters": filters,
        "file_href": query.with_(export="xlsx", page=None, size=None),
        "may_write": request.actor.role in OFFICE,
        "crumbs": [_crumb(), Crumb(_TITLE)],
    }
    return render(request, "desk/registry/service_levels.html", context)


def _fees(row: ServiceLevelRow) -> str:
    if row.fee_min is None and row.fee_max is None:
        return "—"
    if row.fee_max is None:
        return f"{row.fee_min} 以上"
    return f"{row.fee_max} 以下" if row.fee_min is None else f"{row.fee_min} 至 {row.fee_max}"


def _file_row(row: ServiceLevelRow) -> list[object]:
    return [
        row.name, row.code, row.rank, row.fee_min, row.fee_max, row.standard, row.valid_from,
        LEVEL_STATE_LABELS[row.state],
    ]  # fmt: skip


def _crumb() -> Crumb:
    return Crumb("等级核定", reverse("desk:levels"))


@doors.desk(roles=OFFICE)
def service_level_add(request: DeskRequest) -> HttpResponse:
    """State a level of the standard."""
    form = ServiceLevelForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.add_service_level(
                statement=form.statement, actor=request.actor, at=clock.now(),
                form=form.cleaned_data["mark"],
            )  # fmt: skip
            messages.success(request, "服务等级已登记。")
            return redirect("desk:service_levels")
    return _form_page(request, form, "登记服务等级", "登记服务等级")


@doors.desk(roles=OFFICE)
def service_level_edit(request: DeskRequest, level_id: int) -> HttpResponse:
    """Put right what was stated wrongly."""
    row = reads.service_level(request.actor, level_id, today=clock.today())
    stated = (name for name in ServiceLevelForm.base_fields if hasattr(row, name))
    known: dict[str, object] = {name: getattr(row, name) for name in stated}
    form = ServiceLevelForm(request.POST or None, initial=known | {"seen": row.stated})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, seen=row.stated):
            acts.correct_service_level(
                level_id=level_id, seen=form.cleaned_data["seen"], statement=form.statement,
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "服务等级已修改。")
            return redirect("desk:service_levels")
    return _form_page(request, form, f"修改服务等级：{row.name}", "保存修改")


def _form_page(
    request: DeskRequest, form: ServiceLevelForm, title: str, button: str
) -> HttpResponse:
    crumbs = [_crumb(), Crumb(_TITLE, reverse("desk:service_levels")), Crumb(title)]
    context = {
        "form": form,
        "title": title,
        "about": "全市共用",
        "button": button,
        "crumbs": crumbs,
    }
    return render(
        request, "desk/enforcement/form.html", context, status=422 if form.errors else 200
    )
