"""The whole installation in one file, and back: database, files, keys (INTERCHANGE 2).

The file is a tar of `manifest.json` (what is in it, with SM3 digests), `database.dump`, the files
of the installation and, where they stand in the home folder, its keys: without them the contacts
of complainants could never be read again. Whoever holds the file holds everything; it is written
for its owner's eyes only.
"""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings

from tingban.gateways import dumps, secrets
from tingban.gateways.files import PART
from tingban.jobs import database
from tingban.kit.digests import Sm3
from tingban.reads.overview import health
from tingban.rules.errors import Refused

_MANIFEST: Final = "manifest.json"
_DUMP: Final = "database.dump"
_FILES: Final = "files"
_FORM: Final = 1
_TOO_NEW: Final = (
    "这份备份由更新版本的听办写出，这里的程序读不了，没有恢复。请先把程序升级到同样的版本。"
)
# What stands beside the database in a home: its keys, the demo's clock and logins.
_BESIDE: Final = (secrets.FILE, "clock.json", "logins.json")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a backup holds."""

    made_at: str
    parts: dict[str, str]
    migrations: tuple[str, ...]

    @property
    def files(self) -> int:
        """How many stored files came along."""
        return sum(name.startswith(f"{_FILES}/") for name in self.parts)

    @property
    def has_keys(self) -> bool:
        """Whether the keys came along; in production they come from the environment."""
        return secrets.FILE in self.parts

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "form": _FORM,
            "made_at": self.made_at,
            "migrations": self.migrations,
            "parts": self.parts,
        }


def check_target(target: Path) -> None:
    """Refuse to write over an older backup."""
    if target.exists():
        raise Refused(f"{target} 已经存在，请换一个文件名，免得覆盖旧的备份。")


def write(target: Path, *, at: datetime) -> Whole:
    """Write everything into a new file; it appears whole or not at all."""
    check_target(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with TemporaryDirectory(dir=settings.HOME) as folder:
            dump = Path(folder) / _DUMP
            dumps.dump(settings.OWNER_URL, dump)
            # After the database: what it speaks of is kept before it is spoken of.
            parts = {_DUMP: dump} | dict(_beside()) | dict(_files(Path(folder) / _FILES))
            whole = _pack(draft, parts, at)
        draft.rename(target)
    except dumps.DumpFailed as failure:
        raise Refused(f"数据库没有导出：{failure}") from failure
    finally:
        draft.unlink(missing_ok=True)
    return whole


def _beside() -> Iterator[tuple[str, Path]]:
    for name in _BESIDE:
        path = Path(settings.HOME) / name
        if path.exists():
            yield name, path


def _files(hold: Path) -> Iterator[tuple[str, Path]]:
    """The stored files, held by a second name: they may come and go while we read."""
    root = Path(settings.FILES_ROOT)
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        held = hold / name
        if path.is_dir() or path.suffix == PART:
            continue
        held.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            _hold(path, held)
            yield f"{_FILES}/{name}", held


def _hold(path: Path, held: Path) -> None:
    try:
        held.hardlink_to(path)
    except FileNotFoundError:
        raise
    except OSError:  # on another disk
        shutil.copy2(path, held)


def _pack(draft: Path, parts: dict[str, Path], at: datetime) -> Whole:
    digests = {name: _digest(path) for name, path in parts.items()}
    whole = Whole(at.isoformat(), digests, tuple(sorted(health.applied_migrations())))
    told = json.dumps(whole.as_json(), ensure_ascii=False, indent=1).encode()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            head = tarfile.TarInfo(_MANIFEST)
            head.size = len(told)
            tar.addfile(head, io.BytesIO(told))
            for name, path in parts.items():
                tar.add(path, arcname=name, recursive=False)
        file.flush()
        os.fsync(file.fileno())
    return whole


def _digest(path: Path) -> str:
    digest = Sm3()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def read(source: Path) -> Whole:
    """Fill an empty installation from a backup; refused where anything stands, or is damaged."""
    if not database.is_bare():
        raise Refused("这里已经有数据。恢复只能装入空的系统，请换一个 TINGBAN_HOME 或空数据库。")
    if Path(settings.FILES_ROOT).exists() and any(Path(settings.FILES_ROOT).iterdir()):
        raise Refused(f"{settings.FILES_ROOT} 不是空的，请换一个 TINGBAN_HOME。")
    with TemporaryDirectory(dir=settings.HOME) as folder:
        work = Path(folder)
        whole = _unpack(source, work)
        try:
            dumps.load(settings.OWNER_URL, work / _DUMP, work)
        except dumps.DumpFailed as failure:
            raise Refused(f"数据库没有恢复，什么也没有写入：{failure}") from failure
        _put_back(work, whole)
    _take_up_keys()
    database.migrate()
    return whole


def _take_up_keys() -> None:
    """What we write from now on bears the marks of the restored keys, not those of our start."""
    for name, value in secrets.as_settings(Path(settings.HOME)).items():
        setattr(settings, name, value)


def _unpack(source: Path, work: Path) -> Whole:
    """Take the parts out and compare every digest before anything is touched."""
    try:
        with tarfile.open(source, mode="r:") as tar:
            tar.extractall(work, filter="data")
        told = json.loads((work / _MANIFEST).read_text(encoding="utf-8"))
        whole = _told(told)
    except (OSError, tarfile.TarError, ValueError, KeyError, AttributeError) as error:
        raise Refused(f"{source} 不是听办的备份文件，或已损坏。") from error
    if told.get("form", _FORM) != _FORM or health.unknown_migrations(whole.migrations):
        raise Refused(_TOO_NEW)
    for name, digest in whole.parts.items():
        path = work / name
        if not path.is_file() or _digest(path) != digest:
            raise Refused(f"备份文件已损坏：其中的 {name} 与写入时不一致，没有恢复。")
    if _DUMP not in whole.parts:
        raise Refused(f"{source} 里没有数据库，没有恢复。")
    return whole


def _told(manifest: dict[str, Any]) -> Whole:
    parts = {str(name): str(digest) for name, digest in manifest["parts"].items()}
    migrations = tuple(str(name) for name in manifest.get("migrations", ()))
    return Whole(str(manifest["made_at"]), parts, migrations)


def _put_back(work: Path, whole: Whole) -> None:
    home = Path(settings.HOME)
    for name in whole.parts:
        if name in _BESIDE:
            (work / name).chmod(0o600)
            (work / name).replace(home / name)
        elif name.startswith(f"{_FILES}/"):
            place = Path(settings.FILES_ROOT) / name.removeprefix(f"{_FILES}/")
            place.parent.mkdir(parents=True, exist_ok=True)
            (work / name).replace(place)
