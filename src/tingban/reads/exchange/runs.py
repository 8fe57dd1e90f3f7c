"""Uploads and what became of them, as their owners' area sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from tingban.data.exchange.models import ImportFile, ImportRun, RunFile
from tingban.kit.windows import Found, Window
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.exchange.runs import FILE_LABELS, RUN_LABELS, UNFINISHED, FileState, RunState

_NOT_FOUND = "没有找到这次导入，或者它不是您单位的。"
COPY_GONE = "这份标错副本已不在（副本保留 7 天），请把原文件再上传一次。"
_TONES: Mapping[RunState, str] = {
    RunState.WAITING: "still",
    RunState.WORKING: "accent",
    RunState.DONE: "good",
    RunState.REFUSED: "late",
    RunState.FAILED: "late",
}
_FILE_TONES: Mapping[FileState, str] = {
    FileState.WAITING: "still",
    FileState.TAKEN: "good",
    FileState.REFUSED: "late",
}


@dataclass(frozen=True, slots=True)
class FileOfRun:
    """One file of an upload."""

    place: int
    name: str
    size: int
    label: str
    tone: str
    is_taken: bool
    unit_name: str
    sheets: Sequence[Mapping[str, Any]]
    warnings: Sequence[str]
    proposals: int
    faults: Sequence[Mapping[str, Any]]
    fault_count: int
    has_copy: bool
    changes: int
    rows: int
    # The file among those taken; None where it changed nothing or was only checked.
    import_id: int | None

    @property
    def hidden_faults(self) -> int:
        """Faults that the page does not show."""
        return self.fault_count - len(self.faults)


@dataclass(frozen=True, slots=True)
class Run:
    """One upload."""

    id: int
    owner_name: str
    asked_at: datetime
    ended_at: datetime | None
    label: str
    tone: str
    note: str
    is_dry_run: bool
    is_unfinished: bool
    total: int
    done: int
    refused: int
    files: Sequence[FileOfRun] = ()


def latest_runs(actor: Actor, *, limit: int) -> list[Run]:
    """The last uploads of the actor's area, without their files."""
    rows = list(ImportRun.objects.visible_to(actor).order_by("-id")[:limit])
    counted = (
        RunFile.objects.filter(run__in=rows)
        .values_list("run")
        .annotate(
            total=Count("id"),
            done=Count("id", filter=~Q(state=FileState.WAITING.value)),
            refused=Count("id", filter=Q(state=FileState.REFUSED.value)),
        )
        .order_by("run")
    )
    counts = {run: (total, done, refused) for run, total, done, refused in counted}
    return [_run(row, counts.get(row.pk, (0, 0, 0))) for row in rows]


def run(actor: Actor, run_id: int) -> Run:
    """One upload with its files, or `NotFound`."""
    row = ImportRun.objects.visible_to(actor).filter(pk=run_id).first()
    if row is None:
        raise NotFound(_NOT_FOUND)
    files = list(row.files.order_by("place"))
    acts = [it.report.get("act") for it in files]
    imports = dict(ImportFile.objects.filter(act__in=filter(None, acts)).values_list("act", "id"))
    states = [it.state for it in files]
    counts = (
        len(files),
        len(files) - states.count(FileState.WAITING.value),
        states.count(FileState.REFUSED.value),
    )
    return _run(row, counts, [_file(it, imports) for it in files])


def _run(row: ImportRun, counts: tuple[int, int, int], files: Sequence[FileOfRun] = ()) -> Run:
    state = RunState(row.state)
    label = RUN_LABELS[state]
    if row.is_dry_run:
        label = {RunState.WORKING: "正在检查", RunState.DONE: "检查通过"}.get(state, label)
    total, done, refused = counts
    return Run(
        id=row.pk,
        owner_name=row.owner_name,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        label=label,
        tone=_TONES[state],
        note=row.note,
        is_dry_run=row.is_dry_run,
        is_unfinished=state in UNFINISHED,
        total=total,
        done=done,
        refused=refused,
        files=files,
    )


def _file(row: RunFile, imports: Mapping[int, int]) -> FileOfRun:
    state = FileState(row.state)
    sheets = row.report.get("sheets", [])
    unit = AREA_BY_CODE.get(row.report.get("unit", ""))
    return FileOfRun(
        place=row.place,
        name=row.name,
        size=row.size,
        label=FILE_LABELS[state],
        tone=_FILE_TONES[state],
        is_taken=state is FileState.TAKEN,
        unit_name=unit.name if unit else "",
        sheets=sheets,
        warnings=row.report.get("warnings", []),
        proposals=row.report.get("proposals", 0),
        faults=row.faults,
        fault_count=row.fault_count,
        has_copy=bool(row.copy),
        changes=sum(sheet["new"] + sheet["changed"] for sheet in sheets),
        rows=sum(sheet["rows"] for sheet in sheets),
        import_id=imports.get(row.report.get("act") or 0),
    )


def marked_copy(actor: Actor, run_id: int, place: int) -> tuple[str, str]:
    """Name and digest of the marked copy of a refused file, or `NotFound`."""
    rows = RunFile.objects.filter(run__in=ImportRun.objects.visible_to(actor))
    row = rows.filter(run_id=run_id, place=place).exclude(copy="").first()
    if row is None:
        raise NotFound(COPY_GONE)
    stem = row.name.rpartition(".")[0] or row.name
    return f"{stem}（已标错）.xlsx", row.copy


@dataclass(frozen=True, slots=True)
class PastImport:
    """A file that was taken and changed something."""

    id: int
    name: str
    imported_at: datetime
    who: str
    unit_name: str
    new: int
    changed: int


_ORDERS: dict[str, tuple[str, ...]] = {
    "imported_at": ("imported_at", "id"),
    "name": ("name", "id"),
}


def past_imports(actor: Actor, window: Window, *, name: str = "") -> Found[PastImport]:
    """Files taken for the actor's area, also those of the command line."""
    rows = ImportFile.objects.visible_to(actor)
    if name:
        rows = rows.filter(name__icontains=name)
    order = window.order(_ORDERS, "-imported_at")
    shown = rows.select_related("act").order_by(*order)[window.offset : window.until]
    return Found([_past(row) for row in shown], rows.count())


def _past(row: ImportFile) -> PastImport:
    unit = AREA_BY_CODE.get(row.unit_id or "")
    return PastImport(
        id=row.pk,
        name=row.name,
        imported_at=row.imported_at,
        who=row.act.actor_name,
        unit_name=unit.name if unit else "",
        new=sum(sheet["new"] for sheet in row.sheets),
        changed=sum(sheet["changed"] for sheet in row.sheets),
    )
