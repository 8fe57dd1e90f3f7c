"""Signatures that anybody can check with the public key (Ed25519).

The SM2 curve is not in the library we trust with cryptography; the name of the algorithm stands
beside every signature, so that it can be changed (DOMAIN 9.3, ADR 0015).
"""

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ALGORITHM: Final = "Ed25519"
_SEED_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the key it can be checked with, both hexadecimal."""

    algorithm: str
    public_key: str
    value: str

    def as_json(self) -> dict[str, str]:
        """Plain values."""
        return {"algorithm": self.algorithm, "public_key": self.public_key, "value": self.value}


def sign(data: bytes, *, secret: str, purpose: str) -> Signature:
    """Sign with the key that belongs to this secret and purpose."""
    derived = HKDF(hashes.SHA256(), _SEED_LENGTH, None, purpose.encode()).derive(secret.encode())
    key = Ed25519PrivateKey.from_private_bytes(derived)
    public = key.public_key().public_bytes_raw().hex()
    return Signature(ALGORITHM, public, key.sign(data).hex())


def is_genuine(data: bytes, signature: Signature) -> bool:
    """Whether these bytes were signed with that key, unchanged."""
    if signature.algorithm != ALGORITHM:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.public_key))
        key.verify(bytes.fromhex(signature.value), data)
    except (InvalidSignature, ValueError):
        return False
    return True
