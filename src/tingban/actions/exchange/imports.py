"""`import_files`: each file is taken whole, as one act, or not at all with all its faults told."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import connection, models, transaction

from tingban.actions.complaints.projection import project_cases
from tingban.actions.enforcement import projection as enforcement
from tingban.actions.exchange import happenings, registers
from tingban.actions.exchange.case_parts import write_parts
from tingban.actions.exchange.checking import Scene, check_tables
from tingban.actions.exchange.gathering import gather
from tingban.actions.exchange.index import Index
from tingban.actions.exchange.intake import Circumstances, Intake, Upload, take_in
from tingban.actions.exchange.ledger_checks import check_ledgers
from tingban.actions.exchange.ledgers import write_cases
from tingban.actions.exchange.pen import Pen
from tingban.actions.exchange.proposing import propose
from tingban.actions.exits.projection import project_exits
from tingban.actions.inspections import projection as inspections
from tingban.actions.rectification import projection as rectification
from tingban.actions.registry import projection as registry
from tingban.data.complaints.models import Case
from tingban.data.enforcement.models import Exposure, LevelDecision, Penalty
from tingban.data.exchange.models import ImportFile
from tingban.data.exits.models import Exit
from tingban.data.inspections.models import Mission, Visit
from tingban.data.rectification.models import Order, Problem
from tingban.data.registry.models import Community, Company, Contract
from tingban.reads import law
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Refused
from tingban.rules.exchange import records
from tingban.rules.exchange.faults import WAITING, Fault
from tingban.rules.exchange.outcome import FileReport, ImportReport, in_order
from tingban.rules.exchange.tables import Table

Seen = Callable[[FileReport], None]
Write = Callable[[Pen, Index, Table], None]
# One import at a time: two that bring the same rows would otherwise both find them new.
_LOCK: Final = 20_240_522
_HANDOVER: Final = "这份合同与前一家企业的合同在交接期内重叠，已按交接登记。"
_WRITERS: Final[tuple[tuple[type[records.Record], Write], ...]] = (
    (records.CommunityRow, registers.write_communities),
    (records.CommunityRow, registers.write_merges),
    (records.CompanyRow, registers.write_companies),
)
_AFTER_REGISTERS: Final[tuple[tuple[type[records.Record], Write], ...]] = (
    (records.ContractRow, registers.write_contracts),
    (records.MissionRow, happenings.write_missions),
    (records.VisitRow, happenings.write_visits),
    (records.ProblemRow, happenings.write_problems),
    (records.OrderRow, happenings.write_orders),
    (records.LevelRow, happenings.write_levels),
    (records.PenaltyRow, happenings.write_penalties),
    (records.ExitRow, happenings.write_exits),
    (records.ExposureRow, happenings.write_exposures),
)
# What others are projected from comes first.
_PROJECTIONS: Final[tuple[tuple[type[models.Model], Callable[[list[int]], None]], ...]] = (
    (Community, registry.project_communities),
    (Company, registry.project_companies),
    (Contract, registry.project_contracts),
    (Mission, inspections.project_missions),
    (Visit, inspections.project_visits),
    (Problem, rectification.project_problems),
    (Order, rectification.project_orders),
    (LevelDecision, enforcement.project_levels),
    (Penalty, enforcement.project_penalties),
    (Exposure, enforcement.project_exposures),
    (Exit, project_exits),
    (Case, project_cases),
)


@dataclass(frozen=True, slots=True)
class _Errand:
    """On whose behalf, when, and how."""

    actor: Actor
    at: datetime
    seen: Seen


def import_files(
    files: Sequence[Path | Upload],
    *,
    actor: Actor,
    at: datetime,
    area: str | None = None,
    dry_run: bool = False,
    seen: Seen = lambda _: None,
) -> ImportReport:
    """Import exchange workbooks and 附件2 (INTERCHANGE 1).

    `area` says whose a bare 附件2 is where it does not say so itself. Files may refer to each
    other in any order. `seen` hears of each file when it is done with. `dry_run` writes nothing
    and reports the same. Refuses whoever may not write for the area.
    """
    if not files:
        raise Refused("请选择要导入的文件。", rule="INTERCHANGE 1")
    check_writes(actor, area or actor.area_code)
    around = Circumstances(law.calendar().years, area or _own_area(actor))
    intakes = [take_in(_upload(file), around) for file in files]
    errand = _Errand(actor, at, seen)
    if not dry_run:
        return ImportReport(_take_all(intakes, errand))
    with transaction.atomic():
        reports = _take_all(intakes, errand)
        transaction.set_rollback(True)
    for report in reports:
        report.act_id = None
    return ImportReport(reports, dry_run=True)


def _own_area(actor: Actor) -> str | None:
    """A county's clerk brings her own county's files; the city's may be anybody's."""
    return None if actor.sees_whole_city or actor.user_id is None else actor.area_code


def _upload(file: Path | Upload) -> Upload:
    if isinstance(file, Upload):
        return file
    try:
        return Upload(file.name, file.read_bytes())
    except OSError as error:
        raise Refused(f"读不到文件 {file}：{error.strerror}。") from error


def _take_all(intakes: list[Intake], errand: _Errand) -> list[FileReport]:
    """Files that miss what another file brings are tried again after it."""
    reports: dict[int, FileReport] = {}
    waiting = list(range(len(intakes)))
    while waiting:
        for place in waiting:
            reports[place] = _take(intakes[place], errand)
        again = [place for place in waiting if _may_wait(reports[place])]
        progress = any(reports[place].taken for place in waiting)
        for place in waiting:
            if place not in again or not progress:
                errand.seen(reports[place])
        waiting = again if progress else []
    return [reports[place] for place in range(len(intakes))]


def _may_wait(report: FileReport) -> bool:
    return not report.taken and any(fault.kind in WAITING for fault in report.faults)


def _take(intake: Intake, errand: _Errand) -> FileReport:
    report = FileReport(
        intake.name,
        intake.digest,
        is_annex_2=intake.is_annex_2,
        unit=next((it.unit for it in intake.ledgers if it.unit), ""),
        stated_on=next((it.stated_on for it in intake.ledgers if it.stated_on), None),
        warnings=list(intake.warnings),
    )
    with transaction.atomic():
        _wait_for_others()
        index = gather([intake])
        scene = Scene(index, errand.actor)
        faults = [*intake.faults, *_cross_faults(scene, intake)]
        pen = Pen(errand.actor, errand.at, intake)
        report.sheets = list(pen.counts.values())
        report.faults = [replace(it, file=intake.name) for it in in_order(faults)]
        if not report.faults:
            _write(pen, index, intake, report)
            report.taken = True
            for table, row in scene.handovers:
                pen.warn(table, row, _HANDOVER)
            report.warnings += pen.warnings
    return report


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _cross_faults(scene: Scene, intake: Intake) -> Iterable[Fault]:
    for _, fault in check_tables(scene, intake.tables):
        yield fault
    yield from check_ledgers(scene, intake.ledgers)


def _write(pen: Pen, index: Index, intake: Intake, report: FileReport) -> None:
    _write_tables(pen, index, intake, _WRITERS)
    registers.write_absorbed(pen, index)
    registers.write_pending(pen, index)
    _write_tables(pen, index, intake, _AFTER_REGISTERS)
    cases = write_cases(pen, index, intake.ledgers)
    write_parts(pen, cases)
    if not pen.wrote:
        return
    for model, project in _PROJECTIONS:
        ids = pen.touched.get(model)
        if ids:
            project(sorted(ids))
    file = _remember(pen, report)
    report.proposals = propose(file, cases.fresh)
    report.act_id = pen.act.pk


def _write_tables(
    pen: Pen, index: Index, intake: Intake, writers: Iterable[tuple[Any, Write]]
) -> None:
    for record, write in writers:
        for table in intake.tables:
            if table.sheet.record is record:
                write(pen, index, table)


def _remember(pen: Pen, report: FileReport) -> ImportFile:
    return ImportFile.objects.create(
        act=pen.act,
        imported_at=pen.at,
        area_id=pen.actor.area_code,
        name=report.name[:200],
        digest=report.digest,
        size=pen.intake.size,
        unit_id=report.unit or None,
        stated_on=report.stated_on,
        sheets=[sheet.as_json() for sheet in report.sheets],
        warnings=[*report.warnings, *pen.warnings],
    )
