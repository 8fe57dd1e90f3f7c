"""工作台: what is due and what waits, of every unit in sight, in a bounded number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, Subquery
from django.utils import timezone

from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.data.weekly.models import Report, ReportWeek
from tingban.reads.rectification.lanes import due_soon, late_by_term
from tingban.reads.weekly.periods import week_of
from tingban.reads.weekly.present import waits_for
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, AREAS
from tingban.rules.complaints.stages import RUNNING, UNACCEPTED
from tingban.rules.weekly.steps import STATE_LABELS, UNSENT, State
from tingban.rules.weekly.weeks import Kind, Week

_REVIEWABLE: Final = frozenset({State.SUBMITTED, State.REVIEW})


@dataclass(frozen=True, slots=True)
class UnitReport:
    """Where the report of one unit stands; `waits` means for this actor's post."""

    number: str
    area_code: str
    state: State
    due_at: datetime
    is_late: bool
    was_stood_in: bool
    waits: bool

    @property
    def name(self) -> str:
        """The unit as reports print it."""
        return AREA_BY_CODE[self.area_code].name

    @property
    def label(self) -> str:
        """The word of the state."""
        return STATE_LABELS[self.state]

    @property
    def is_unsent(self) -> bool:
        """Whether the clock to noon still matters."""
        return self.state in UNSENT


@dataclass(frozen=True, slots=True)
class Load:
    """What one unit has in hand."""

    overdue: int = 0
    due_soon: int = 0
    open: int = 0
    unaccepted: int = 0
    unclosed: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: its report of this week, and its load."""

    area_code: str
    report: UnitReport | None
    load: Load

    @property
    def name(self) -> str:
        """The unit as reports print it."""
        return AREA_BY_CODE[self.area_code].name


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the first page shows; `corrections` are asked for in whatever week."""

    week: Week | None
    frozen_at: datetime | None
    lines: tuple[UnitLine, ...]
    corrections: tuple[UnitReport, ...]

    @property
    def reports(self) -> tuple[UnitReport, ...]:
        """The reports of this week."""
        return tuple(line.report for line in self.lines if line.report is not None)

    @property
    def waiting(self) -> int:
        """Reports of this week whose next step is this post's."""
        return sum(report.waits for report in self.reports)

    @property
    def unsent(self) -> int:
        """Units that have not sent what stands."""
        return sum(report.state in UNSENT for report in self.reports)

    @property
    def to_review(self) -> int:
        """Units that sent, and wait for the city."""
        return sum(report.state in _REVIEWABLE for report in self.reports)

    def total(self, what: str) -> int:
        """One figure over all units in sight."""
        return sum(getattr(line.load, what) for line in self.lines)


def workbench(actor: Actor, *, now: datetime) -> Workbench:
    """The first page of whoever holds business facts."""
    rows = _reports(actor)
    corrections = tuple(_told(row, actor) for row in rows if row.state == State.CORR)
    newest = max((row.week for row in rows), key=lambda week: week.as_of, default=None)
    by_area = {row.area_id: _told(row, actor) for row in rows if row.week == newest}
    loads = _loads(actor, now)
    return Workbench(
        week=week_of(newest) if newest else None,
        frozen_at=newest.frozen_at if newest else None,
        lines=tuple(
            UnitLine(area.code, by_area.get(area.code), loads.get(area.code, Load()))
            for area in AREAS
            if actor.covers(area.code)
        ),
        corrections=corrections,
    )


def _reports(actor: Actor) -> list[Report]:
    """Those of the newest week, and those of any week that ask for a correction."""
    newest = ReportWeek.objects.filter(kind=Kind.WEEK.value).order_by("-as_of").values("pk")[:1]
    rows = Report.objects.visible_to(actor).select_related("week").order_by("week", "area")
    return list(rows.filter(Q(week=Subquery(newest)) | Q(state=State.CORR.value)))


def _told(row: Report, actor: Actor) -> UnitReport:
    return UnitReport(
        number=row.number,
        area_code=row.area_id,
        state=State(row.state),
        due_at=row.due_at,
        is_late=row.is_late,
        was_stood_in=row.stood_in_at is not None,
        waits=waits_for(actor, row),
    )


def _loads(actor: Actor, now: datetime) -> Mapping[str, Load]:
    problems, cases = _problems(actor, now), _cases(actor, now)
    return {
        code: Load(*problems.get(code, (0, 0, 0)), *cases.get(code, (0, 0, 0)))
        for code in problems.keys() | cases.keys()
    }


def _problems(actor: Actor, now: datetime) -> dict[str, tuple[int, ...]]:
    """Open problems by county: overdue, due within a week, all."""
    today = timezone.localdate(now)
    counted = (
        Problem.objects.visible_to(actor)
        .filter(state="open")
        .order_by()
        .values("county_id")
        .annotate(
            overdue=Count("pk", filter=late_by_term(today)),
            soon=Count("pk", filter=due_soon(today)),
            all=Count("pk"),
        )
    )
    return {row["county_id"]: (row["overdue"], row["soon"], row["all"]) for row in counted}


def _cases(actor: Actor, now: datetime) -> dict[str, tuple[int, ...]]:
    """Cases by the ledger they stand in: not accepted, in hand; past a limit, also when ended."""
    counted = (
        Case.objects.visible_to(actor)
        .filter(Q(stage__in=RUNNING) | Q(due_at__isnull=False))
        .order_by()
        .values("unit_id")
        .annotate(
            unaccepted=Count("pk", filter=Q(stage__in=UNACCEPTED)),
            unclosed=Count("pk", filter=Q(stage__in=RUNNING - UNACCEPTED)),
            late=Count("pk", filter=Q(due_at__lte=now)),
        )
    )
    return {row["unit_id"]: (row["unaccepted"], row["unclosed"], row["late"]) for row in counted}
