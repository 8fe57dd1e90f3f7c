"""Telling people: one notice a key, in the transaction of the act that has something to tell.

    outbox.tell(
        key=f"case.accepted:{number}",
        subject=f"case:{number}",
        to=Recipient.case(number),
        message=Message(Kind.RECEIPT, "您反映的问题已受理", "……", link="/progress/"),
        at=at,
        act=entry,
    )

It stands in the inbox at once; for each way out of the house that is switched on and fits the
recipient one job is queued. A timer tells the same again each minute and is heard once; an act
that is rolled back has told nothing.
"""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from tingban.data.audit.models import Entry
from tingban.data.notices.models import Delivery, Notice
from tingban.gateways import queue
from tingban.rules.notices import JOB_PATIENCE, Message, Recipient, ways_out, without_persons

# Every step of every case tells somebody, so it is one statement. Who tells the same meanwhile is
# waited for, and was the one who told it; a timer that repeats itself uses up no number.
_COLUMNS: Final = {
    "key": "text", "kind": "text", "subject": "text", "title": "text", "text": "text",
    "link": "text", "at": "timestamptz", "recipient": "text", "user_id": "bigint",
    "unit_code": "text", "area_code": "text", "roles": "text[]", "case_number": "text",
    "act_id": "bigint",
}  # fmt: skip
_TELL: Final = f"""
INSERT INTO notices_notice ({", ".join(_COLUMNS)})
SELECT {", ".join(f"%({name})s::{kind}" for name, kind in _COLUMNS.items())}
WHERE NOT EXISTS (SELECT FROM notices_notice WHERE key = %(key)s)
ON CONFLICT (key) DO NOTHING RETURNING id
"""  # noqa: S608  # all names are ours


@transaction.atomic(savepoint=False)
def tell(
    *,
    key: str,
    subject: str,
    to: Recipient,
    message: Message,
    at: datetime,
    act: Entry | None = None,
) -> bool:
    """Write the notice; False where this key was told before, by whomever, at whatever moment.

    `key` names the occasion ("case.due:TS-140802-2024-000001:3"), `subject` the thing it is about
    (as in the event log), `act` the entry of the act that tells it, None for a timer.
    """
    notice = _notice(key, subject, to, message, at, act)
    with connection.cursor() as cursor:
        cursor.execute(_TELL, {name: getattr(notice, name) for name in _COLUMNS})
        told = cursor.fetchone()
    if told is None:
        return False
    (notice.pk,) = told
    _hand_out(notice, to, message)
    return True


def _hand_out(notice: Notice, to: Recipient, message: Message) -> None:
    """One job for each way out of the house."""
    for way in ways_out(to.kind, message.kind, on=settings.NOTICE_CHANNELS):
        row = Delivery.objects.create(
            notice=notice, channel=way.value, asked_at=notice.at, next_at=notice.at + JOB_PATIENCE
        )
        queue.defer("notices.deliver", delivery=str(row.pk))


def _notice(
    key: str, subject: str, to: Recipient, message: Message, at: datetime, act: Entry | None
) -> Notice:
    return Notice(
        key=key,
        kind=message.kind.value,
        subject=subject,
        title=without_persons(message.title),
        text=without_persons(message.text),
        link=message.link,
        at=at,
        recipient=to.kind.value,
        user_id=to.user_id,
        unit_code=to.unit_code,
        area_code=to.area_code,
        roles=[role.value for role in to.roles],
        case_number=to.case_number,
        act=act,
    )
