"""What proves the event log: the mark of an entry, its digest, the chain of seals (DOMAIN 9.3).

The mark (HMAC-SM3) shows that the program wrote an entry; the digest (SM3) shows that it is
still what was sealed; the chain shows that no sealed one is missing. Keys stand outside the
database, so its owner can neither forge a mark nor make the chain anew.
"""

import json
import secrets
from collections.abc import Iterable
from datetime import UTC

from django.conf import settings

from tingban.data.audit.models import Entry, Seal
from tingban.kit.crypto import blind_index
from tingban.kit.digests import sm3

_FIELDS = (
    "actor_id", "actor_name", "role", "unit_code", "area_code", "ip", "act", "subject", "note",
    "before", "after",
)  # fmt: skip


def _number(text: str) -> float:
    """jsonb writes 1e16 as an integer; whole numbers are compared as such."""
    value = float(text)
    return int(value) if value.is_integer() else value


def _content(entry: Entry) -> str:
    """What the entry says, the same before it is stored and after it is read."""
    told = [getattr(entry, name) for name in _FIELDS]
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    plain = json.loads(json.dumps([moment, *told]), parse_float=_number)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _keyed(kind: str, text: str) -> str:
    return blind_index(bytes.fromhex(settings.CONTACT_INDEX_KEY), f"{kind}\n{text}")


def mark(entry: Entry) -> str:
    """A fresh mark for an entry about to be written."""
    salt = secrets.token_hex(8)
    return f"{salt}:{_keyed(f'audit-entry:{salt}', _content(entry))}"


def is_genuine(entry: Entry) -> bool:
    """Whether the program wrote the entry as it stands."""
    salt, colon, code = entry.mark.partition(":")
    return bool(colon) and code == _keyed(f"audit-entry:{salt}", _content(entry))


def digest(entry: Entry) -> str:
    """SM3 of all that stands in the entry."""
    return sm3(f"{entry.pk}\n{entry.transaction}\n{entry.mark}\n{_content(entry)}".encode())


def chained(before: str, seal: Seal, digests: Iterable[tuple[int, str]]) -> str:
    """The digest of a seal: the one before, its own figures, and every entry's digest."""
    moment = seal.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    head = f"{before}\n{seal.number} {seal.first_id} {seal.last_id} {seal.count} {moment}\n"
    return sm3((head + "\n".join(f"{key} {value}" for key, value in digests)).encode())


def seal_mark(seal: Seal) -> str:
    """The mark that only the program can put under a seal."""
    return _keyed("audit-seal", seal.digest)
