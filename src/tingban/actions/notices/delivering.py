"""How a delivery goes on: taken up by a job, handed over, tried again, given up (ADR 0019).

Each step stands in a transaction of its own, and none is open while a server outside is spoken
to. A worker that dies between handing over and saying so leaves the delivery `sending`; the sweep
takes it up again under the same id.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.notices import outbox
from tingban.data.notices.models import Delivery, Notice
from tingban.gateways import queue
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import CITY_CODE, SYSTEM, Role
from tingban.rules.notices import (
    JOB_PATIENCE,
    KEEPERS,
    MOST_TRIES,
    SENDING_PATIENCE,
    TOO_OLD,
    UNDER_WAY,
    Channel,
    DeliveryState,
    Kind,
    Message,
    Recipient,
    RecipientKind,
    is_too_old,
    next_try,
)

_MOST_AT_ONCE: Final = 200
_DIED: Final = "发送时一再中断"
# Once a day, and only in the inbox.
_KEEPERS: Final = Recipient.office(CITY_CODE, *sorted(KEEPERS))
_TROUBLE: Final = Message(
    Kind.SYSTEM,
    "有通知没有送达",
    "今天有通知发不出去。请看原因，重新发送；急的请改用电话等方式告知。",
    "/desk/notices/stuck/",
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery in the hand of one job; `tries` tells it from the hand of another."""

    id: UUID
    channel: Channel
    tries: int
    key: str
    to: Recipient
    title: str
    text: str
    link: str


@transaction.atomic
def take(*, delivery_id: UUID, at: datetime) -> Parcel | None:
    """Take up a delivery; None where another job has, or there is nothing left to do."""
    row = _locked(delivery_id, DeliveryState.WAITING)
    if row is None:
        return None
    if is_too_old(row.asked_at, at=at):
        _give_up(row, TOO_OLD, at)
        return None
    row.state, row.tries = DeliveryState.SENDING.value, row.tries + 1
    row.next_at = at + SENDING_PATIENCE
    row.save(update_fields=["state", "tries", "next_at"])
    return _parcel(row)


@transaction.atomic
def delivered(*, parcel: Parcel, receipt: str, at: datetime) -> None:
    """It was handed over; true even where somebody has given it up meanwhile."""
    row = _locked(parcel.id, *DeliveryState)
    if row is not None and row.state != DeliveryState.DELIVERED:
        row.receipt = receipt
        _end(row, DeliveryState.DELIVERED, "", at)


@transaction.atomic
def failed(*, parcel: Parcel, words: str, is_final: bool, at: datetime) -> None:
    """It was not taken: tried again after a pause, or given up where that is vain."""
    row = _in_hand(parcel)
    if row is None:
        return
    then = None if is_final else next_try(row.tries, asked_at=row.asked_at, at=at)
    if then is None:
        _give_up(row, words, at)
        return
    row.state, row.note, row.next_at = DeliveryState.FAILED.value, words, then
    row.save(update_fields=["state", "note", "next_at"])


@transaction.atomic
def nowhere(*, parcel: Parcel, words: str, at: datetime) -> None:
    """There is no address on this way, and so nothing to try again."""
    row = _in_hand(parcel)
    if row is not None:
        _end(row, DeliveryState.NOWHERE, words, at)


@transaction.atomic
def take_up_due(*, at: datetime) -> int:
    """Queue what waits for its next try and what a dead job has left; how many."""
    due = Delivery.objects.filter(next_at__lte=at).order_by("next_at", "id")
    rows = list(due.select_for_update(skip_locked=True, no_key=True)[:_MOST_AT_ONCE])
    for row in rows:
        if row.tries >= MOST_TRIES:
            _give_up(row, row.note or _DIED, at)
            continue
        row.state, row.next_at = DeliveryState.WAITING.value, at + JOB_PATIENCE
        row.save(update_fields=["state", "next_at"])
        queue.defer("notices.deliver", delivery=str(row.pk))
    return len(rows)


def _locked(delivery_id: UUID, *states: DeliveryState) -> Delivery | None:
    rows = Delivery.objects.filter(pk=delivery_id, state__in=[it.value for it in states])
    return rows.select_for_update(of=("self",), no_key=True).select_related("notice").first()


def _in_hand(parcel: Parcel) -> Delivery | None:
    """The delivery, unless another job has taken it up since."""
    row = _locked(parcel.id, *UNDER_WAY)
    return row if row is not None and row.tries == parcel.tries else None


def _end(row: Delivery, state: DeliveryState, words: str, at: datetime) -> None:
    row.state, row.note, row.next_at, row.ended_at = state.value, words, None, at
    row.save(update_fields=["state", "note", "receipt", "next_at", "ended_at"])


def _give_up(row: Delivery, words: str, at: datetime) -> None:
    _end(row, DeliveryState.STUCK, words, at)
    told = {"channel": row.channel, "notice": row.notice_id, "tries": row.tries}
    log.record(
        actor=SYSTEM, at=at, act="notices.delivery_stuck", subject=f"delivery:{row.pk}",
        note=words, change=(None, told),
    )  # fmt: skip
    outbox.tell(
        key=f"notices.stuck:{at.astimezone(SHANGHAI):%Y-%m-%d}", subject="platform:notices",
        to=_KEEPERS, message=_TROUBLE, at=at,
    )  # fmt: skip


def _parcel(row: Delivery) -> Parcel:
    notice = row.notice
    return Parcel(
        id=row.pk,
        channel=Channel(row.channel),
        tries=row.tries,
        key=notice.key,
        to=_recipient(notice),
        title=notice.title,
        text=notice.text,
        link=notice.link,
    )


def _recipient(notice: Notice) -> Recipient:
    return Recipient(
        kind=RecipientKind(notice.recipient),
        user_id=notice.user_id,
        unit_code=notice.unit_code,
        area_code=notice.area_code,
        roles=tuple(Role(role) for role in notice.roles),
        case_number=notice.case_number,
    )
