"""统计下钻: any number of any table, and the list it counts (DOMAIN 2.3, 2.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from tingban.actions.weekly import taking_away
from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.reads.weekly import counting, drilling, names
from tingban.reads.weekly.counting import Values
from tingban.reads.weekly.names import Named
from tingban.reports.lists import ListColumn
from tingban.rules.actors import CITY_WIDE, COUNTY, Actor
from tingban.rules.errors import NotFound
from tingban.rules.weekly.cells import CELLS, EXTRAS, Block, Cell, Extra, Unit, definition
from tingban.web import doors
from tingban.web.desk import downloads, drill_links, drill_sides, weekly_extras
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.drill_forms import ListForm, MomentForm
from tingban.web.desk.drill_sides import Number, Table
from tingban.web.desk.places import card, place
from tingban.web.desk.weekly_extras import Extras
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb

FACTS: Final = COUNTY | CITY_WIDE
_NAMES: Final = {
    Unit.COMMUNITY: ("小区", "小区编码", "街道(乡镇)"),
    Unit.COMPANY: ("企业", "统一社会信用代码", ""),
    Unit.MISSION: ("督导任务", "任务编号", ""),
    Unit.CASE: ("问题和舆情简要内容", "受理编号", "小区"),
    Unit.PROBLEM: ("小区", "问题编号", "问题类别"),
}
_COUNTED: Final = {
    Unit.COMMUNITY: "个小区",
    Unit.COMPANY: "家企业",
    Unit.MISSION: "次",
    Unit.CASE: "件",
    Unit.PROBLEM: "个问题",
}
_WIDTHS: Final = (36.0, 24.0, 12.0, 24.0)


@doors.desk(roles=FACTS)
def drill(request: DeskRequest) -> HttpResponse:
    """The live table as of any morning, as known at any moment."""
    at = clock.now()
    form = MomentForm.asked(request.GET, at)
    moment = form.moment(at)
    table = drill_sides.live(moment.as_of, moment.known_at if form.is_known_at_chosen else None)
    values = counting.count_all(actor=request.actor, moment=moment)
    context = {
        "filters": form,
        "table": table,
        "sheet": _sheet(values, table),
        "extras": _extras(values, table),
    }
    return render(request, "desk/drill/live.html", context)


def _sheet(values: Values, table: Table) -> grid.Sheet:
    rows = grid.unit_rows(values.rows, values.areas)
    if len(rows) > 1:
        rows.append(grid.total_row(values.totals))
    return grid.sheet(rows, grid.Around(link=drill_links.listed(table)))


def _extras(values: Values, table: Table) -> Extras:
    """The supplementary indicators of the rows that the actor sees, with their lists."""
    rows = {area: values.row(area) for area in values.areas}
    if len(rows) > 1:
        rows[grid.TOTAL] = values.total_row()
    return weekly_extras.table(rows, drill_links.listed(table))


@doors.desk(roles=FACTS)
def meanings(request: DeskRequest) -> HttpResponse:
    """What each number counts, in plain words."""
    blocks = [(block.value, [cell for cell in CELLS if cell.block is block]) for block in Block]
    return render(request, "desk/drill/meanings.html", {"blocks": blocks, "extras": EXTRAS})


@doors.desk(roles=FACTS)
def list_behind(request: DeskRequest) -> HttpResponseBase:
    """What one number counts: the ids with their names, to search, to page, to take away."""
    number, rows, form = _asked(request, clock.now())
    meaning = _meaning(number.code)
    columns = [*_columns(meaning.unit), Column("facts", "凭什么计入")]
    query = listing.asked(request, columns, default="")
    page = rows[query.offset : query.offset + query.size]
    context = {
        "number": number,
        "unit_name": _whose(request.actor, number.area),
        "meaning": meaning,
        "title": _title(meaning),
        "filters": form,
        "listing": Listing(query, columns, Found(_lines(request.actor, number, page), len(rows))),
        "counted": _COUNTED[meaning.unit],
        "asked": {name: request.GET[name] for name in ("of", "area", "cell")},
        "export": query.with_(page=None, size=None),
        "whole": query.with_(page=None, q=None),
        "crumbs": [Crumb("统计下钻", place("desk:drill")), Crumb(number.label)],
    }
    return render(request, "desk/drill/list.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: whom it names, its card, and the facts by which it counts."""

    named: Named
    href: str
    facts: list[tuple[str, str]]


def _lines(actor: Actor, number: Number, page: list[Named]) -> list[Line]:
    facts = drilling.facts_behind(
        actor=actor, side=number.side, area=number.area, cell=number.code,
        ids=[row.id for row in page],
    )  # fmt: skip
    unit = _meaning(number.code).unit
    return [
        Line(
            named=row,
            href=card(unit, row.key) if row.key else "",
            facts=[(fact.text, place(f"desk:{fact.kind}", fact.number)) for fact in facts[row.id]],
        )
        for row in page
    ]


@doors.desk(roles=FACTS)
def list_file(request: DeskRequest) -> HttpResponseBase:
    """The same list as a workbook; the download is an event."""
    at = clock.now()
    number, rows, _ = _asked(request, at)
    meaning = _meaning(number.code)
    title = f"{grid.unit_name(number.area)} {_title(meaning)}"
    target = downloads.draft()
    taking_away.take_list(
        title=f"{title}（{number.label}）",
        columns=[
            ListColumn(column.label, width)
            for column, width in zip(_columns(meaning.unit), _WIDTHS, strict=False)
        ],
        rows=[_texts(row, meaning.unit) for row in rows],
        target=target, actor=request.actor, at=at,
    )  # fmt: skip
    return downloads.sent(target, f"{title}_{at:%Y%m%d-%H%M}.xlsx")


def _whose(actor: Actor, area: str) -> str:
    """Whose number it is; the last row is the city's for whoever sees it."""
    if area == grid.TOTAL and actor.sees_whole_city:
        return "全市合计"
    return grid.unit_name(area)


def _asked(request: DeskRequest, at: datetime) -> tuple[Number, list[Named], ListForm]:
    """The number that the address names, and the rows that fit what is searched for."""
    table = drill_sides.read(request.GET.get("of", ""))
    number = drill_sides.number(
        table,
        area=request.GET.get("area", ""),
        code=request.GET.get("cell", ""),
        actor=request.actor,
        at=at,
    )
    form = ListForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    unit = _meaning(number.code).unit
    rows = names.named(actor=request.actor, unit=unit, ids=number.ids)
    return number, [row for row in rows if row.fits(text)], form


def _meaning(code: str) -> Cell | Extra:
    meaning = definition(code)
    if meaning is None:
        raise NotFound("没有这个指标。附件3 的 33 个指标见“指标说明”。")
    return meaning


def _title(meaning: Cell | Extra) -> str:
    return meaning.title if isinstance(meaning, Cell) else meaning.label


def _columns(unit: Unit) -> list[Column]:
    name, key, detail = _NAMES[unit]
    columns = [Column("name", name), Column("id", key)]
    if unit is not Unit.COMPANY:
        columns.append(Column("area", "县(市、区)"))
    return [*columns, Column("detail", detail)] if detail else columns


def _texts(row: Named, unit: Unit) -> list[str]:
    texts = [row.name or "不在您的查看范围内", row.id]
    if unit is not Unit.COMPANY:
        texts.append(row.area_name)
    return [*texts, row.detail] if _NAMES[unit][2] else texts
