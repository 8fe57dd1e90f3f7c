"""T-R08, T-R10: the week is closed, its table is the union of what was sent, and goes up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from tingban.actions.audit.locking import lock
from tingban.actions.weekly.keeping import keep_city
from tingban.actions.weekly.taking import Turn, allowed, take
from tingban.data.audit.models import Entry
from tingban.data.weekly.models import CityEdition, MadeFile, Report, ReportWeek
from tingban.reads.weekly import situations
from tingban.reads.weekly.editions import latest_editions
from tingban.reads.weekly.periods import NO_WEEK
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.weekly.steps import READY_TO_FREEZE, Act, State, Step


@transaction.atomic
def freeze_week(*, week_code: str, actor: Actor, at: datetime) -> int:
    """Close the week for all 14 units; the version of the city's table.

    Nobody can send or return while the reports are locked; whoever comes second is told.
    """
    week = locked_week(week_code, actor)
    reports = locked_reports(week)
    unready = tuple(
        AREA_BY_CODE[report.area_id].name
        for report in reports
        if State(report.state) not in READY_TO_FREEZE
    )
    # Asked first at a report that is ready, so that the guard names those that are not.
    in_turn = sorted(reports, key=lambda row: State(row.state) not in READY_TO_FREEZE)
    steps = {report.pk: _freezing(report, unready, actor, at) for report in in_turn}
    auto = _auto_of(reports)
    entries = [take(report, steps[report.pk], Turn(), actor=actor, at=at) for report in reports]
    week.frozen_at = at
    week.save(update_fields=["frozen_at"])
    editions = latest_editions(actor=SYSTEM, week_code=week.code)
    city = keep_city(week, editions, auto, actor=actor, entry=entries[0], at=at)
    return city.version


def locked_week(week_code: str, actor: Actor) -> ReportWeek:
    """The week, locked; it is the city's business, so a county is told by the table of steps."""
    rows = ReportWeek.objects.select_related("campaign")
    return lock(rows if actor.sees_facts else rows.none(), NO_WEEK, code=week_code)


def locked_reports(week: ReportWeek) -> list[Report]:
    """All reports of a week, locked in one order so that two acts never wait for each other."""
    rows = Report.objects.filter(week=week).select_related("week", "area")
    return list(rows.select_for_update(of=("self",)).order_by("area__report_order"))


def _auto_of(reports: Sequence[Report]) -> frozenset[str]:
    """Units for which the system's return is frozen: a footnote in the city's table."""
    return frozenset(
        report.area_id for report in reports if State(report.state) is not State.ACCEPTED
    )


def _freezing(report: Report, unready: tuple[str, ...], actor: Actor, at: datetime) -> Step:
    situation = replace(situations.bare_situation(report, at), unready=unready)
    return allowed(Act.FREEZE, report, actor=actor, situation=situation)


@dataclass(frozen=True, slots=True)
class FileStatement:
    """A file as it was made: kept by its digest, so that a copy can be recognised."""

    kind: str
    name: str
    digest: str
    size: int


@transaction.atomic
def mark_exported(
    *, week_code: str, files: Sequence[FileStatement], actor: Actor, at: datetime
) -> int:
    """T-R10: the frozen table went to 省厅 and 市集中整治办; how many units it holds."""
    week = locked_week(week_code, actor)
    city = CityEdition.objects.filter(week=week).order_by("-version").first()
    if city is None:
        raise NotFound("这一期还没有冻结，没有可以上报的汇总表。请先冻结。", rule="T-R10")
    after = {"city_version": city.version, "files": [file.name for file in files]}
    entry: Entry | None = None
    reports = locked_reports(week)
    for report in reports:
        situation = situations.bare_situation(report, at)
        step = allowed(Act.EXPORT, report, actor=actor, situation=situation)
        entry = take(report, step, Turn(after=after), actor=actor, at=at)
    MadeFile.objects.bulk_create(
        MadeFile(
            city=city,
            kind=file.kind,
            name=file.name,
            digest=file.digest,
            size=file.size,
            at=at,
            entry=entry,
        )
        for file in files
    )
    return len(reports)
