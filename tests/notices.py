"""Notices of the tests: told in one line."""

from datetime import datetime
from itertools import count

from tests.people import NOW, YANHU
from tingban.actions.notices import outbox
from tingban.data.notices.models import Delivery, Notice
from tingban.rules.actors import Role
from tingban.rules.notices import (
    UNDER_WAY,
    Channel,
    DeliveryState,
    Kind,
    Message,
    Recipient,
)

_KEYS = count(1)
DESK = Recipient.office(YANHU, Role.C_OP, Role.C_LD)
MESSAGE = Message(
    Kind.REMINDER, "整改还剩 3 天", "锦绣花园的整改 6月21日 到期，请督促企业。",
    link="/desk/problems/WT-140802-2024-000001/",
)  # fmt: skip


def told(
    to: Recipient = DESK, message: Message = MESSAGE, at: datetime = NOW, key: str = ""
) -> Notice:
    """A notice that was told just now."""
    key = key or f"test:{next(_KEYS)}"
    subject = "problem:WT-140802-2024-000001"
    assert outbox.tell(key=key, subject=subject, to=to, message=message, at=at)
    return Notice.objects.get(key=key)


def message(title: str, kind: Kind = Kind.REMINDER, text: str = "请及时办理。") -> Message:
    """A notice with this title."""
    return Message(kind, title, text)


def delivery(
    state: DeliveryState = DeliveryState.STUCK, notice: Notice | None = None, **changes: object
) -> Delivery:
    """A delivery in this state; given up after one try unless told otherwise."""
    is_under_way = state in UNDER_WAY
    fields = {
        "notice": notice or told(), "channel": Channel.MAIL.value, "state": state.value,
        "asked_at": NOW, "tries": 1, "note": "邮件服务器拒收（应答 550）",
        "next_at": NOW if is_under_way else None, "ended_at": None if is_under_way else NOW,
    }  # fmt: skip
    return Delivery.objects.create(**(fields | changes))
