"""Files that people bring: kept by their SM3 under `FILES_ROOT`, sealed with the vault's keys.

What is uploaded may carry complainants' identities in clear (DOMAIN 9.1), so no file lies readable
on the disk. Each kind of file has a shelf of its own, and whoever owns the shelf decides when a
file goes. Equal contents are kept once on a shelf.
"""

import math
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from tingban.kit.crypto import Keyring, Unreadable
from tingban.kit.digests import sm3

_LINE: Final = b"\n"
# The ending of a file that is still being written.
PART: Final = ".part"


class Missing(Exception):
    """The file was never kept here, has gone, or can no longer be opened."""


@lru_cache(maxsize=1)
def _keyring() -> Keyring:
    return Keyring(
        keys={name: bytes.fromhex(secret) for name, secret in settings.CONTACT_KEYS.items()},
        current=settings.CONTACT_KEY_ID,
        index_key=bytes.fromhex(settings.CONTACT_INDEX_KEY),
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one kind."""

    name: str

    def keep(self, data: bytes) -> str:
        """Keep a file; the answer is its SM3. One that is there already is only made young."""
        digest = sm3(data)
        path = self._path(digest)
        if path.exists():
            os.utime(path)
            return digest
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._write(path, data)
        return digest

    def keep_as(self, digest: str, data: bytes) -> None:
        """Keep what was made of the file of this SM3 under it, instead of what was made before."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._write(path, data)

    def _write(self, path: Path, data: bytes) -> None:
        keys = _keyring()
        part = path.with_suffix(f".{os.getpid()}{PART}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(keys.current.encode() + _LINE + keys.seal_bytes(data, context=path.name))
        # Whole or not at all, also when the machine stops in between.
        part.replace(path)

    def read(self, digest: str) -> bytes:
        """The file of this SM3, or `Missing`."""
        try:
            key_id, _, box = self._path(digest).read_bytes().partition(_LINE)
            return _keyring().open_bytes(box, key_id=key_id.decode(), context=digest)
        except (OSError, Unreadable, UnicodeDecodeError) as error:
            raise Missing(digest) from error

    def has(self, digest: str) -> bool:
        """Whether the bytes of this digest lie here."""
        return self._path(digest).exists()

    def reseal(self) -> int:
        """Seal every file with the current key that is sealed with another; how many there were.

        A file that can no longer be opened stays as it is: `read` tells of it.
        """
        keys, done = _keyring(), 0
        for path in sorted((Path(settings.FILES_ROOT) / self.name).glob("??/*")):
            with path.open("rb") as file:
                name = file.readline().rstrip(_LINE).decode("ascii", "replace")
            if path.suffix == PART or name == keys.current or name not in keys.keys:
                continue
            stat = path.stat()
            self._write(path, self.read(path.name))
            os.utime(path, (stat.st_atime, stat.st_mtime))
            done += 1
        return done

    def keys_used(self) -> Counter[str]:
        """How many files are sealed with each key."""
        found: Counter[str] = Counter()
        for path in (Path(settings.FILES_ROOT) / self.name).glob("??/*"):
            if path.suffix != PART:
                with path.open("rb") as file:
                    found[file.readline().rstrip(_LINE).decode("ascii", "replace")] += 1
        return found

    def drop(self, digest: str) -> None:
        """Keep it no longer."""
        self._path(digest).unlink(missing_ok=True)

    def older_than(self, seconds: float, *, youngest: float = math.inf) -> Iterator[str]:
        """Digests of files that nobody has kept again for so long, by the machine's clock.

        `youngest` leaves out those that nobody has kept again for longer than that.
        """
        now = time.time()
        for path in sorted((Path(settings.FILES_ROOT) / self.name).glob("??/*")):
            if seconds < now - path.stat().st_mtime < youngest:
                yield path.name

    def is_older_than(self, digest: str, seconds: float) -> bool:
        """Whether this one is, at this very moment."""
        path = self._path(digest)
        return path.exists() and time.time() - path.stat().st_mtime > seconds

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not digest.isalnum():
            raise Missing(digest)
        return Path(settings.FILES_ROOT) / self.name / digest[:2] / digest


# Workbooks on their way in, and the marked copies of those that were refused.
UPLOADS: Final = Shelf("uploads")
# Slips of other offices, until they are registered or wiped.
SLIPS: Final = Shelf("slips")
# Exported workbooks until whoever asked has fetched them.
EXPORTS: Final = Shelf("exports")
# What people bring as proof; it stays as long as the row that speaks of it.
ATTACHMENTS: Final = Shelf("attachments")
# What was sent to the credit platform, as it was sent.
CREDIT: Final = Shelf("credit")
# Papers printed together, until whoever asked has fetched them.
PAPERS: Final = Shelf("papers")
# Pages drawn of what people brought, for a day; under the digest of what they were drawn of.
SCANS: Final = Shelf("scans")
SHELVES: Final = (UPLOADS, SLIPS, EXPORTS, ATTACHMENTS, CREDIT, PAPERS, SCANS)
