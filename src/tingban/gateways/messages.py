"""What carries a message out of the house, by whatever way. Only jobs speak to it.

An address goes in and never comes out: not in what is answered, not in what is raised, not in a
log. Whoever carries the same id twice is the same sender of the same message (at least once).
"""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from threading import get_ident
from typing import Final, Protocol
from uuid import UUID

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one address; `id` stays the same however often it is tried."""

    id: UUID
    to: str = field(repr=False)
    title: str
    text: str
    at: datetime


class Undelivered(Exception):
    """It was not taken; `words` say why, without an address. `is_final`: to try again is vain."""

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.is_final = is_final


class Carrier(Protocol):
    """One way out of the house."""

    def carry(self, message: Outgoing) -> str:
        """Hand the message over; the receipt, or `Undelivered`."""


@dataclass(frozen=True, slots=True)
class FileCarrier:
    """Where no interface exists: one file a message, for whatever program sends and removes it.

    The file is named by the id, appears whole or not at all, and holds the number: folder and file
    are their owner's alone.
    """

    folder: Path

    def carry(self, message: Outgoing) -> str:
        """Write the file; its name is the receipt. What lies there already is the same message."""
        path = self.folder / f"{message.id}.json"
        try:
            if not path.exists():
                self._write(path, message)
        except OSError:
            fault = Undelivered("消息文件写不进去，请系统管理员检查磁盘和权限")
        else:
            return path.name
        raise fault

    def _write(self, path: Path, message: Outgoing) -> None:
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        told = asdict(message) | {"id": str(message.id), "at": message.at.isoformat()}
        part = path.with_suffix(f".{os.getpid()}.{get_ident()}.part")
        try:
            with os.fdopen(os.open(part, _NEW, 0o600), "w", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
