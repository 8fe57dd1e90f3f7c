"""Notices of the tests: told in one line."""

from datetime import datetime
from itertools import count

from tests.people import NOW, YANHU
from tingban.actions.notices import outbox
from tingban.data.notices.models import Notice
from tingban.rules.actors import Role
from tingban.rules.notices import Kind, Message, Recipient

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
