"""The city's Friday: the 14 units, the table of all, its frozen versions (T-R06…T-R10)."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tingban.actions.weekly import freezing, reviewing
from tingban.kit import clock
from tingban.reads.weekly import boards, editions
from tingban.reads.weekly.boards import Board
from tingban.rules.actors import CITY_WIDE, COUNTY, Actor, Role
from tingban.rules.errors import NotFound, Refused
from tingban.rules.weekly.weeks import Kind
from tingban.web import doors
from tingban.web.desk import step_up, weekly_board, weekly_tables
from tingban.web.desk.places import place
from tingban.web.desk.weekly_words import clock_of, title_of
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb

FACTS = COUNTY | CITY_WIDE
OFFICE = frozenset({Role.M_OP, Role.M_LD})
_LONGEST_VERSION = 9


@doors.desk(roles=FACTS)
def board(request: DeskRequest, code: str) -> HttpResponse:
    """The units of a week; a county is led to its own report."""
    now = boards.board(actor=request.actor, week_code=code, at=clock.now())
    if not request.actor.sees_whole_city:
        if not now.units:
            raise NotFound("这一期没有您单位的周报。")
        return redirect("desk:weekly_report", number=now.units[0].number)
    if now.week.kind is Kind.MONTH:
        return redirect("desk:weekly_table", code=code)
    lines = [weekly_board.line_of(unit) for unit in now.units]
    context = frame(now, "weekly_week") | {
        "lines": lines,
        "tiles": weekly_board.tiles_of(now),
        "lead": weekly_board.lead_of(now, request.actor),
        "freeze": next(iter(now.offers), None),
        "unready": weekly_board.unready_words(now) if now.unready else "",
        "ready_lines": [line for line in lines if line.can_accept],
    }
    return render(request, "desk/weekly/board.html", context)


@require_POST
@doors.desk(roles=OFFICE)
def accept(request: DeskRequest, code: str) -> HttpResponse:
    """T-R07 for all rows that were ticked; whatever cannot be accepted says why."""
    asked = request.POST.getlist("every" if "all" in request.POST else "reports")
    seen = _versions_of(asked)
    batch = reviewing.accept_reports(seen_versions=seen, actor=request.actor, at=clock.now())
    if batch.accepted:
        messages.success(request, f"已接收 {len(batch.accepted)} 个单位的周报。")
    for left in batch.left:
        messages.error(request, f"{left.name}没有接收：{left.sentence}")
    if not seen:
        messages.warning(request, "请先在表格左侧勾选要接收的单位。")
    return redirect("desk:weekly_week", code=code)


def _versions_of(told: list[str]) -> list[tuple[str, int]]:
    """`ZB-140802-2024-W04:7` as number and version; whatever is none is left out."""
    pairs = [text.rpartition(":") for text in told]
    return [
        (number, int(version))
        for number, _, version in pairs
        if version.isascii() and version.isdigit() and len(version) < _LONGEST_VERSION
    ]


@require_POST
@doors.desk(roles={Role.M_LD})
@step_up.before("冻结本期", back="desk:weekly_week")
def freeze(request: DeskRequest, code: str) -> HttpResponse:
    """T-R08."""
    try:
        version = freezing.freeze_week(week_code=code, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:weekly_week", code=code)
    messages.success(request, f"已冻结，全市汇总表第 {version} 版不再改变。")
    return redirect("desk:weekly_versions", code=code)


@doors.desk(roles=CITY_WIDE)
def table(request: DeskRequest, code: str) -> HttpResponse:
    """附件3 of the city: what stands for each unit, beside last week."""
    actor = request.actor
    now = boards.board(actor=actor, week_code=code, at=clock.now())
    sent = editions.latest_editions(actor=actor, week_code=code)
    context = frame(now, "weekly_table") | {
        "sheet": weekly_tables.city_sheet(now, sent, last_totals(actor, now)),
        "extras": weekly_tables.city_extras(now, sent),
        "absent": [unit.name for unit in now.units if unit.area_code not in sent],
    }
    return render(request, "desk/weekly/table.html", context)


@doors.desk(roles=CITY_WIDE)
def versions(request: DeskRequest, code: str) -> HttpResponse:
    """The frozen versions of a week, with what each is made of."""
    now = boards.board(actor=request.actor, week_code=code, at=clock.now())
    stored = [
        editions.city_edition(actor=request.actor, week_code=code, version=version)
        for version in range(now.city_version or 0, 0, -1)
    ]
    context = frame(now, "weekly_versions") | {
        "versions": stored,
        "can_export": request.actor.role is Role.M_OP,
    }
    return render(request, "desk/weekly/versions.html", context)


@doors.desk(roles=CITY_WIDE)
def city_edition(request: DeskRequest, code: str, version: int) -> HttpResponse:
    """One frozen version of the city's table, ready to print."""
    actor = request.actor
    now = boards.board(actor=actor, week_code=code, at=clock.now())
    stored = editions.city_edition(actor=actor, week_code=code, version=version)
    parts = editions.parts_of(stored)
    context = frame(now, "weekly_versions") | {
        "stored": stored,
        "sheet": weekly_tables.frozen_sheet(stored, parts),
        "extras": weekly_tables.frozen_extras(stored, parts),
        "faults": stored.faults(),
    }
    return render(request, "desk/weekly/city_edition.html", context)


def frame(now: Board, current: str) -> dict[str, object]:
    """What all pages of a week show at the top."""
    due_at = max((unit.due_at for unit in now.units), default=now.week.due_at)
    return {
        "board": now,
        "title": title_of(now.week),
        "tabs": weekly_board.tabs_of(now.week, current),
        "clock": None
        if now.week.kind is Kind.MONTH
        else clock_of(now.week, due_at=due_at, at=now.at, frozen_at=now.frozen_at),
        "crumbs": [Crumb("周报送", place("desk:weekly")), Crumb(now.week.short_label)],
    }


def last_totals(actor: Actor, now: Board) -> Mapping[str, int] | None:
    """The city's last row of the week before, where one is frozen."""
    stored = editions.city_before(actor=actor, as_of=now.week.as_of)
    if stored is None or now.week.kind is Kind.MONTH:
        return None
    return {code: figure.value for code, figure in stored.figures.items()}
