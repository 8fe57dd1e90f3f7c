"""One-time codes of an authenticator app (RFC 6238: 30 seconds, six digits, SHA-1 as apps use)."""

import base64
import secrets
from datetime import datetime
from typing import Final
from urllib.parse import quote

from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

_STEP: Final = 30
_DIGITS: Final = 6
_SECRET_BYTES: Final = 20
# One step early or late: telephones' clocks differ a little.
_DRIFT: Final = 1
# Without the signs that look alike.
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_secret() -> bytes:
    """A secret for a new authenticator."""
    return secrets.token_bytes(_SECRET_BYTES)


def base32(secret: bytes) -> str:
    """The secret as one types it where the picture cannot be read."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def from_base32(text: str) -> bytes:
    """The secret behind what `base32` wrote."""
    return base64.b32decode(text + "=" * (-len(text) % 8))


def step_of(at: datetime) -> int:
    """The number of the half-minute."""
    return int(at.timestamp()) // _STEP


def code_at(secret: bytes, step: int) -> str:
    """The code that the authenticator shows in this half-minute."""
    return HOTP(secret, _DIGITS, SHA1()).generate(step).decode("ascii")  # noqa: S303 -- RFC 6238


def matching_step(secret: bytes, code: str, *, at: datetime, after: int) -> int | None:
    """The half-minute whose code this is, later than `after`, so that no code is taken twice."""
    here = step_of(at)
    for step in range(here - _DRIFT, here + _DRIFT + 1):
        same = constant_time.bytes_eq(code_at(secret, step).encode(), code.encode())
        if same and step > after:
            return step
    return None


def address(secret: bytes, *, account: str, issuer: str) -> str:
    """What the QR code holds."""
    label = quote(f"{issuer}:{account}")
    return f"otpauth://totp/{label}?secret={base32(secret)}&issuer={quote(issuer)}"


def new_recovery_code() -> str:
    """ABCD-EFGH-JKMN: sixty bits, easy to read and to type."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def plain_recovery_code(text: str) -> str:
    """A recovery code as typed, without what people add or leave out."""
    return "".join(sign for sign in text.upper() if sign in _ALPHABET)
