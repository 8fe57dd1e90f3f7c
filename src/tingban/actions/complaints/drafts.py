"""A report on its way through the pages of the portal, until it is sent (T-C01, ADR 0021).

The row is sealed with a key that follows from a secret in the author's cookie; whoever has the
database alone reads neither what was typed nor whose it is.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from tingban.actions.complaints import arriving
from tingban.actions.complaints.receiving import ReceivedStatement
from tingban.data.complaints.models import ReportDraft
from tingban.gateways import queue
from tingban.kit.crypto import Keyring, Unreadable, keyring_of
from tingban.rules.actors import Actor
from tingban.rules.complaints import Contact
from tingban.rules.complaints.drafts import LIFE, Draft
from tingban.rules.errors import NotFound

_PURPOSE: Final = "tingban report draft"
_KEY: Final = "cookie"
_SECRET_BYTES: Final = 24
_GONE: Final = "这次填写已经超过一天，内容没有保存。请从头再填一次，或者打电话反映。"


def open_draft(*, at: datetime) -> str:
    """Begin a report; the secret that opens it again."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    keys = _keys(secret)
    mark = _mark(keys)
    ReportDraft.objects.create(mark=mark, box=_sealed(keys, Draft(at), mark), kept_at=at)
    return secret


def find_draft(secret: str, *, at: datetime) -> Draft | None:
    """The draft that this secret opens; None where there is none any more."""
    keys = _keys(secret)
    return _read(keys, at, _FIND)


@transaction.atomic
def change_draft(*, secret: str, change: Callable[[Draft], Draft], at: datetime) -> Draft:
    """The draft as this changes it, nobody else changing it meanwhile."""
    keys = _keys(secret)
    return _keep(keys, change(_locked(keys, at)), at)


@transaction.atomic
def send_draft(
    *, secret: str, statement: ReceivedStatement, contact: Contact, actor: Actor, at: datetime
) -> Draft:
    """Have it written down (T-C01), once: whoever sends again finds the receipt of the first."""
    keys = _keys(secret)
    draft = _locked(keys, at)
    if draft.is_sent:
        return draft
    receipt = arriving.write_down(
        statement=statement, contact=contact, files=draft.files, actor=actor, at=at
    )
    return _keep(keys, draft.sent(receipt.number, receipt.query_code), at)


@transaction.atomic
def take_code(*, secret: str, at: datetime) -> None:
    """The 查询码 has been shown: keep it no longer, and have the report taken in."""
    draft = change_draft(secret=secret, change=lambda draft: replace(draft, code=""), at=at)
    queue.defer("portal.take_in", number=draft.number)


def drop_draft(secret: str) -> None:
    """Its author wants to begin anew."""
    ReportDraft.objects.filter(mark=_mark(_keys(secret))).delete()


def forget_drafts(*, at: datetime) -> int:
    """Drop what nobody has touched for a day; how many went."""
    return ReportDraft.objects.filter(kept_at__lte=at - LIFE).delete()[0]


def _keys(secret: str) -> Keyring:
    return keyring_of(secret, salt=settings.SECRET_KEY, purpose=_PURPOSE, name=_KEY)


def _mark(keys: Keyring) -> str:
    return keys.blind_index(_PURPOSE)


def _locked(keys: Keyring, at: datetime) -> Draft:
    draft = _read(keys, at, _LOCK)
    if draft is None:
        raise NotFound(_GONE)
    return draft


# Every page of a report reads its draft and many send at once, so these are plain statements.
_FIND: Final = "SELECT box FROM complaints_reportdraft WHERE mark = %s AND kept_at > %s"
_LOCK: Final = f"{_FIND} FOR UPDATE"
_KEEP: Final = "UPDATE complaints_reportdraft SET box = %s, kept_at = %s WHERE mark = %s"


def _read(keys: Keyring, at: datetime, statement: str) -> Draft | None:
    mark = _mark(keys)
    with connection.cursor() as cursor:
        cursor.execute(statement, [mark, at - LIFE])
        row = cursor.fetchone()
    try:
        return _opened(keys, bytes(row[0]), mark) if row else None
    except Unreadable:
        # The installation got another secret meanwhile.
        return None


def _keep(keys: Keyring, draft: Draft, at: datetime) -> Draft:
    mark = _mark(keys)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [_sealed(keys, draft, mark), at, mark])
    return draft


def _sealed(keys: Keyring, draft: Draft, mark: str) -> bytes:
    return keys.seal(draft.to_json(), context=mark)


def _opened(keys: Keyring, box: bytes, mark: str) -> Draft:
    return Draft.from_json(keys.open(box, key_id=_KEY, context=mark))
