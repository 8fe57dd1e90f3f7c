"""SM3 digests (GB/T 32905), of bytes and of id lists."""

from collections.abc import Iterable

from cryptography.hazmat.primitives import hashes


def sm3(data: bytes) -> str:
    """Lower-case hexadecimal SM3 of the bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def digest_of_ids(ids: Iterable[str]) -> str:
    """SM3 of the sorted ids, one a line (DOMAIN 2.3)."""
    return sm3("\n".join(sorted(ids)).encode())
