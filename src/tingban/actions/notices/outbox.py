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
from django.db import IntegrityError, transaction

from tingban.data.audit.models import Entry
from tingban.data.notices.models import Delivery, Notice
from tingban.gateways import queue
from tingban.rules.notices import JOB_PATIENCE, Message, Recipient, ways_out, without_persons

_KEY: Final = "notices_notice_key"


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
    if Notice.objects.filter(key=key).exists():
        return False
    try:
        # Whoever tells the same meanwhile is waited for, and was the one who told it.
        with transaction.atomic():
            _write(_notice(key, subject, to, message, at, act), to, message)
    except IntegrityError as error:
        if _KEY not in str(error):
            raise
        return False
    return True


def _write(notice: Notice, to: Recipient, message: Message) -> None:
    """The notice, and one job for each way out of the house."""
    notice.save(force_insert=True)
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
