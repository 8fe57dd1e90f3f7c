"""Encryption of single values, and blind indexes for equality search (DOMAIN 9.3).

A sealed value carries the name of its algorithm and the id of its key, so that keys and
algorithms can change while old values stay readable. No primitive is our own.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_IV_LENGTH: Final = 12
_TAG_LENGTH: Final = 16
_SM4_LENGTH: Final = 16
_INDEX_LENGTH: Final = 32
_KEY_LENGTHS: Final = {"SM4-GCM": (16,), "AES-GCM": (16, 32)}


class Unreadable(Exception):
    """The value was altered, belongs elsewhere, or its key is not held here."""


class Algorithm(Protocol):
    """Authenticated encryption: `context` is bound to the value but not stored with it."""

    def seal(self, key: bytes, plain: bytes, context: bytes) -> bytes:
        """Encrypt; the answer holds the random start value and the tag."""

    def open(self, key: bytes, sealed: bytes, context: bytes) -> bytes:
        """Decrypt, or raise `Unreadable`."""


class _Sm4Gcm:
    """SM4 (GB/T 32907) in Galois/Counter mode."""

    def seal(self, key: bytes, plain: bytes, context: bytes) -> bytes:
        start = secrets.token_bytes(_IV_LENGTH)
        encryptor = Cipher(algorithms.SM4(key), modes.GCM(start)).encryptor()
        encryptor.authenticate_additional_data(context)
        return start + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def open(self, key: bytes, sealed: bytes, context: bytes) -> bytes:
        start, tag = sealed[:_IV_LENGTH], sealed[-_TAG_LENGTH:]
        if len(sealed) < _IV_LENGTH + _TAG_LENGTH:
            raise Unreadable
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(start, tag)).decryptor()
        decryptor.authenticate_additional_data(context)
        try:
            return decryptor.update(sealed[_IV_LENGTH:-_TAG_LENGTH]) + decryptor.finalize()
        except InvalidTag:
            raise Unreadable from None


class _AesGcm:
    """AES in Galois/Counter mode, for installations that may not use SM4."""

    def seal(self, key: bytes, plain: bytes, context: bytes) -> bytes:
        start = secrets.token_bytes(_IV_LENGTH)
        return start + AESGCM(key).encrypt(start, plain, context)

    def open(self, key: bytes, sealed: bytes, context: bytes) -> bytes:
        try:
            return AESGCM(key).decrypt(sealed[:_IV_LENGTH], sealed[_IV_LENGTH:], context)
        except (InvalidTag, ValueError):
            raise Unreadable from None


ALGORITHMS: Final[dict[str, Algorithm]] = {"SM4-GCM": _Sm4Gcm(), "AES-GCM": _AesGcm()}


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of an installation: the current one seals, all of them open.

    `keys` holds the secret of each key id; `index_key` makes blind indexes and never changes,
    or equal phones would no longer meet.
    """

    keys: Mapping[str, bytes] = field(repr=False)
    current: str
    index_key: bytes = field(repr=False)
    algorithm: str = "SM4-GCM"

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError(f"no key with id {self.current!r}")
        lengths = _KEY_LENGTHS[self.algorithm]
        if len(self.keys[self.current]) not in lengths or len(self.index_key) < 16:
            raise ValueError(f"a key of {self.algorithm} has the wrong length")

    def seal(self, plain: str, *, context: str) -> bytes:
        """Encrypt a text; `context` names the row it belongs to."""
        return self.seal_bytes(plain.encode(), context=context)

    def open(self, sealed: bytes, *, key_id: str, context: str) -> str:
        """Decrypt a text that `seal` made for the same row, or raise `Unreadable`."""
        return self.open_bytes(bytes(sealed), key_id=key_id, context=context).decode()

    def seal_bytes(self, plain: bytes, *, context: str) -> bytes:
        """Encrypt a file; `context` names it."""
        box = ALGORITHMS[self.algorithm].seal(self.keys[self.current], plain, context.encode())
        return self.algorithm.encode() + b":" + box

    def open_bytes(self, sealed: bytes, *, key_id: str, context: str) -> bytes:
        """Decrypt a file that `seal_bytes` made under this name, or raise `Unreadable`."""
        name, colon, box = sealed.partition(b":")
        algorithm = ALGORITHMS.get(name.decode("ascii", "replace"))
        if not colon or algorithm is None or key_id not in self.keys:
            raise Unreadable
        return algorithm.open(self.keys[key_id], box, context.encode())

    def blind_index(self, value: str) -> str:
        """HMAC-SM3: equal values give equal marks that tell nothing else."""
        return blind_index(self.index_key, value)


def keyring_of(secret: str, *, salt: str, purpose: str, name: str) -> Keyring:
    """The keys that follow from a secret which somebody else keeps."""
    derive = HKDF(hashes.SHA256(), _SM4_LENGTH + _INDEX_LENGTH, salt.encode(), purpose.encode())
    key = derive.derive(secret.encode())
    return Keyring(keys={name: key[:_SM4_LENGTH]}, current=name, index_key=key[_SM4_LENGTH:])


def blind_index(key: bytes, value: str) -> str:
    """HMAC-SM3 of a value in hexadecimal."""
    code = hmac.HMAC(key, hashes.SM3())
    code.update(value.encode())
    return code.finalize().hex()
