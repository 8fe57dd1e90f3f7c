"""The 工作台: where everybody begins."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.kit import clock
from tingban.reads.exchange.proposals import count_waiting
from tingban.reads.overview.workbench import UnitLine, Workbench, workbench
from tingban.reads.weekly.reminders import standing_reminder
from tingban.rules.actors import COUNTY, Actor, Role
from tingban.web import doors
from tingban.web.desk.home_tiles import address, tiles
from tingban.web.desk.weekly_words import state_tone
from tingban.web.doors import DeskRequest

# Those who hold no business facts begin at their own work.
_ELSEWHERE = {Role.SYS: "desk:users", Role.AUD: "desk:audit"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A unit with the addresses of what its figures count."""

    unit: UnitLine
    tone: str
    report: str
    overdue: str
    unaccepted: str
    unclosed: str


def _line(unit: UnitLine) -> _Line:
    report = unit.report
    return _Line(
        unit,
        state_tone(report.state) if report else "",
        address("desk:weekly_report", report.number) if report else "",
        address("desk:problems", due="overdue", county=unit.area_code),
        address("desk:cases", state="registered", unit=unit.area_code),
        address("desk:cases", state="open", unit=unit.area_code),
    )


def _context(actor: Actor, bench: Workbench) -> dict[str, object]:
    lines = [_line(unit) for unit in bench.lines]
    is_county = actor.role in COUNTY
    return {
        "bench": bench,
        "tiles": tiles(actor, bench, proposals=count_waiting(actor)),
        "reminder": standing_reminder(actor=actor) if actor.is_writer else None,
        "own": lines[0] if is_county and lines else None,
        "lines": [] if is_county else lines,
    }


@doors.desk
def home(request: DeskRequest) -> HttpResponse:
    """What is late, what waits for this post, and where the week stands."""
    elsewhere = _ELSEWHERE.get(request.actor.role)
    if elsewhere:
        return redirect(elsewhere)
    bench = workbench(request.actor, today=clock.today())
    return render(request, "desk/home.html", _context(request.actor, bench))
