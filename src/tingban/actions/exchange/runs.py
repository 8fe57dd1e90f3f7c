"""Uploads of the desk: kept, queued, worked off by a job, told afterwards (LOOK, long work).

A file is marked as taken within the transaction that takes it. So a run whose worker is killed is
taken up again where it stood: nothing is half taken, nothing twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import once
from tingban.actions.exchange.asked import asked_by, begin, end
from tingban.actions.exchange.imports import import_files
from tingban.actions.exchange.intake import Kept, Upload
from tingban.data.exchange.models import ImportRun, RunFile
from tingban.gateways import queue
from tingban.gateways.files import UPLOADS, Missing
from tingban.kit.workbook import NotAWorkbook
from tingban.reads.exchange import runs as reads
from tingban.reports.exchange import marked
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Conflict, NotAllowed, NotFound, Refused
from tingban.rules.exchange.faults import FaultKind
from tingban.rules.exchange.outcome import FileReport
from tingban.rules.exchange.runs import (
    KEEP_DAYS,
    KEPT_FAULTS,
    MOST_BYTES,
    MOST_FILES,
    FileState,
    RunState,
)

_ACT: Final = "exchange.import_asked"
_GIVEN_UP: Final = (
    "导入一再中断，已停止。已收下的文件不受影响，请检查其余文件后重新上传；"
    "如仍不行，请联系系统管理员。"
)
_POST_LOST: Final = "您提交之后岗位已变动，导入没有进行。"
_TRIES: Final = 3


@transaction.atomic
def start_run(
    *,
    uploads: Sequence[Upload],
    area: str | None,
    dry_run: bool,
    actor: Actor,
    at: datetime,
    form: str = "",
) -> int:
    """Keep the files and queue their import; the answer is the number of the run."""
    check_writes(actor, area or actor.area_code)
    owner = actor.user_id
    if owner is None:
        raise NotAllowed("导入任务须由登录的人员提交。", rule="DOMAIN 0.3")
    _check_uploads(uploads)

    def write() -> str:
        run = ImportRun.objects.create(
            owner_id=owner,
            owner_name=actor.name,
            role=actor.role.value,
            unit_code=actor.unit_code,
            ip=actor.ip,
            area_id=actor.area_code,
            told_area_id=area,
            is_dry_run=dry_run,
            asked_at=at,
        )
        after = {"files": _keep(run, uploads), "dry_run": dry_run}
        log.record(
            actor=actor,
            at=at,
            act=_ACT,
            subject=f"run:{run.pk}",
            change=(None, after | ({"form": form} if form else {})),
        )
        queue.defer("exchange.import", run=run.pk)
        return str(run.pk)

    return int(once(form, act=_ACT, actor=actor, at=at, write=write))


def _keep(run: ImportRun, uploads: Sequence[Upload]) -> list[list[str]]:
    """Names and digests of the files, which lie on their shelf from now on."""
    files = [
        RunFile(
            run=run,
            place=place,
            name=upload.name[:200],
            size=len(upload.data),
            digest=UPLOADS.keep(upload.data),
        )
        for place, upload in enumerate(uploads)
    ]
    RunFile.objects.bulk_create(files)
    return [[file.name, file.digest] for file in files]


def _check_uploads(uploads: Sequence[Upload]) -> None:
    if not uploads:
        raise Refused("请选择要导入的文件。", rule="INTERCHANGE 1")
    if len(uploads) > MOST_FILES:
        raise Refused(f"一次最多导入 {MOST_FILES} 份文件，请分几次上传。")
    if sum(len(it.data) for it in uploads) > MOST_BYTES:
        raise Refused(f"文件合计超过 {MOST_BYTES // 1024 // 1024} MB，请分几次上传。")


def work_off(*, run_id: int, at: datetime) -> None:
    """Import the files of a run that are not done with; called by the job, safe twice."""
    run = begin(ImportRun, run_id, at=at, given_up=_GIVEN_UP)
    if run is None:
        return
    try:
        actor = asked_by(run, at, lost=_POST_LOST)
        for attempt in range(1, _TRIES + 1):
            try:
                _import(run, actor, at)
                break
            except Conflict:
                if attempt == _TRIES:
                    raise
    except Refused as refusal:
        end(run, at, RunState.FAILED, refusal.sentence)
    except Missing:
        end(run, at, RunState.FAILED, "上传的文件已不在，请重新上传。")
    else:
        refused = run.files.exclude(state=FileState.TAKEN.value).exists()
        end(run, at, RunState.REFUSED if refused else RunState.DONE)


def _import(run: ImportRun, actor: Actor, at: datetime) -> None:
    waiting = list(run.files.filter(state=FileState.WAITING.value).order_by("place"))
    if not waiting:
        return
    sources = [_kept(it) for it in waiting]
    report = import_files(
        sources,
        actor=actor,
        at=at,
        area=run.told_area_id,
        dry_run=run.is_dry_run,
        seen=(lambda _: None) if run.is_dry_run else (lambda it: _note(run, it)),
    )
    if run.is_dry_run:
        for it in report.files:
            _note(run, it)


def _kept(file: RunFile) -> Kept:
    return Kept(file.name, lambda: UPLOADS.read(file.digest))


def _note(run: ImportRun, report: FileReport) -> None:
    """Keep what became of a file, in the transaction that took it."""
    same = run.files.filter(state=FileState.WAITING.value, digest=report.digest, name=report.name)
    file = same.order_by("place").first()
    if file is None:
        return
    told = report.as_json()
    faults = told.pop("faults")
    file.state = (FileState.TAKEN if report.taken else FileState.REFUSED).value
    file.report = told
    file.faults = list(faults)[:KEPT_FAULTS] if isinstance(faults, list) else []
    file.fault_count = len(report.faults)
    file.copy = "" if report.taken else _marked_copy(file, report)
    file.save()


def _marked_copy(file: RunFile, report: FileReport) -> str:
    """The digest of the marked copy; a file that is no workbook has none."""
    if any(fault.kind is FaultKind.FILE for fault in report.faults):
        return ""
    try:
        return UPLOADS.keep(marked.mark(UPLOADS.read(file.digest), report.faults))
    except NotAWorkbook:
        return ""


@transaction.atomic
def marked_copy(*, run_id: int, place: int, actor: Actor, at: datetime) -> tuple[str, bytes]:
    """Name and content of a marked copy; that somebody took it is logged, for what it may carry."""
    name, digest = reads.marked_copy(actor, run_id, place)
    try:
        data = UPLOADS.read(digest)
    except Missing as error:
        raise NotFound(reads.COPY_GONE) from error
    log.record(
        actor=actor,
        at=at,
        act="exchange.copy_taken",
        subject=f"run:{run_id}",
        note=name,
    )
    return name, data


def forget_uploads(*, at: datetime) -> int:
    """Drop uploads and marked copies of runs that ended a week ago; how many files went."""
    border = at - timedelta(days=KEEP_DAYS)
    old = RunFile.objects.filter(run__ended_at__lt=border).exclude(digest="", copy="")
    old.update(digest="", copy="")
    gone = 0
    # A file that was just kept waits here for its row.
    for digest in UPLOADS.older_than(24 * 3600):
        if not RunFile.objects.filter(digest=digest).exists() and not (
            RunFile.objects.filter(copy=digest).exists()
        ):
            UPLOADS.drop(digest)
            gone += 1
    return gone
