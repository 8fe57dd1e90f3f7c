"""Notices: what is told, to whom, by which way, and when a way is given up (DESIGN 3.10)."""

from tingban.rules.notices.deliveries import (
    CHANNEL_LABELS,
    DELIVERY_LABELS,
    JOB_PATIENCE,
    KEEPERS,
    MOST_TRIES,
    SENDING_PATIENCE,
    TOO_OLD,
    UNDELIVERED,
    UNDER_WAY,
    Addresses,
    Channel,
    DeliveryState,
    check_keeps,
    is_too_old,
    next_try,
    ways_out,
)
from tingban.rules.notices.messages import KIND_LABELS, UNREAD_FOR, Kind, Message, without_persons
from tingban.rules.notices.recipients import Recipient, RecipientKind

__all__ = [
    "CHANNEL_LABELS",
    "DELIVERY_LABELS",
    "JOB_PATIENCE",
    "KEEPERS",
    "KIND_LABELS",
    "MOST_TRIES",
    "SENDING_PATIENCE",
    "TOO_OLD",
    "UNDELIVERED",
    "UNDER_WAY",
    "UNREAD_FOR",
    "Addresses",
    "Channel",
    "DeliveryState",
    "Kind",
    "Message",
    "Recipient",
    "RecipientKind",
    "check_keeps",
    "is_too_old",
    "next_try",
    "ways_out",
    "without_persons",
]
