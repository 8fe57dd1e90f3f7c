"""`import_files`: each file is taken whole, as one act, or not at all with all its faults told."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tingban.actions.exchange.intake import Circumstances, Intake, Kept, Upload, take_in
from tingban.actions.exchange.taking import Errand, Seen, take
from tingban.reads import law
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Refused
from tingban.rules.exchange.faults import WAITING
from tingban.rules.exchange.outcome import FileReport, ImportReport

Read = Callable[[], Intake]


def import_files(
    files: Sequence[Path | Upload | Kept],
    *,
    actor: Actor,
    at: datetime,
    area: str | None = None,
    dry_run: bool = False,
    seen: Seen = lambda _: None,
) -> ImportReport:
    """Import exchange workbooks and 附件2 (INTERCHANGE 1).

    `area` says whose a bare 附件2 is where it does not say so itself. Files may refer to each
    other in any order. `seen` hears of each file when it is done with: of one that is taken
    within the transaction that takes it. `dry_run` writes nothing and reports the same. Refuses
    whoever may not write for the area.
    """
    if not files:
        raise Refused("请选择要导入的文件。", rule="INTERCHANGE 1")
    check_writes(actor, area or actor.area_code)
    around = Circumstances(law.calendar().years, area or _own_area(actor))
    sources = [_source(file, around) for file in files]
    errand = Errand(actor, at, seen)
    if not dry_run:
        return ImportReport(_take_all(sources, errand))
    with transaction.atomic():
        reports = _take_all(sources, errand)
        transaction.set_rollback(True)
    for report in reports:
        report.act_id = None
    return ImportReport(reports, dry_run=True)


def _own_area(actor: Actor) -> str | None:
    """A county's clerk brings her own county's files; the city's may be anybody's."""
    return None if actor.sees_whole_city or actor.user_id is None else actor.area_code


def _source(file: Path | Upload | Kept, around: Circumstances) -> Read:
    """How to read a file when its turn comes: only one lies open in memory at a time."""
    if isinstance(file, Kept):
        return lambda: take_in(Upload(file.name, file.load()), around)
    if isinstance(file, Path):
        _load(file, 1)  # told before anything is written
        return lambda: take_in(_load(file), around)
    return lambda: take_in(file, around)


def _load(path: Path, most: int = -1) -> Upload:
    try:
        with path.open("rb") as file:
            return Upload(path.name, file.read(most))
    except OSError as error:
        raise Refused(f"读不到文件 {path}：{error.strerror}。") from error


def _take_all(sources: list[Read], errand: Errand) -> list[FileReport]:
    """Files that miss what another file brings are tried again after it."""
    reports: dict[int, FileReport] = {}
    waiting = list(range(len(sources)))
    while waiting:
        for place in waiting:
            reports[place] = take([sources[place]()], errand)[0]
        again = [place for place in waiting if _may_wait(reports[place])]
        progress = any(reports[place].taken for place in waiting)
        if not progress and len(again) > 1:
            progress = _take_together(sources, again, reports, errand)
        going_on = [place for place in again if not reports[place].taken] if progress else []
        for place in waiting:
            if place not in going_on and not reports[place].taken:
                errand.seen(reports[place])
        waiting = going_on
    return [reports[place] for place in range(len(sources))]


def _may_wait(report: FileReport) -> bool:
    return not report.taken and any(fault.kind in WAITING for fault in report.faults)


def _take_together(
    sources: list[Read], waiting: list[int], reports: dict[int, FileReport], errand: Errand
) -> bool:
    """Files that need each other; those that have other faults are left out one after another."""
    group = {
        place: sources[place]()
        for place in waiting
        if all(fault.kind in WAITING for fault in reports[place].faults)
    }
    while len(group) > 1:
        found = dict(zip(group, take(list(group.values()), errand), strict=True))
        if all(report.taken for report in found.values()):
            reports.update(found)
            return True
        group = {place: it for place, it in group.items() if not found[place].faults}
    return False
