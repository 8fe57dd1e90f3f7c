"""服务合同: the list, one contract, and what is stated of it."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.registry import contracts as acts
from tingban.kit import clock
from tingban.reads.overview import community_card
from tingban.reads.registry import companies, contracts
from tingban.reads.registry.contracts import ContractFilter, ContractRow
from tingban.reports.lists import ListColumn
from tingban.rules.actors import FIELD, READERS, WRITERS, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.registry import CONTRACT_LABELS, ContractKind
from tingban.rules.registry.contracts import HANDOVER_DAYS, STATE_LABELS, ContractState
from tingban.web import doors
from tingban.web.desk.picking import Pick, picked
from tingban.web.desk.registry_filters import ContractFilterForm
from tingban.web.desk.registry_forms import ContractAddForm, ContractEditForm
from tingban.web.desk.step_pages import ShortForm, reason_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import days, list_file, listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Action, Crumb, Fact
from tingban.web.ui.submitting import refusals_on

TONES: Final = {
    ContractState.RUNNING: "good",
    ContractState.ENDING: "soon",
    ContractState.ENDED: "late",
}
COLUMNS: Final = (
    Column("community", "小区", sort=True),
    Column("company", "服务企业", sort=True),
    Column("county", "县(市、区)", sort=True),
    Column("kind", "类型"),
    Column("starts", "开始", sort=True),
    Column("ends", "结束", sort=True),
    Column("fee", "收费标准"),
    Column("level", "服务等级"),
    Column("state", "状态"),
)
FILE: Final = (
    ListColumn("小区编码", 16),
    ListColumn("小区名称", 26),
    ListColumn("县(市、区)", 12),
    ListColumn("服务企业", 32),
    ListColumn("合同类型", 14),
    ListColumn("开始日期", 12),
    ListColumn("结束日期", 12),
    ListColumn("收费标准", 18),
    ListColumn("服务等级", 10),
    ListColumn("状态", 12),
    ListColumn("与其他企业重叠", 12, numeric=True, unit="天"),
)


def kind_label(code: str) -> str:
    """合同类型 in words."""
    return CONTRACT_LABELS[ContractKind(code)] if code else ""


@doors.desk(roles=READERS | FIELD)
def contracts_list(request: DeskRequest) -> HttpResponse:
    """服务合同."""
    filters = ContractFilterForm(request.GET, actor=request.actor)
    query = listing.asked(request, COLUMNS, default="county")
    told = {name: filters.text_of(field) for name, field in _FIELDS.items()}
    wanted = ContractFilter(**told, of=filters.of)
    found = contracts.ledger(
        request.actor, wanted, list_file.window(query, request), today=clock.today()
    )
    if list_file.wanted(request):
        return list_file.answer(request, "服务合同", FILE, map(_file_row, found.rows))
    context = {
        "listing": Listing(query, COLUMNS, found.shown_as([shown(row) for row in found.rows])),
        "filters": filters,
        "file_href": query.with_(export="xlsx", page=None, size=None),
    }
    return render(request, "desk/registry/contracts.html", context)


_FIELDS: Final = {"text": "q", "county": "county", "kind": "kind", "state": "state"}


def shown(row: ContractRow) -> dict[str, object]:
    """A line with its codes in words."""
    return {
        "row": row,
        "county": AREA_BY_CODE[row.county_code].name,
        "kind": kind_label(row.kind),
        "state": STATE_LABELS[row.state],
        "tone": TONES.get(row.state, "still"),
    }


def _file_row(row: ContractRow) -> tuple[object, ...]:
    return (
        row.community_code, row.community, AREA_BY_CODE[row.county_code].name, row.company,
        kind_label(row.kind), row.starts_on, row.ends_on or "不定期", row.fee, row.level,
        STATE_LABELS[row.state], row.shared_days,
    )  # fmt: skip


@doors.desk(roles=READERS | FIELD)
def contract(request: DeskRequest, contract_id: int) -> HttpResponse:
    """One contract, and the others of its community."""
    actor, today = request.actor, clock.today()
    row = contracts.contract(actor, contract_id, today=today)
    card = community_card.card(actor, row.community_code, today=today, limit=1)
    context = {
        "crumbs": _crumbs(row, ""),
        "item": shown(row),
        "facts": _facts(row),
        "others": [shown(other) for other in card.contracts if other.id != row.id],
        "actions": _actions(row, actor),
        "handover_days": HANDOVER_DAYS,
    }
    return render(request, "desk/registry/contract.html", context)


def _crumbs(row: ContractRow, here: str) -> list[Crumb]:
    crumbs = [Crumb("服务合同", reverse("desk:contracts"))]
    name = f"{row.community} · {row.company}"
    if not here:
        return [*crumbs, Crumb(name)]
    return [*crumbs, Crumb(name, reverse("desk:contract", args=[row.id])), Crumb(here)]


def _facts(row: ContractRow) -> list[Fact]:
    return [
        Fact("小区", row.community, reverse("desk:community", args=[row.community_code])),
        Fact("服务企业", row.company, reverse("desk:company", args=[row.company_id])),
        Fact("县(市、区)", AREA_BY_CODE[row.county_code].name),
        Fact("合同类型", kind_label(row.kind)),
        Fact("开始日期", days.in_fact(row.starts_on)),
        Fact("结束日期", days.in_fact(row.ends_on, "不定期")),
        Fact("收费标准", row.fee),
        Fact("服务等级", row.level),
    ]


def _actions(row: ContractRow, actor: Actor) -> list[Action]:
    if not actor.writes(row.county_code) or not row.is_open:
        return []
    return [
        Action("修改、终止合同", reverse("desk:contract_edit", args=[row.id]), tone="accent"),
        Action("作废", reverse("desk:contract_void", args=[row.id]), tone="late"),
    ]


@doors.desk(roles=WRITERS)
def contract_add(request: DeskRequest) -> HttpResponse:
    """Choose the community, choose the company, state the contract."""
    actor, today = request.actor, clock.today()
    chosen = picked(request, Pick("登记合同", reverse("desk:contracts"), "服务合同"))
    if isinstance(chosen, HttpResponse):
        return chosen
    card = community_card.card(actor, chosen["community"], today=today, limit=1)
    company = companies.company(actor, int(chosen["company"]))
    form = ContractAddForm(
        request.POST or None, initial=chosen, levels=contracts.level_names(today)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = acts.add_contract(
                key=form.key(), statement=form.statement(), actor=actor, at=clock.now()
            )
            _tell(request, contracts.contract(actor, made, today=today), "合同已登记。")
            return redirect("desk:contract", contract_id=made)
    context = {
        "form": form, "community": card.detail, "company": company,
        "others": [shown(row) for row in card.contracts], "handover_days": HANDOVER_DAYS,
        "crumbs": [Crumb("服务合同", reverse("desk:contracts")), Crumb("登记合同")],
    }  # fmt: skip
    return render(request, "desk/registry/contract_form.html", context)


def _tell(request: DeskRequest, row: ContractRow, done: str) -> None:
    """Say that it is done, and flag a handover (DOMAIN 5.3)."""
    messages.success(request, done)
    if row.shared_days is not None:
        messages.warning(
            request,
            f"这份合同与另一家企业的合同重叠 {row.shared_days} 天，按交接期登记，"
            "请督促按期完成移交。",
        )


@doors.desk(roles=WRITERS)
def contract_edit(request: DeskRequest, contract_id: int) -> HttpResponse:
    """State a contract anew, for instance with the day it ended."""
    actor, today = request.actor, clock.today()
    row = contracts.contract(actor, contract_id, today=today)
    known = {name: getattr(row, name) for name in ("ends_on", "kind", "fee", "level", "version")}
    form = ContractEditForm(
        request.POST or None, initial=known, levels=contracts.level_names(today)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=row.version):
            acts.correct_contract(
                contract_id=contract_id, statement=form.statement(),
                version=form.cleaned_data["version"], actor=actor, at=clock.now(),
            )  # fmt: skip
            _tell(request, contracts.contract(actor, contract_id, today=today), "合同已保存。")
            return redirect("desk:contract", contract_id=contract_id)
    card = community_card.card(actor, row.community_code, today=today, limit=1)
    context = {
        "form": form, "row": row, "community": card.detail,
        "crumbs": _crumbs(row, "修改、终止合同"),
        "company": companies.company(actor, row.company_id), "handover_days": HANDOVER_DAYS,
        "others": [shown(other) for other in card.contracts if other.id != row.id],
    }  # fmt: skip
    return render(request, "desk/registry/contract_form.html", context)


@doors.desk(roles=WRITERS)
def contract_void(request: DeskRequest, contract_id: int) -> HttpResponse:
    """There never was such a contract."""
    row = contracts.contract(request.actor, contract_id, today=clock.today())
    step = ShortForm(
        f"作废合同：{row.community} · {row.company}",
        "作废表示登记错误、合同从未存在。合同到期或提前终止的，请用“修改、终止合同”填写结束日期。",
        "作废", "合同已作废。", reverse("desk:contract", args=[contract_id]),
        _crumbs(row, "作废"), is_grave=True, seen=row.version,
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: acts.void_contract(
            contract_id=contract_id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
