"""What people do with a notice that did not get out: send it again, or let it be, with a reason."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import lock
from tingban.data.notices.models import Delivery
from tingban.gateways import queue
from tingban.rules.actors import Actor
from tingban.rules.errors import NotNow, Refused
from tingban.rules.notices import (
    DELIVERY_LABELS,
    JOB_PATIENCE,
    UNDELIVERED,
    DeliveryState,
    check_keeps,
    without_persons,
)

NOT_FOUND: Final = "没有找到这次投递。"
_MOST_AT_ONCE: Final = 200


@transaction.atomic
def resend(*, delivery_id: UUID, actor: Actor, at: datetime) -> None:
    """Send it again from the start, under the same id."""
    _again(_undelivered(delivery_id, actor), actor, at)


@transaction.atomic
def resend_stuck(*, actor: Actor, at: datetime) -> int:
    """Send again what is stuck, the newest first; how many. For the day the server is mended."""
    check_keeps(actor)
    stuck = Delivery.objects.visible_to(actor).filter(state=DeliveryState.STUCK.value)
    newest = stuck.order_by("-asked_at", "id")
    rows = list(newest.select_for_update(skip_locked=True, no_key=True)[:_MOST_AT_ONCE])
    for row in rows:
        _again(row, actor, at)
    return len(rows)


@transaction.atomic
def drop(*, delivery_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Try it no more; the reason is written."""
    row = _undelivered(delivery_id, actor)
    told = without_persons(reason.strip())
    if not told:
        raise Refused("请写明不再发送的原因，例如“已电话告知”。", rule="DESIGN 3.10")
    before = {"state": DELIVERY_LABELS[DeliveryState(row.state)]}
    row.state, row.note, row.next_at, row.ended_at = DeliveryState.DROPPED.value, told, None, at
    row.save(update_fields=["state", "note", "next_at", "ended_at"])
    _record("notices.delivery_dropped", row, actor, at, note=told, before=before)


def _undelivered(delivery_id: UUID, actor: Actor) -> Delivery:
    check_keeps(actor)
    row = lock(Delivery.objects.visible_to(actor), NOT_FOUND, pk=delivery_id)
    if row.state not in UNDELIVERED:
        label = DELIVERY_LABELS[DeliveryState(row.state)]
        raise NotNow(f"这次投递现在是“{label}”，不用处理。", rule="DESIGN 3.10")
    return row


def _again(row: Delivery, actor: Actor, at: datetime) -> None:
    before = {"state": DELIVERY_LABELS[DeliveryState(row.state)]}
    row.state, row.note, row.tries = DeliveryState.WAITING.value, "", 0
    row.asked_at, row.next_at, row.ended_at = at, at + JOB_PATIENCE, None
    row.save(update_fields=["state", "note", "tries", "asked_at", "next_at", "ended_at"])
    _record("notices.delivery_resent", row, actor, at, before=before)
    queue.defer("notices.deliver", delivery=str(row.pk))


def _record(
    act: str, row: Delivery, actor: Actor, at: datetime, *, before: dict[str, str], note: str = ""
) -> None:
    after = {
        "state": DELIVERY_LABELS[DeliveryState(row.state)], "channel": row.channel,
        "notice": row.notice_id,
    }  # fmt: skip
    log.record(
        actor=actor, at=at, act=act, subject=f"delivery:{row.pk}", note=note, change=(before, after)
    )
