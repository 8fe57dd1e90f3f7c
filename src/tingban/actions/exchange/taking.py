"""Taking files: checked against the platform, then written as one act each, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from tingban.actions.complaints.projection import project_cases
from tingban.actions.enforcement import projection as enforcement
from tingban.actions.exchange import happenings, registers
from tingban.actions.exchange.case_parts import write_parts
from tingban.actions.exchange.checking import check_tables
from tingban.actions.exchange.gathering import gather
from tingban.actions.exchange.index import Index
from tingban.actions.exchange.intake import Intake
from tingban.actions.exchange.ledger_checks import check_ledgers
from tingban.actions.exchange.ledgers import Written, write_cases
from tingban.actions.exchange.pen import Pen
from tingban.actions.exchange.proposing import propose
from tingban.actions.exchange.term_checks import Scene, lay_out_terms
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
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict
from tingban.rules.exchange import records
from tingban.rules.exchange.ahead import cases_ahead, days_ahead
from tingban.rules.exchange.outcome import FileReport, in_order
from tingban.rules.exchange.tables import Table

Seen = Callable[[FileReport], None]
Write = Callable[[Pen, Index, Table], None]
# One import at a time: two that bring the same rows would otherwise both find them new.
_LOCK: Final = 20_240_522
_CROSSED: Final = (
    "导入的同时有人登记了同样的编号，这份文件没有写入。请再导入一次，已有的内容会自动核对。"
)
_YIELDED: Final = "导入的同时有人在修改同样的记录，这一次让给了对方，文件没有写入。请再导入一次。"
_HANDOVER: Final = "这份合同与前一家企业的合同在交接期内重叠，已按交接登记。"
_MOVED: Final = (
    "编号 {number} 原来登记在“{name}”{count}，现在改到了别的小区。请核对编号是不是用重了："
    "同一个编号永远是同一条记录，新的记录要用新的编号。"
)
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
class Errand:
    """On whose behalf, when, and who hears of what is done."""

    actor: Actor
    at: datetime
    seen: Seen


@dataclass(slots=True)
class _Item:
    """One file on the desk: what stands in it, what is told of it, the hand that writes it."""

    intake: Intake
    report: FileReport
    pen: Pen
    scene: Scene
    cases: Written = field(default_factory=lambda: Written([]))


def take(intakes: Sequence[Intake], errand: Errand) -> list[FileReport]:
    """Take these files together, each as one act, or none of them with all faults told.

    `errand.seen` hears of files that are taken before the transaction ends, so what it keeps
    stands or falls with them.
    """
    try:
        with transaction.atomic():
            _wait_for_others()
            index = gather(list(intakes))
            items = [_item(intake, index, errand) for intake in intakes]
            _check(items, index)
            if not any(item.report.faults for item in items):
                _write(items, index)
                for item in items:
                    errand.seen(item.report)
    except IntegrityError as error:
        raise Conflict(_CROSSED) from error
    except OperationalError as error:
        if isinstance(error.__cause__, DeadlockDetected):
            raise Conflict(_YIELDED) from error
        raise
    return [item.report for item in items]


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _item(intake: Intake, index: Index, errand: Errand) -> _Item:
    pen = Pen(errand.actor, errand.at, intake)
    report = FileReport(
        intake.name,
        intake.digest,
        is_annex_2=intake.is_annex_2,
        unit=next((it.unit for it in intake.ledgers if it.unit), ""),
        stated_on=next((it.stated_on for it in intake.ledgers if it.stated_on), None),
        sheets=list(pen.counts.values()),
        warnings=[*intake.warnings, *_days_ahead(intake, timezone.localdate(errand.at))],
    )
    return _Item(intake, report, pen, Scene(index, errand.actor))


def _days_ahead(intake: Intake, today: date) -> Iterator[str]:
    for table in intake.tables:
        yield from days_ahead(table, today=today)
    for it in intake.ledgers:
        yield from cases_ahead(it.table, it.cases, it.head, today=today)


def _check(items: list[_Item], index: Index) -> None:
    terms = Scene(index, items[0].scene.actor)
    lay_out_terms(terms, [table for item in items for table in item.intake.tables])
    for item in items:
        item.scene.terms = terms.terms
        faults = [*item.intake.faults, *check_tables(item.scene, item.intake.tables)]
        faults += check_ledgers(item.scene, item.intake.ledgers)
        item.report.faults = [replace(it, file=item.intake.name) for it in in_order(faults)]


def _write(items: list[_Item], index: Index) -> None:
    _write_tables(items, index, _WRITERS)
    registers.write_absorbed(items[0].pen, index)
    registers.write_pending(items[0].pen, index)
    _write_tables(items, index, _AFTER_REGISTERS)
    for item in items:
        item.cases = write_cases(item.pen, index, item.intake.ledgers)
        write_parts(item.pen, item.cases)
    _project(items)
    for item in items:
        _finish(item)


def _write_tables(items: list[_Item], index: Index, writers: Iterable[tuple[Any, Write]]) -> None:
    for record, write in writers:
        for item in items:
            for table in item.intake.tables:
                if table.sheet.record is record:
                    write(item.pen, index, table)


def _project(items: list[_Item]) -> None:
    for model, project in _PROJECTIONS:
        ids = set[int]().union(*(item.pen.touched.get(model, ()) for item in items))
        if ids:
            project(sorted(ids))


def _finish(item: _Item) -> None:
    """What is told of a file that was taken, and what is kept of it."""
    pen, report = item.pen, item.report
    report.taken = True
    for table, row in item.scene.handovers:
        pen.warn(table, row, _HANDOVER)
    _tell_moved(item)
    report.warnings += pen.warnings
    if pen.wrote:
        file = _remember(pen, report)
        report.proposals = propose(file, item.cases.fresh)
        report.act_id = pen.act.pk


def _tell_moved(item: _Item) -> None:
    """Once for a sheet: numbers that stood in another community were perhaps used twice."""
    for sheet in {id(it[0]): it[0] for it in item.scene.moved}.values():
        found = [it for it in item.scene.moved if it[0] is sheet]
        _, row, number, name = found[0]
        count = f"等 {len(found)} 行" if len(found) > 1 else ""
        item.pen.warn(sheet, row, _MOVED.format(number=number, name=name, count=count))


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
        warnings=report.warnings,
    )
