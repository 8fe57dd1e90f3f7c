"""物业企业: the list, and the card of one company."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tingban.kit import clock
from tingban.reads.overview import companies as ledger
from tingban.reads.overview import company_card
from tingban.reads.overview.companies import CompanyFilter, CompanyRow
from tingban.reads.overview.company_card import CompanyCard
from tingban.reports.lists import ListColumn
from tingban.rules.actors import FIELD, READERS, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.registry import COMPANY_LABELS, CompanyKind
from tingban.rules.registry.uscc import warnings
from tingban.web import doors
from tingban.web.desk import card_lines
from tingban.web.desk.registry_filters import CompanyFilterForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Action, Crumb, Fact, Tile

COLUMNS: Final = (
    Column("name", "企业名称", sort=True),
    Column("uscc", "统一社会信用代码", sort=True),
    Column("kept", "服务小区", numeric=True, sort=True, unit="个", hint="合同在履行的小区"),
    Column("problems", "未整改", numeric=True, sort=True, unit="个"),
    Column("all", "问题", numeric=True, unit="个", hint="已确认的问题，含已整改的"),
    Column("penalties", "处罚", numeric=True, unit="份"),
    Column("person", "法定代表人"),
    Column("kind", "类型"),
)
FILE: Final = (
    ListColumn("统一社会信用代码", 22),
    ListColumn("企业名称", 34),
    ListColumn("类型", 14),
    ListColumn("法定代表人", 12),
    ListColumn("服务小区", 10, numeric=True, unit="个"),
    ListColumn("未整改问题", 10, numeric=True, unit="个"),
    ListColumn("已确认问题", 10, numeric=True, unit="个"),
    ListColumn("行政处罚", 10, numeric=True, unit="份"),
)


@doors.desk(roles=READERS | FIELD)
def companies_list(request: DeskRequest) -> HttpResponse:
    """物业企业."""
    actor, today = request.actor, clock.today()
    filters = CompanyFilterForm(request.GET, actor=actor)
    query = listing.asked(request, COLUMNS, default="name")
    found = ledger.ledger(
        actor, _wanted(filters, actor), list_file.window(query, request), today=today
    )
    if list_file.wanted(request):
        return list_file.answer(request, "物业企业", FILE, map(_file_row, found.rows))
    context = {
        "listing": Listing(query, COLUMNS, found.shown_as([_shown(row) for row in found.rows])),
        "filters": filters,
        "file_href": query.with_(export="xlsx", page=None, size=None),
        "where": where(actor),
    }
    return render(request, "desk/registry/companies.html", context)


def where(actor: Actor) -> str:
    """Which area the figures of a city-wide company speak of."""
    return "全市" if actor.sees_whole_city else AREA_BY_CODE[actor.area_code].name


def _wanted(filters: CompanyFilterForm, actor: Actor) -> CompanyFilter:
    here = actor.area_code if filters.text_of("here") else ""
    return CompanyFilter(
        text=filters.text_of("q"),
        county=filters.text_of("county") or here,
        kind=filters.text_of("kind"),
        record=filters.text_of("record"),
        standing=filters.text_of("standing") or "standing",
    )


def _shown(row: CompanyRow) -> dict[str, object]:
    return {"row": row, "kind": COMPANY_LABELS[CompanyKind(row.kind)]}


def _file_row(row: CompanyRow) -> tuple[object, ...]:
    return (
        row.uscc, row.name, COMPANY_LABELS[CompanyKind(row.kind)], row.legal_person,
        row.communities, row.open_problems, row.problems, row.penalties,
    )  # fmt: skip


@doors.desk(roles=READERS | FIELD)
def company(request: DeskRequest, company_id: int) -> HttpResponse:
    """The card of one company."""
    actor, today = request.actor, clock.today()
    card = company_card.card(actor, company_id, today=today, limit=card_lines.limit(request))
    detail = card.detail
    context = {
        "crumbs": [Crumb("物业企业", reverse("desk:companies")), Crumb(detail.name)],
        "card": card,
        "facts": _facts(card),
        "tiles": _tiles(card),
        "moments": card_lines.moments(card.time_line, today),
        "actions": _actions(card, actor),
        "warnings": warnings(detail.uscc) if detail.uscc else (),
        "where": where(actor),
        "contracts_href": f"{reverse('desk:contracts')}?{urlencode({'company': detail.id})}",
    }
    return render(request, "desk/registry/company.html", context)


def _facts(card: CompanyCard) -> list[Fact]:
    detail = card.detail
    return [
        Fact("统一社会信用代码", detail.uscc or "待补"),
        Fact("类型", COMPANY_LABELS[detail.kind]),
        Fact("法定代表人", detail.legal_person),
        Fact("联系电话", detail.phone),
        Fact("曾用名", "、".join(card.former_names) or "无"),
    ]


def _tiles(card: CompanyCard) -> list[Tile]:
    """Figures that lead to their lists, narrowed to this company."""
    figures, key = card.figures, card.detail.id
    return [
        Tile("服务小区", figures.communities, "个", _list("contracts", key, state="running")),
        Tile("未整改问题", figures.open_problems, "个", _list("problems", key, state="open"),
             tone="late" if figures.open_problems else ""),
        Tile("已整改问题", figures.done_problems, "个", _list("problems", key, state="complete")),
        Tile("有效责令整改", figures.orders, "份", _list("orders", key, standing="served")),
        Tile("行政处罚", figures.penalties, "份", _list("penalties", key, state="standing")),
        Tile("媒体曝光", figures.exposures, "次", _list("exposures", key, state="standing")),
        Tile("企业退出", figures.exits, "次", _list("exits", key)),
    ]  # fmt: skip


def _list(page: str, key: int, **narrowed: str) -> str:
    address = listing.address(f"desk:{page}")
    return f"{address}?{urlencode({'company': str(key)} | narrowed)}" if address else ""


def _actions(card: CompanyCard, actor: Actor) -> list[Action]:
    """What a clerk may do next."""
    detail = card.detail
    if not actor.is_writer:
        return []

    def to(name: str) -> str:
        return reverse(f"desk:{name}", args=[detail.id])

    if not detail.is_open:
        return [Action("撤销合并", to("company_undo_merge"))]
    of_it = urlencode({"company": detail.id})
    coded = [Action("补登代码", to("company_code"), tone="accent")] if detail.is_pending else []
    merge = [Action("并入其他企业", to("company_merge"))] if not detail.uscc else []
    return [
        *coded,
        Action("修改企业信息", to("company_edit"), tone="" if coded else "accent"),
        Action("登记合同", f"{reverse('desk:contract_add')}?{of_it}"),
        Action("登记行政处罚", f"{reverse('desk:penalty_add')}?{of_it}"),
        Action("登记媒体曝光", f"{reverse('desk:exposure_add')}?{of_it}"),
        *merge,
    ]
