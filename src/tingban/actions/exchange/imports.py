"""`import_files`: each file is taken whole, as one act, or not at all with all its faults told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from django.db import transaction

from tingban.actions.exchange.intake import Circumstances, Intake, Kept, Upload, take_in
from tingban.actions.exchange.taking import Errand, Seen, take
from tingban.gateways.ahead import in_turn
from tingban.reads import law
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Refused
from tingban.rules.exchange.faults import WAITING
from tingban.rules.exchange.outcome import FileReport, ImportReport

Source = Callable[[], Upload]
_MAY_LIE_THERE: Final = (
    "这份文件里找不到的记录，可能就在同时上传而没有收的{names}里。请先改好那份，再一起上传。"
)
_UNREADABLE: Final[tuple[tuple[type[OSError], str], ...]] = (
    (FileNotFoundError, "没有这个文件"),
    (IsADirectoryError, "这是文件夹"),
    (PermissionError, "没有读取的权限"),
)
# From this size on, reading takes longer than handing the rows from process to process.
_HEAVY = 200_000


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
    sources = [_source(file) for file in files]
    pile = _Pile(sources, around)
    errand = Errand(actor, at, seen)
    if not dry_run:
        return ImportReport(_take_all(pile, errand))
    with transaction.atomic():
        reports = _take_all(pile, errand)
        transaction.set_rollback(True)
    for report in reports:
        report.act_id = None
    return ImportReport(reports, dry_run=True)


def _own_area(actor: Actor) -> str | None:
    """A county's clerk brings her own county's files; the city's may be anybody's."""
    return None if actor.sees_whole_city or actor.user_id is None else actor.area_code


@dataclass(frozen=True, slots=True)
class _Pile:
    """The files of one import; few of them lie open in memory at a time."""

    sources: Sequence[Source]
    around: Circumstances

    def read(self, places: Iterable[int]) -> Iterator[Intake]:
        """These files, one after the other; while one is taken, the next is read."""
        uploads = (self.sources[place]() for place in places)
        work = partial(take_in, around=self.around)
        return in_turn(work, uploads, is_heavy=lambda upload: len(upload.data) > _HEAVY)


def _source(file: Path | Upload | Kept) -> Source:
    """How to fetch a file when its turn comes."""
    if isinstance(file, Kept):
        return lambda: Upload(file.name, file.load())
    if isinstance(file, Path):
        _load(file, 1)  # told before anything is written
        return lambda: _load(file)
    return lambda: file


def _load(path: Path, most: int = -1) -> Upload:
    try:
        with path.open("rb") as file:
            return Upload(path.name, file.read(most))
    except OSError as error:
        why = next((why for kind, why in _UNREADABLE if isinstance(error, kind)), "打不开")
        raise Refused(f"读不到文件 {path}：{why}。请核对路径和文件名。") from error


def _take_all(pile: _Pile, errand: Errand) -> list[FileReport]:
    """Files that miss what another file brings are tried again after it."""
    reports: dict[int, FileReport] = {}
    waiting = list(range(len(pile.sources)))
    while waiting:
        for place, intake in zip(waiting, pile.read(waiting), strict=True):
            reports[place] = take([intake], errand)[0]
        again = [place for place in waiting if _may_wait(reports[place])]
        progress = any(reports[place].taken for place in waiting)
        if not progress and len(again) > 1:
            progress = _take_together(pile, again, reports, errand)
        going_on = [place for place in again if not reports[place].taken] if progress else []
        refused = [it for it in waiting if it not in going_on and not reports[it].taken]
        if not going_on:
            _tell_where_it_may_lie([it for it in reports.values() if not it.taken])
        for place in refused:
            errand.seen(reports[place])
        waiting = going_on
    return [reports[place] for place in range(len(pile.sources))]


def _may_wait(report: FileReport) -> bool:
    return not report.taken and any(fault.kind in WAITING for fault in report.faults)


def _tell_where_it_may_lie(refused: list[FileReport]) -> None:
    """What a file misses may stand in another one that has faults of its own."""
    for report in refused:
        others = [it.name for it in refused if it is not report]
        if others and any(fault.kind in WAITING for fault in report.faults):
            names = "、".join(f"“{name}”" for name in others[:3])
            report.warnings.append(_MAY_LIE_THERE.format(names=names))


def _take_together(
    pile: _Pile, waiting: list[int], reports: dict[int, FileReport], errand: Errand
) -> bool:
    """Files that need each other; those that have other faults are left out one after another."""
    mere_waiters = [
        place for place in waiting if all(fault.kind in WAITING for fault in reports[place].faults)
    ]
    group = dict(zip(mere_waiters, pile.read(mere_waiters), strict=True))
    while len(group) > 1:
        found = dict(zip(group, take(list(group.values()), errand), strict=True))
        if all(report.taken for report in found.values()):
            reports.update(found)
            return True
        group = {place: it for place, it in group.items() if not found[place].faults}
    return False
