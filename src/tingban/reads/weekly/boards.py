"""The 14 units of a week at a glance, the weeks themselves, and the weeks of one unit (T-R07)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Count, Q

from tingban.data.weekly.models import (
    CityCell,
    CityEdition,
    Edition,
    EditionCell,
    Report,
    ReportWeek,
)
from tingban.reads.weekly.editions import latest_rows, standing_before, values_of
from tingban.reads.weekly.periods import week_of, week_row
from tingban.reads.weekly.situations import bare_situation
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import Origin
from tingban.rules.weekly.standing import STANDING_LABELS, Standing, standing_of
from tingban.rules.weekly.steps import (
    READY_TO_FREEZE,
    STATE_LABELS,
    Act,
    Offer,
    State,
    open_steps,
)
from tingban.rules.weekly.weeks import Kind, Week

_DONE = sorted(READY_TO_FREEZE | {State.FROZEN, State.CORR})
_ON_THE_BOARD = (Act.REVIEW, Act.RETURN, Act.ACCEPT, Act.FREEZE, Act.GRANT, Act.REFUSE)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of a week: where it stands, and what it sent last."""

    number: str
    area_code: str
    state: State
    version: int
    due_at: datetime
    standing: Standing
    is_zero: bool
    submitted_at: datetime | None
    stood_in_at: datetime | None
    returned_at: datetime | None
    accepted_at: datetime | None
    edition_version: int | None
    # What stands for the unit, and what stood for it the week before; empty where nothing does.
    values: Mapping[str, int] = field(default_factory=dict)
    last_values: Mapping[str, int] = field(default_factory=dict)
    # Cells whose value the head gave (CHK-26), printed in red.
    overridden: frozenset[str] = frozenset()
    # What it wrote to the warnings of its checks: {check: text}.
    notes: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()

    @property
    def name(self) -> str:
        """As reports print it."""
        return AREA_BY_CODE[self.area_code].name

    @property
    def state_label(self) -> str:
        """The word of the state."""
        return STATE_LABELS[self.state]

    @property
    def standing_label(self) -> str:
        """On time, late, stood in for, missing, or not yet due."""
        return STANDING_LABELS[self.standing]

    @property
    def is_auto(self) -> bool:
        """系统代报: hatched in the table."""
        return self.standing is Standing.AUTO

    @property
    def is_ready(self) -> bool:
        """Accepted, stood in for, or frozen."""
        return self.state.value in _DONE


@dataclass(frozen=True, slots=True)
class Board:
    """A week as the actor sees it: one unit for a county, all 14 for the city."""

    week: Week
    at: datetime
    frozen_at: datetime | None
    units: tuple[UnitLine, ...]
    # The frozen 合计 row and its version; empty and None before the freezing.
    city_values: Mapping[str, int] = field(default_factory=dict)
    city_version: int | None = None
    # FREEZE for the whole week, with the reason why it is closed.
    offers: tuple[Offer, ...] = ()

    @property
    def unready(self) -> tuple[str, ...]:
        """Names of the units that keep the week from being frozen."""
        return tuple(unit.name for unit in self.units if not unit.is_ready)

    def names(self, standing: Standing) -> tuple[str, ...]:
        """Units that stand so to their deadline."""
        return tuple(unit.name for unit in self.units if unit.standing is standing)

    @property
    def zero_names(self) -> tuple[str, ...]:
        """Units whose return is a zero return."""
        return tuple(unit.name for unit in self.units if unit.is_zero)


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """A week in the list of weeks, with how far its units are."""

    week: Week
    frozen_at: datetime | None
    units: int
    ready: int
    submitted: int
    late: int
    stood_in: int


def board(*, actor: Actor, week_code: str, at: datetime) -> Board:
    """The units of a week that exist for the actor, in the order of 附件1."""
    row = week_row(week_code)
    reports = list(
        Report.objects.visible_to(actor)
        .filter(week=row)
        .select_related("week", "area")
        .order_by("area__report_order")
    )
    lines = _lines(reports, actor, row, at)
    city_version, city_values = _city(actor, row)
    return Board(
        week=week_of(row),
        at=at,
        frozen_at=row.frozen_at,
        units=lines,
        city_values=city_values,
        city_version=city_version,
        offers=_freeze_offers(lines, reports, actor, at),
    )


def week_entries(*, actor: Actor, kind: Kind = Kind.WEEK) -> tuple[WeekEntry, ...]:
    """The weeks that were opened, the newest first; counts are of the actor's units."""
    own = Q() if actor.sees_whole_city else Q(reports__area=actor.area_code)
    rows = (
        ReportWeek.objects.filter(kind=kind.value)
        .annotate(
            units=Count("reports", filter=own),
            ready=Count("reports", filter=own & Q(reports__state__in=_DONE)),
            submitted=Count("reports", filter=own & Q(reports__submitted_at__isnull=False)),
            late=Count("reports", filter=own & Q(reports__is_late=True)),
            stood_in=Count("reports", filter=own & Q(reports__stood_in_at__isnull=False)),
        )
        .order_by("-as_of")
    )
    return tuple(
        WeekEntry(
            week_of(row), row.frozen_at, row.units, row.ready, row.submitted, row.late, row.stood_in
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class PastReport:
    """One week of a unit's history."""

    week: Week
    unit: UnitLine


def unit_history(*, actor: Actor, area_code: str, at: datetime) -> tuple[PastReport, ...]:
    """All reports of a unit, the newest first; nothing where it lies out of sight."""
    reports = list(
        Report.objects.visible_to(actor)
        .filter(area=area_code)
        .select_related("week", "area")
        .order_by("-week__as_of", "-week__kind")
    )
    editions = _editions(reports)
    cells = _cells(editions.values())
    return tuple(
        PastReport(week_of(report.week), _line(report, editions.get(report.pk), cells, at))
        for report in reports
    )


def _lines(
    reports: list[Report], actor: Actor, row: ReportWeek, at: datetime
) -> tuple[UnitLine, ...]:
    editions = _editions(reports)
    cells = _cells(editions.values())
    before = standing_before(
        actor=actor, as_of=row.as_of, areas=[report.area_id for report in reports]
    )
    last = values_of(before.values())
    return tuple(
        _line(
            report,
            editions.get(report.pk),
            cells,
            at,
            last=last.get(before.get(report.area_id, 0), {}),
            offers=_offers(report, actor, at),
        )
        for report in reports
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    values: Mapping[int, Mapping[str, int]]
    overridden: Mapping[int, frozenset[str]]


def _editions(reports: list[Report]) -> dict[int, Edition]:
    rows = latest_rows(Report.objects.filter(pk__in=[report.pk for report in reports]))
    return {row.report_id: row for row in rows.order_by("report_id")}


def _cells(editions: Iterable[Edition]) -> _Cells:
    """Numbers of editions and which of them a head gave, without the lists."""
    values: dict[int, dict[str, int]] = {}
    given: dict[int, set[str]] = {}
    rows = EditionCell.objects.filter(edition__in=list(editions)).order_by("edition_id", "cell")
    for key, cell, value, computed in rows.values_list("edition_id", "cell", "value", "computed"):
        values.setdefault(key, {})[cell] = int(value or 0)
        if value != computed:
            given.setdefault(key, set()).add(cell)
    return _Cells(values, {key: frozenset(cells) for key, cells in given.items()})


def _line(
    report: Report,
    edition: Edition | None,
    cells: _Cells,
    at: datetime,
    *,
    last: Mapping[str, int] | None = None,
    offers: tuple[Offer, ...] = (),
) -> UnitLine:
    key = edition.pk if edition else 0
    values = cells.values.get(key, {})
    is_auto = edition is not None and edition.origin == Origin.AUTO
    return UnitLine(
        number=report.number,
        area_code=report.area_id,
        state=State(report.state),
        version=report.version,
        due_at=report.due_at,
        standing=standing_of(
            submitted_at=report.submitted_at,
            was_late=report.is_late,
            is_auto=is_auto,
            due_at=report.due_at,
            at=at,
        ),
        # A zero return is one that somebody sent.
        is_zero=bool(values) and not is_auto and not any(values.get(code, 0) for code in CODES),
        submitted_at=report.submitted_at,
        stood_in_at=report.stood_in_at,
        returned_at=report.returned_at,
        accepted_at=report.accepted_at,
        edition_version=edition.version if edition else None,
        values=values,
        last_values=last or {},
        overridden=cells.overridden.get(key, frozenset()),
        notes=edition.notes if edition else {},
        offers=offers,
    )


def _offers(report: Report, actor: Actor, at: datetime) -> tuple[Offer, ...]:
    """What the row's buttons may do; the checks are asked when one is pressed."""
    return open_steps(
        State(report.state),
        actor=actor,
        area_code=report.area_id,
        situation=bare_situation(report, at),
        acts=[act for act in _ON_THE_BOARD if act is not Act.FREEZE],
    )


def _freeze_offers(
    lines: tuple[UnitLine, ...], reports: list[Report], actor: Actor, at: datetime
) -> tuple[Offer, ...]:
    """FREEZE as the whole week's: asked at a unit that is ready, so that the guard speaks."""
    unready = tuple(line.name for line in lines if not line.is_ready)
    pairs = zip(lines, reports, strict=True)
    standing = next(
        (report for line, report in pairs if line.state in READY_TO_FREEZE),
        reports[0] if reports else None,
    )
    if standing is None:
        return ()
    return open_steps(
        State(standing.state),
        actor=actor,
        area_code=standing.area_id,
        situation=replace(bare_situation(standing, at), unready=unready),
        acts=(Act.FREEZE,),
    )


def _city(actor: Actor, row: ReportWeek) -> tuple[int | None, dict[str, int]]:
    if not actor.sees_whole_city:
        return None, {}
    city = CityEdition.objects.filter(week=row).order_by("-version").first()
    if city is None:
        return None, {}
    cells = CityCell.objects.filter(city=city).order_by("cell").values_list("cell", "value")
    return city.version, {cell: int(value or 0) for cell, value in cells}


def version_of(*, actor: Actor, number: str) -> int:
    """The version of a report as a form carries it unseen."""
    row = Report.objects.visible_to(actor).filter(number=number).values_list("version").first()
    if row is None:
        raise NotFound("没有找到这期周报，或者它不在您的辖区内。")
    return int(row[0])
