"""SM3 digests (GB/T 32905), of bytes, of values and of id lists."""

import json
from collections.abc import Iterable

from cryptography.hazmat.primitives import hashes


class Sm3:
    """SM3 of what comes piece by piece."""

    def __init__(self) -> None:
        self._digest = hashes.Hash(hashes.SM3())

    def update(self, data: bytes) -> None:
        """The next piece."""
        self._digest.update(data)

    def hexdigest(self) -> str:
        """Lower-case hexadecimal; nothing may follow."""
        return self._digest.finalize().hex()


def sm3(data: bytes) -> str:
    """Lower-case hexadecimal SM3 of the bytes."""
    digest = Sm3()
    digest.update(data)
    return digest.hexdigest()


def digest_of(value: object) -> str:
    """SM3 of a value as JSON with sorted keys and no spaces."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sm3(text.encode())


def digest_of_ids(ids: Iterable[str]) -> str:
    """SM3 of the sorted ids, one a line (DOMAIN 2.3)."""
    return sm3("\n".join(sorted(ids)).encode())
