"""Notices: what is told, to whom, by which way, and when a way is given up (DESIGN 3.10)."""

from tingban.rules.notices.messages import KIND_LABELS, UNREAD_FOR, Kind, Message, without_persons
from tingban.rules.notices.recipients import Recipient, RecipientKind

__all__ = [
    "KIND_LABELS",
    "UNREAD_FOR",
    "Kind",
    "Message",
    "Recipient",
    "RecipientKind",
    "without_persons",
]
