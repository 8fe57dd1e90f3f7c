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
from django.db import transaction

from tingban.actions.complaints import arriving
from tingban.actions.complaints.receiving import ReceivedStatement
from tingban.data.complaints.models import ReportDraft
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
    ReportDraft.objects.create(mark=_mark(keys), box=_seal(keys, Draft(at)), kept_at=at)
    return secret


def find_draft(secret: str, *, at: datetime) -> Draft | None:
    """The draft that this secret opens; None where there is none any more."""
    keys = _keys(secret)
    row = ReportDraft.objects.filter(mark=_mark(keys), kept_at__gt=at - LIFE).first()
    return _open(keys, row) if row else None


@transaction.atomic
def change_draft(*, secret: str, change: Callable[[Draft], Draft], at: datetime) -> Draft:
    """The draft as this changes it, nobody else changing it meanwhile."""
    keys = _keys(secret)
    row, standing = _locked(keys, at)
    return _keep(keys, row, change(standing), at)


@transaction.atomic
def send_draft(
    *, secret: str, statement: ReceivedStatement, contact: Contact, actor: Actor, at: datetime
) -> Draft:
    """Have it written down (T-C01), once: whoever sends again finds the receipt of the first."""
    keys = _keys(secret)
    row, draft = _locked(keys, at)
    if draft.is_sent:
        return draft
    receipt = arriving.write_down(
        statement=statement, contact=contact, files=draft.files, actor=actor, at=at
    )
    return _keep(keys, row, draft.sent(receipt.number, receipt.query_code), at)


def take_code(*, secret: str, at: datetime) -> None:
    """The 查询码 has been shown; keep it no longer."""
    change_draft(secret=secret, change=lambda draft: replace(draft, code=""), at=at)


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


def _locked(keys: Keyring, at: datetime) -> tuple[ReportDraft, Draft]:
    rows = ReportDraft.objects.filter(mark=_mark(keys), kept_at__gt=at - LIFE)
    row = rows.select_for_update().first()
    draft = _open(keys, row) if row else None
    if row is None or draft is None:
        raise NotFound(_GONE)
    return row, draft


def _keep(keys: Keyring, row: ReportDraft, draft: Draft, at: datetime) -> Draft:
    row.box, row.kept_at = _seal(keys, draft), at
    row.save(update_fields=["box", "kept_at"])
    return draft


def _seal(keys: Keyring, draft: Draft) -> bytes:
    return keys.seal(draft.to_json(), context=_mark(keys))


def _open(keys: Keyring, row: ReportDraft) -> Draft | None:
    try:
        return Draft.from_json(keys.open(bytes(row.box), key_id=_KEY, context=row.mark))
    except Unreadable:
        # The installation got another secret meanwhile.
        return None
