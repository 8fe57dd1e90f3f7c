"""The ways out of the house: which are tried, how often, how long, and who looks after them.

A delivery is tried at once; after a failure again and again with growing pauses, each time under
the same id. What is a day old is no news any more: it is given up, and people are told.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from tingban.rules.actors import ROLE_LABELS, Actor, Role
from tingban.rules.errors import NotAllowed
from tingban.rules.notices.messages import Kind
from tingban.rules.notices.recipients import RecipientKind


class Channel(StrEnum):
    """A way out of the house; the inbox is none, it is always there."""

    MAIL = "mail"
    SMS = "sms"
    WECHAT = "wechat"


CHANNEL_LABELS: Final[dict[Channel, str]] = {
    Channel.MAIL: "邮件",
    Channel.SMS: "短信",
    Channel.WECHAT: "微信",
}
# Offices have a mailbox (附件1); of a person the house knows no address.
_WAYS: Final[dict[RecipientKind, tuple[Channel, ...]]] = {
    RecipientKind.USER: (),
    RecipientKind.POST: (Channel.MAIL,),
    RecipientKind.UNIT: (Channel.MAIL,),
    RecipientKind.OFFICE: (Channel.MAIL,),
    RecipientKind.CASE: (Channel.SMS, Channel.WECHAT, Channel.MAIL),
}


def ways_out(to: RecipientKind, kind: Kind, *, on: Collection[str]) -> tuple[Channel, ...]:
    """The channels, of those switched on, by which such a notice leaves the house."""
    if kind is Kind.SYSTEM:
        return ()  # what the house says of itself stays in the house
    return tuple(way for way in _WAYS[to] if way in on)


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    SENDING = "sending"
    FAILED = "failed"
    DELIVERED = "delivered"
    STUCK = "stuck"
    NOWHERE = "nowhere"
    DROPPED = "dropped"


DELIVERY_LABELS: Final[dict[DeliveryState, str]] = {
    DeliveryState.WAITING: "待发",
    DeliveryState.SENDING: "正在发送",
    DeliveryState.FAILED: "失败，会再发",
    DeliveryState.DELIVERED: "已交付",
    DeliveryState.STUCK: "停滞",
    DeliveryState.NOWHERE: "没有地址",
    DeliveryState.DROPPED: "不再发送",
}
# The house still sees to it by itself.
UNDER_WAY: Final = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED)
# Somebody may send it again, or let it be.
UNDELIVERED: Final = (DeliveryState.STUCK, DeliveryState.FAILED, DeliveryState.NOWHERE)
# What is looked at first: where there is no address, there is nothing to mend here.
TROUBLED: Final = (DeliveryState.STUCK, DeliveryState.FAILED)

PAUSES: Final = tuple(timedelta(minutes=it) for it in (1, 2, 5, 15, 60, 180, 360))
MOST_TRIES: Final = len(PAUSES) + 1
LONGEST: Final = timedelta(hours=24)
# A job that has not begun by then has died with its worker; so has one that sends for so long.
JOB_PATIENCE: Final = timedelta(minutes=10)
SENDING_PATIENCE: Final = timedelta(minutes=3)
TOO_OLD: Final = "过了 24 小时还没有发出去，已不合时宜"


def next_try(tries: int, *, asked_at: datetime, at: datetime) -> datetime | None:
    """When it is tried again after so many tries; None where it is given up."""
    if tries >= MOST_TRIES:
        return None
    then = at + PAUSES[tries - 1]
    return None if is_too_old(asked_at, at=then) else then


def is_too_old(asked_at: datetime, *, at: datetime) -> bool:
    """Whether what should have gone out then is no news any more."""
    return at - asked_at > LONGEST


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where somebody is reached; told to nobody but the way out, so it never prints itself."""

    mobile: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)

    def on(self, channel: Channel) -> str:
        """The address for this way; empty where there is none."""
        return self.mail if channel is Channel.MAIL else self.mobile


KEEPERS: Final = frozenset({Role.M_OP, Role.M_LD, Role.SYS})


def check_keeps(actor: Actor) -> None:
    """Refuse whoever does not look after what leaves the house."""
    if actor.role not in KEEPERS:
        who = "、".join(ROLE_LABELS[role] for role in Role if role in KEEPERS)
        raise NotAllowed(f"没有送达的通知由{who}处理。", rule="DOMAIN 0.3")
