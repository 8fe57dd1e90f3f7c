"""What leaves the house and what does not, for those who look after it.

The system administrator mends the way out and holds no business facts (DOMAIN 9.2): he sees what
kind of notice it is, not what it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from tingban.data.accounts.models import Unit
from tingban.data.notices.models import Delivery, DeliveryQuerySet, Notice
from tingban.kit.windows import Found, Window
from tingban.rules.actors import ROLE_LABELS, Actor, Role
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.notices import (
    CHANNEL_LABELS,
    DELIVERY_LABELS,
    KIND_LABELS,
    TROUBLED,
    UNDELIVERED,
    Channel,
    DeliveryState,
    Kind,
    RecipientKind,
)

_TONES: Final[Mapping[DeliveryState, str]] = {
    DeliveryState.WAITING: "still",
    DeliveryState.SENDING: "accent",
    DeliveryState.FAILED: "soon",
    DeliveryState.DELIVERED: "good",
    DeliveryState.STUCK: "late",
    DeliveryState.NOWHERE: "plain",
    DeliveryState.DROPPED: "plain",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deliveries; without a state those in trouble."""

    state: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One notice on one way; `is_open` where somebody may send it again or let it be."""

    id: UUID
    way: str
    to_whom: str
    title: str
    label: str
    tone: str
    note: str
    receipt: str
    asked_at: datetime
    next_at: datetime | None
    tries: int
    is_open: bool


def outgoing(actor: Actor, asked: Asked, window: Window) -> Found[DeliveryLine]:
    """One page, what waits longest last."""
    rows = _asked(Delivery.objects.visible_to(actor), asked)
    page = rows.select_related("notice").order_by("-asked_at", "id")
    found = list(page[window.offset : window.until])
    units = Unit.objects.in_bulk({row.notice.unit_code for row in found} - {""})
    names = {code: unit.name for code, unit in units.items()}
    return Found([_line(row, actor, names) for row in found], rows.order_by().count())


def count_stuck(actor: Actor) -> int:
    """How many the house has given up and nobody has seen to."""
    return Delivery.objects.visible_to(actor).filter(state=DeliveryState.STUCK.value).count()


def delivery(actor: Actor, delivery_id: UUID) -> DeliveryLine:
    """One of them, or `NotFound`."""
    rows = Delivery.objects.visible_to(actor).select_related("notice")
    row = rows.filter(pk=delivery_id).first()
    if row is None:
        raise NotFound("没有找到这次投递。")
    unit = Unit.objects.filter(code=row.notice.unit_code).first()
    return _line(row, actor, {unit.code: unit.name} if unit else {})


def _asked(rows: DeliveryQuerySet, asked: Asked) -> DeliveryQuerySet:
    states = [asked.state] if asked.state else [it.value for it in TROUBLED]
    rows = rows.filter(state__in=states)
    return rows.filter(channel=asked.channel) if asked.channel else rows


def _line(row: Delivery, actor: Actor, units: Mapping[str, str]) -> DeliveryLine:
    state, notice = DeliveryState(row.state), row.notice
    return DeliveryLine(
        id=row.pk,
        way=CHANNEL_LABELS[Channel(row.channel)],
        to_whom=_to_whom(notice, units, names_case=actor.sees_facts),
        title=notice.title if actor.sees_facts else KIND_LABELS[Kind(notice.kind)],
        label=DELIVERY_LABELS[state],
        tone=_TONES[state],
        note=row.note,
        receipt=row.receipt,
        asked_at=row.asked_at,
        next_at=row.next_at if state is DeliveryState.FAILED else None,
        tries=row.tries,
        is_open=state in UNDELIVERED,
    )


def _to_whom(notice: Notice, units: Mapping[str, str], *, names_case: bool) -> str:
    if notice.recipient == RecipientKind.CASE:
        return f"投诉举报人（{notice.case_number}）" if names_case else "投诉举报人"
    roles = "、".join(ROLE_LABELS[Role(role)] for role in notice.roles)
    area = AREA_BY_CODE.get(notice.area_code)
    where = area.name if area else units.get(notice.unit_code, notice.unit_code)
    return " ".join(part for part in (where, roles) if part)
