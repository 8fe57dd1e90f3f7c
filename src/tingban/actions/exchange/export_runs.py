"""Exports of the desk: asked, written by a job, fetched by whoever asked, then forgotten.

The file lies sealed on its shelf (it may carry identities in clear), for some days only.
"""

from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Final

from django.db import transaction
from django.db.models import Sum

from tingban.actions.audit import log
from tingban.actions.audit.locking import once
from tingban.actions.exchange.asked import asked_by, begin, end
from tingban.actions.exchange.exports import check_export, export_workbook, own_area
from tingban.data.exchange.models import ExportRun
from tingban.gateways import aside, queue
from tingban.gateways.files import EXPORTS, Missing
from tingban.reads.exchange import export_runs as reads
from tingban.reads.exchange.extent import Extent
from tingban.reads.exchange.ledger import contact_rows
from tingban.rules.actors import Actor
from tingban.rules.errors import NotAllowed, NotFound, Refused
from tingban.rules.exchange.runs import (
    ALONE_DAYS,
    CONTACTS_ALONE,
    EXPORT_DAYS,
    UNFINISHED,
    Approval,
    RunState,
)

_ACT: Final = "exchange.export_asked"
_GIVEN_UP: Final = "导出一再中断，已停止。请重新导出；如仍不行，请联系系统管理员。"
_POST_LOST: Final = "您提交之后岗位已变动，导出没有进行。"
_NOT_YET: Final = (Approval.ASKED.value, Approval.REFUSED.value)
_SO_FAR: Final = "UPDATE exchange_exportrun SET done = %s WHERE id = %s"


@transaction.atomic
def start_export(
    *, area: str | None, reason: str, actor: Actor, at: datetime, form: str = ""
) -> int:
    """Queue an export; the answer is its number, that of the same one if it is under way."""
    reason = reason.strip()
    check_export(actor, area, reason)
    if actor.user_id is None:
        raise NotAllowed("导出任务须由登录的人员提交。", rule="DOMAIN 0.3")
    asked = {
        "owner_id": actor.user_id,
        "role": actor.role.value,
        "unit_code": actor.unit_code,
        "told_area_id": area,
        "reason": reason,
    }
    same = ExportRun.objects.filter(state__in=[it.value for it in UNFINISHED], **asked).first()
    if same is not None:
        return same.pk

    contacts = contact_rows(Extent(actor, area)) if reason else 0
    is_free = contacts == 0 or contacts + _taken_alone(actor, at) <= CONTACTS_ALONE

    def write() -> str:
        run = ExportRun.objects.create(
            **asked,
            contacts=contacts,
            approval="" if is_free else Approval.ASKED.value,
            owner_name=actor.name,
            ip=actor.ip,
            area_id=area or own_area(actor),
            asked_at=at,
        )
        _record(run, actor, at, {"area": run.area_id} | ({"form": form} if form else {}))
        if is_free:
            queue.defer("exchange.export", run=run.pk)
        return str(run.pk)

    return int(once(form, act=_ACT, actor=actor, at=at, write=write))


def _taken_alone(actor: Actor, at: datetime) -> int:
    """Identities that left with the same person in the last days, on nobody's word.

    Thirteen small exports are a great one.
    """
    earlier = ExportRun.objects.filter(
        owner_id=actor.user_id, approval="", asked_at__gt=at - timedelta(days=ALONE_DAYS)
    ).exclude(state=RunState.FAILED.value)
    taken: int = earlier.aggregate(taken=Sum("contacts", default=0))["taken"]
    return taken


def _record(run: ExportRun, actor: Actor, at: datetime, told: dict[str, str]) -> None:
    log.record(
        actor=actor,
        at=at,
        act=_ACT,
        subject=f"exportrun:{run.pk}",
        note=run.reason,
        change=(None, told),
    )


def work_off(*, run_id: int, at: datetime) -> None:
    """Write the workbook of an export; called by the job, safe twice."""
    if ExportRun.objects.filter(pk=run_id, approval__in=_NOT_YET).exists():
        return
    run = begin(ExportRun, run_id, at=at, given_up=_GIVEN_UP)
    if run is None:
        return
    try:
        _export(run, asked_by(run, at, lost=_POST_LOST), at)
    except Refused as refusal:
        end(run, at, RunState.FAILED, refusal.sentence)
    else:
        end(run, at, RunState.DONE)


def _check_still_few(run: ExportRun, actor: Actor) -> None:
    """Between the asking and the writing the ledger may have grown."""
    if not run.reason or run.approval:
        return
    contacts = contact_rows(Extent(actor, run.told_area_id))
    if contacts > max(run.contacts, CONTACTS_ALONE):
        raise Refused(
            f"提交之后联系方式已增加到 {contacts} 条，须由负责人批准，请重新提交导出。",
            rule="DOMAIN 9.2",
        )


def _export(run: ExportRun, actor: Actor, at: datetime) -> None:
    _check_still_few(run, actor)
    target = BytesIO()
    rows = export_workbook(
        target=target,
        actor=actor,
        at=at,
        area=run.told_area_id,
        reason=run.reason,
        seen=partial(_tell, run.pk),
    )
    data = target.getvalue()
    run.digest, run.size = EXPORTS.keep(data), len(data)
    run.rows, run.done = rows, len(rows)
    run.save(update_fields=["digest", "size", "rows", "done"])


def _tell(run_id: int, done: int) -> None:
    """The export looks at one moment, so what it has done is told beside its transaction."""
    aside.say(_SO_FAR, done, run_id)


@transaction.atomic
def take_export(*, export_id: int, actor: Actor, at: datetime) -> tuple[str, bytes]:
    """Name and content of an exported workbook, for whoever asked; that it was taken is logged."""
    name, digest = reads.exported_file(actor, export_id)
    try:
        data = EXPORTS.read(digest)
    except Missing as error:
        raise NotFound(reads.FILE_GONE) from error
    log.record(
        actor=actor, at=at, act="exchange.export_taken", subject=f"exportrun:{export_id}", note=name
    )
    return name, data


def forget_exports(*, at: datetime) -> int:
    """Drop workbooks that were written some days ago; how many files went."""
    border = at - timedelta(days=EXPORT_DAYS)
    ExportRun.objects.filter(ended_at__lt=border).exclude(digest="").update(digest="")
    gone = 0
    # A file that was just kept waits here for its row.
    for digest in EXPORTS.older_than(24 * 3600):
        if not ExportRun.objects.filter(digest=digest).exists():
            EXPORTS.drop(digest)
            gone += 1
    return gone
