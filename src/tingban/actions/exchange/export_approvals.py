"""Many identities leave only with the word of a second person, a head (DOMAIN 9.2, 19)."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import lock
from tingban.actions.exchange.asked import end
from tingban.data.exchange.models import ExportRun
from tingban.gateways import queue
from tingban.rules.actors import CITY_WIDE, Actor, check_leads
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.exchange.runs import APPROVAL_DAYS, Approval, RunState

NOT_FOUND: Final = "没有找到这次导出，或者它不在您的辖区内。"
_UNANSWERED: Final = f"{APPROVAL_DAYS} 天没有负责人答复，已作罢。仍需要的，请重新提交。"


@transaction.atomic
def approve_export(*, export_id: int, actor: Actor, at: datetime) -> None:
    """Let the export go on; whoever asked fetches the file."""
    run = _asked(export_id, actor)
    run.approval, run.approver_name, run.approved_at = Approval.GRANTED.value, actor.name, at
    run.save(update_fields=["approval", "approver_name", "approved_at"])
    _note(run, "exchange.export_approved", run.reason, actor, at)
    queue.defer("exchange.export", run=run.pk)


@transaction.atomic
def refuse_export(*, export_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """The identities stay where they are, and whoever asked is told why."""
    run = _asked(export_id, actor)
    if not reason.strip():
        raise Refused("请写明不同意的原因。", rule="DOMAIN 9.2")
    run.approval, run.approver_name, run.approved_at = Approval.REFUSED.value, actor.name, at
    run.save(update_fields=["approval", "approver_name", "approved_at"])
    _note(run, "exchange.export_refused", reason.strip(), actor, at)
    end(run, at, RunState.FAILED, f"{actor.name}不同意导出：{reason.strip()}")


def _asked(export_id: int, actor: Actor) -> ExportRun:
    """The export that waits for a word, locked; nobody gives it to himself."""
    run = lock(ExportRun.objects.visible_to(actor), NOT_FOUND, pk=export_id)
    check_leads(actor, "批准导出联系方式")
    if run.owner_id == actor.user_id:
        raise NotAllowed("自己提交的导出，须由另一位负责人批准。", rule="DOMAIN 9.2")
    if run.role in CITY_WIDE and not actor.sees_whole_city:
        raise NotAllowed("市级人员提交的导出，须由市级负责人批准。", rule="DOMAIN 9.2")
    if run.approval != Approval.ASKED or run.state != RunState.WAITING:
        raise NotNow("这次导出已经有人处理过了，请刷新后查看。", rule="DOMAIN 9.2")
    return run


def end_unanswered(*, at: datetime) -> int:
    """End the exports on which no head has given a word for days; how many."""
    waiting = ExportRun.objects.filter(
        approval=Approval.ASKED.value,
        state=RunState.WAITING.value,
        asked_at__lt=at - timedelta(days=APPROVAL_DAYS),
    )
    return waiting.update(state=RunState.FAILED.value, note=_UNANSWERED, ended_at=at)


def _note(run: ExportRun, act: str, note: str, actor: Actor, at: datetime) -> None:
    change = (None, {"contacts": run.contacts, "area": run.area_id, "asked_by": run.owner_name})
    log.record(actor=actor, at=at, act=act, subject=f"exportrun:{run.pk}", note=note, change=change)
