"""The 工作台: where everybody begins."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.kit import clock
from tingban.reads.complaints import cases
from tingban.reads.exchange.export_runs import count_to_approve
from tingban.reads.exchange.proposals import count_waiting
from tingban.reads.notices.deliveries import count_stuck
from tingban.reads.overview.workbench import UnitLine, Workbench, workbench
from tingban.reads.weekly.reminders import standing_reminder
from tingban.rules.actors import BY_UNIT, COUNTY, FIELD, OF_PLACE, Actor, Role
from tingban.web import doors
from tingban.web.desk.home_tiles import address, street_tiles, tiles
from tingban.web.desk.home_todo import (
    proceedings_here,
    proceedings_waiting,
    street_list,
    todo_lists,
    waiting_for_answer,
)
from tingban.web.desk.weekly_words import next_words, state_tone
from tingban.web.doors import DeskRequest
from tingban.web.ui import words

# Those who hold no business facts begin at their own work.
_SHOWN = 20
_ELSEWHERE = {Role.SYS: "desk:users", Role.AUD: "desk:audit"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A unit with the addresses of what its figures count."""

    unit: UnitLine
    tone: str
    next: str
    report: str
    overdue: str
    open: str
    unaccepted: str
    unclosed: str


def _line(unit: UnitLine) -> _Line:
    report = unit.report
    return _Line(
        unit,
        state_tone(report.state) if report else "",
        next_words(report.state, is_yours=report.waits) if report else "",
        address("desk:weekly_report", report.number) if report else "",
        address("desk:problems", due="overdue", county=unit.area_code),
        address("desk:problems", state="open", county=unit.area_code),
        address("desk:cases", view="work", state="unaccepted", unit=unit.area_code),
        address("desk:cases", view="work", state="inhand", unit=unit.area_code),
    )


def _context(actor: Actor, bench: Workbench, today: date) -> dict[str, object]:
    lines = [_line(unit) for unit in bench.lines]
    is_city = actor.role not in COUNTY | FIELD
    waiting, proceedings = waiting_for_answer(actor), proceedings_waiting(actor)
    todo = [*todo_lists(actor, bench, today=today), proceedings, waiting]
    return {
        "note": f"{actor.unit_name} · {words.day(today, today=today)}",
        "bench": bench,
        "tiles": tiles(
            actor,
            bench,
            untold=waiting.total if waiting else 0,
            proposals=count_waiting(actor),
            approvals=count_to_approve(actor),
            stuck=count_stuck(actor),
        ),
        "reminder": standing_reminder(actor=actor) if actor.is_writer else None,
        "todo": [it for it in todo if it is not None],
        "own": lines[0] if actor.role in COUNTY and lines else None,
        "lines": lines if is_city else [],
    }


def _street(actor: Actor, today: date) -> dict[str, object]:
    found = cases.handed(actor, now=clock.now(), limit=_SHOWN)
    return {
        "note": f"{actor.unit_name} · {words.day(today, today=today)}",
        "tiles": street_tiles(found),
        "todo": [street_list(found), proceedings_here(actor)],
    }


def _owners(actor: Actor, today: date) -> dict[str, object]:
    return {
        "note": f"{actor.unit_name} · {words.day(today, today=today)}",
        "tiles": [],
        "todo": [proceedings_here(actor)],
    }


@doors.desk
def home(request: DeskRequest) -> HttpResponse:
    """Where the week stands, what is late, what to do first."""
    elsewhere = _ELSEWHERE.get(request.actor.role)
    if elsewhere:
        return redirect(elsewhere)
    today = clock.today()
    if request.actor.role in BY_UNIT:
        return render(request, "desk/home.html", _street(request.actor, today))
    if request.actor.role in OF_PLACE:
        return render(request, "desk/home.html", _owners(request.actor, today))
    bench = workbench(request.actor, now=clock.now())
    return render(request, "desk/home.html", _context(request.actor, bench, today))
