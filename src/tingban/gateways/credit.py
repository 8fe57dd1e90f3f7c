"""What carries pushes to the province's credit platform. Only jobs speak to it (AMB-29).

No public description of an interface was found, so the platform is served by files: whoever runs
the county's account uploads them, and the receipt comes back by hand. SFTP and REST are named here
so that an installation which learns of one has its place; until then they say so and carry nothing.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import get_ident
from typing import Any, Final, Protocol

from tingban.kit.digests import sm3

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
FILE: Final = "file"
WAYS: Final[Mapping[str, str]] = {FILE: "文件", "sftp": "SFTP", "rest": "接口"}


@dataclass(frozen=True, slots=True)
class Consignment:
    """One file for the platform; `number` stays the same however often it is tried."""

    number: str
    name: str
    data: bytes
    pushes: tuple[str, ...]
    unit: str
    at: datetime


class NotTaken(Exception):
    """It did not get there; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Platform(Protocol):
    """One way to the platform."""

    def hand_over(self, consignment: Consignment) -> str:
        """Hand the file over; where it lies now, or `NotTaken`."""


@dataclass(frozen=True, slots=True)
class FilePlatform:
    """Files in a folder: the pushes, and beside them a manifest with their digest."""

    folder: Path

    def hand_over(self, consignment: Consignment) -> str:
        """Write both, each whole or not at all; the manifest last, so that it vouches for both."""
        manifest = Path(f"{consignment.name}.manifest.json")
        try:
            self.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            self._write(self.folder / consignment.name, consignment.data)
            told = json.dumps(manifest_of(consignment), ensure_ascii=False, indent=1)
            self._write(self.folder / manifest, told.encode())
        except OSError:
            fault = NotTaken("报送文件写不进去，请系统管理员检查存放报送文件的磁盘和权限")
        else:
            return consignment.name
        raise fault

    def _write(self, path: Path, data: bytes) -> None:
        part = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.part")
        try:
            with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class NoPlatform:
    """A way that does not exist yet."""

    way: str

    def hand_over(self, consignment: Consignment) -> str:
        """Never; whoever is told knows what to do instead."""
        raise NotTaken(
            f"信用平台没有公布{WAYS.get(self.way, self.way)}的技术说明，本系统还不能直接传送。"
            f"请改用文件方式导出 {consignment.name}，由人工上传"
        )


def platform_of(way: str, folder: Path) -> Platform:
    """Who carries by this way."""
    return FilePlatform(folder) if way == FILE else NoPlatform(way)


def manifest_of(consignment: Consignment) -> dict[str, Any]:
    """What is told beside a file: what it holds, how long it is, its SM3."""
    told = asdict(consignment) | {
        "pushes": list(consignment.pushes),
        "at": consignment.at.isoformat(),
        "count": len(consignment.pushes),
        "bytes": len(consignment.data),
        "sm3": sm3(consignment.data),
    }
    del told["data"]
    return told
