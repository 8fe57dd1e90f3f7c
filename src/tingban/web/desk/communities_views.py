"""小区台账: the list, what it lacks, and the card of one community."""

from datetime import date
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tingban.kit import clock
from tingban.reads.overview import communities as ledger
from tingban.reads.overview import community_card
from tingban.reads.overview.communities import CommunityFilter, CommunityRow
from tingban.reads.overview.community_card import CommunityCard
from tingban.reads.registry import communities, gaps
from tingban.reports.lists import ListColumn
from tingban.rules.actors import FIELD, READERS, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.registry import FEE_LABELS, MANAGEMENT_LABELS, FeeMode, ManagementMode
from tingban.web import doors
from tingban.web.desk import card_lines, problems_rows
from tingban.web.desk.registry_filters import CommunityFilterForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, words
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Action, Crumb, Fact, Tile

STANDINGS: Final = {"standing": "在册", "merged": "已并入", "void": "已作废"}
COLUMNS: Final = (
    Column("name", "小区", sort=True),
    Column("county", "县(市、区)", sort=True),
    Column("street", "街道(乡镇)", sort=True),
    Column("company", "服务企业", hint="最近一份合同的企业；是否仍在履行见小区档案"),
    Column("households", "户数", numeric=True, sort=True, unit="户"),
    Column("open", "未整改", numeric=True, unit="个"),
    Column("problems", "问题", numeric=True, unit="个", hint="已确认的问题，含已整改的"),
    Column("visited", "最近检查"),
    Column("code", "小区编码", sort=True),
)
FILE: Final = (
    ListColumn("小区编码", 16),
    ListColumn("小区名称", 26),
    ListColumn("县(市、区)", 12),
    ListColumn("街道(乡镇)", 16),
    ListColumn("管理方式", 10),
    ListColumn("户数", 8, numeric=True, unit="户"),
    ListColumn("服务企业", 30),
    ListColumn("未整改问题", 10, numeric=True, unit="个"),
    ListColumn("已确认问题", 10, numeric=True, unit="个"),
    ListColumn("最近检查", 12),
    ListColumn("状态", 8),
)


def management(code: str) -> str:
    """管理方式 in words."""
    return MANAGEMENT_LABELS[ManagementMode(code)] if code else ""


@doors.desk(roles=READERS | FIELD)
def communities_list(request: DeskRequest) -> HttpResponse:
    """小区台账."""
    actor = request.actor
    own = "" if actor.sees_whole_city else actor.area_code
    county = own or request.GET.get("county", "")
    streets = communities.streets(actor, county) if county in AREA_BY_CODE else []
    filters = CommunityFilterForm(request.GET, actor=actor, streets=streets)
    query = listing.asked(request, COLUMNS, default="county")
    found = ledger.ledger(actor, _wanted(filters, own), list_file.window(query, request))
    if list_file.wanted(request):
        return list_file.answer(request, "小区台账", FILE, map(_file_row, found.rows))
    context = {
        "listing": Listing(query, COLUMNS, found.shown_as([_shown(row) for row in found.rows])),
        "filters": filters,
        "file_href": query.with_(export="xlsx", page=None, size=None),
    }
    return render(request, "desk/registry/communities.html", context)


def _wanted(filters: CommunityFilterForm, own: str) -> CommunityFilter:
    return CommunityFilter(
        text=filters.text_of("q"),
        county=own or filters.text_of("county"),
        street=filters.text_of("street"),
        management=filters.text_of("management"),
        burden=filters.text_of("burden"),
        gap=filters.text_of("gap"),
        standing=filters.text_of("standing") or "standing",
    )


def _shown(row: CommunityRow) -> dict[str, object]:
    """A line with its codes in words."""
    return {
        "row": row,
        "county": AREA_BY_CODE[row.county_code].name,
        "management": management(row.management),
        "standing": "" if row.standing == "standing" else STANDINGS[row.standing],
    }


def _file_row(row: CommunityRow) -> tuple[object, ...]:
    return (
        row.code, row.name, AREA_BY_CODE[row.county_code].name, row.street,
        management(row.management), row.households, row.company, row.open_problems, row.problems,
        row.visited_on, STANDINGS[row.standing],
    )  # fmt: skip


@doors.desk(roles=READERS | FIELD)
def communities_gaps(request: DeskRequest) -> HttpResponse:
    """What the registers lack, each figure a list to work off."""
    lacking = gaps.gaps(request.actor, clock.today())
    tiles = [
        _gap("街道待补的小区", lacking.without_street, "个", "communities", gap="street"),
        _gap("没有合同的小区", lacking.without_contract, "个", "communities", gap="contract"),
        _gap("到期后没有新合同", lacking.lapsed_contracts, "份", "contracts", state="lapsed"),
        _gap("代码待补的企业", lacking.pending_companies, "家", "companies", kind="pending"),
    ]
    return render(request, "desk/registry/gaps.html", {"tiles": tiles, "total": lacking.total})


def _gap(label: str, number: int, unit: str, page: str, **narrowed: str) -> Tile:
    href = f"{reverse(f'desk:{page}')}?{urlencode(narrowed)}"
    return Tile(label, number, unit, href if number else "", tone="soon" if number else "good")


@doors.desk(roles=READERS | FIELD)
def community(request: DeskRequest, code: str) -> HttpResponse:
    """The card of one community."""
    today = clock.today()
    card = community_card.card(request.actor, code, today=today, limit=card_lines.limit(request))
    context = {
        "crumbs": [Crumb("小区台账", reverse("desk:communities")), Crumb(card.detail.name)],
        "card": card,
        "facts": _facts(card),
        "note": _where(card),
        "tiles": _tiles(card, today),
        "problems": [problems_rows.shown(row) for row in card.open_problems],
        "moments": card_lines.moments(card.time_line, today),
        "actions": _actions(card, request.actor),
        "may_write": request.actor.writes(card.detail.county_code) and card.detail.is_open,
    }
    return render(request, "desk/registry/community.html", context)


def _where(card: CommunityCard) -> str:
    detail = card.detail
    parts = (AREA_BY_CODE[detail.county_code].name, detail.street, management(detail.management))
    return " · ".join(part for part in parts if part)


def _facts(card: CommunityCard) -> list[Fact]:
    detail = card.detail
    holder = card.holder
    return [
        Fact("小区编码", detail.code, hint="街道（乡镇）代码 9 位加顺序号 4 位；编定后不变"),
        Fact("县(市、区)", AREA_BY_CODE[detail.county_code].name),
        Fact("街道(乡镇)", detail.street),
        Fact("地址", detail.address),
        Fact("管理方式", management(detail.management)),
        Fact("现服务企业", holder.company if holder else "",
             reverse("desk:company", args=[holder.company_id]) if holder else ""),
        Fact("服务等级", holder.level if holder else ""),
        Fact("收费方式", FEE_LABELS[FeeMode(detail.fee_mode)] if detail.fee_mode else ""),
        Fact("收费标准", holder.fee if holder else ""),
        Fact("户数", _amount(detail.households, "户")),
        Fact("专有部分总面积", _amount(detail.exclusive_area, "m²")),
        Fact("业主人数", _amount(detail.owner_count, "人")),
    ]  # fmt: skip


def _amount(value: object, unit: str) -> str:
    return "" if value is None else f"{value:,} {unit}"


def _tiles(card: CommunityCard, today: date) -> list[Tile]:
    """Figures that lead to their lists, narrowed to this community."""
    figures, code = card.figures, card.detail.code
    last = figures.visited_on
    visited = f"最近 {words.day(last, today=today, weekday=False)}" if last else "还没有检查过"
    return [
        Tile("未整改问题", figures.open_problems, "个", _list("problems", code, state="open"),
             tone="late" if figures.open_problems else ""),
        Tile("已整改问题", figures.done_problems, "个", _list("problems", code, state="complete")),
        Tile("检查", figures.visits, "次", _list("visits", code), note=visited),
        Tile("有效责令整改", figures.orders, "份", _list("orders", code, standing="served")),
        Tile("投诉举报", figures.cases, "件", _list("cases", code, state="living"),
             note=f"办理中 {figures.open_cases} 件"),
        Tile("企业退出", figures.exits, "次", _list("exits", code)),
    ]  # fmt: skip


def _list(page: str, code: str, **narrowed: str) -> str:
    address = listing.address(f"desk:{page}")
    return f"{address}?{urlencode({'community': code} | narrowed)}" if address else ""


def _actions(card: CommunityCard, actor: Actor) -> list[Action]:
    """What a clerk may do next; a closed step says why."""
    detail = card.detail
    if not actor.writes(detail.county_code):
        return []

    def to(name: str) -> str:
        return reverse(f"desk:{name}", args=[detail.code])

    if detail.standing == "void":
        return []
    if detail.standing == "merged":
        return [Action("撤销合并", to("community_undo_merge"))]
    of_it = urlencode({"community": detail.code})

    def anew(name: str) -> str:
        return f"{reverse(f'desk:{name}')}?{of_it}"

    leads = "" if actor.is_leader else "须由本单位负责人办理"
    return [
        Action("登记检查", anew("visit_new"), tone="accent"),
        Action("登记问题", anew("problem_new")),
        Action("登记投诉举报", anew("case_new")),
        Action("登记合同", anew("contract_add")),
        Action("登记等级核定", anew("level_add")),
        Action("登记企业退出", anew("exit_add")),
        Action("修改小区信息", to("community_edit")),
        Action("并入其他小区", to("community_merge")),
        Action("作废", to("community_void"), tone="late", reason=leads),
    ]
