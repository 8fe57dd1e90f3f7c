"""The secrets of an installation: made at its first start, kept in one file only it may read."""

import contextlib
import json
import os
import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

FILE: Final = "secrets.json"
SECRET_KEY: Final = "TINGBAN_SECRET_KEY"  # noqa: S105  # a name, not a secret
CONTACT_KEYS: Final = "TINGBAN_CONTACT_KEYS"
CONTACT_INDEX_KEY: Final = "TINGBAN_CONTACT_INDEX_KEY"
NAMES: Final = (SECRET_KEY, CONTACT_KEYS, CONTACT_INDEX_KEY)


def held(home: Path) -> dict[str, str]:
    """The secrets kept in a home folder; none where it has no file of them."""
    with contextlib.suppress(FileNotFoundError):
        found = json.loads((home / FILE).read_text(encoding="utf-8"))
        return {name: str(found[name]) for name in NAMES if name in found}
    return {}


def keys_of(text: str) -> dict[str, str]:
    """The keys of the vault by their ids, from `id:key,id:key`; the last one is used to seal."""
    return dict(pair.split(":", 1) for pair in text.split(","))


def as_settings(home: Path) -> dict[str, object]:
    """The settings that come from a home's secrets; what the environment gives goes before."""
    own = {name: text for name, text in held(home).items() if not os.environ.get(name)}
    found: dict[str, object] = {name.removeprefix("TINGBAN_"): text for name, text in own.items()}
    if CONTACT_KEYS in own:
        keys = keys_of(own[CONTACT_KEYS])
        found |= {"CONTACT_KEYS": keys, "CONTACT_KEY_ID": list(keys)[-1]}
    return found


def fresh() -> dict[str, str]:
    """New random secrets; the key of the vault carries an id, so that it can be changed later."""
    return {
        SECRET_KEY: secrets.token_urlsafe(50),
        CONTACT_KEYS: f"k1:{secrets.token_hex(16)}",
        CONTACT_INDEX_KEY: secrets.token_hex(32),
    }


def write(home: Path, values: dict[str, str]) -> None:
    """Keep secrets in a home that has none; the file appears whole or not at all."""
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f"{FILE}.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(values, file, indent=1)
    try:
        (home / FILE).hardlink_to(draft)
    finally:
        draft.unlink()


def add_key(home: Path) -> str:
    """A new key of the vault beside the old ones, used from the next start on; its id."""
    values = held(home)
    keys = keys_of(values[CONTACT_KEYS])
    numbers = [int(name[1:]) for name in keys if name[:1] == "k" and name[1:].isdigit()]
    name = f"k{max(numbers, default=0) + 1}"
    _replace(home, values | {CONTACT_KEYS: _text(keys | {name: secrets.token_hex(16)})})
    return name


def drop_keys(home: Path, names: Collection[str]) -> None:
    """Forget keys that nothing is sealed with any more; never the one that seals."""
    values = held(home)
    keys = keys_of(values[CONTACT_KEYS])
    current = list(keys)[-1]
    kept = {name: key for name, key in keys.items() if name == current or name not in names}
    _replace(home, values | {CONTACT_KEYS: _text(kept)})


def _text(keys: Mapping[str, str]) -> str:
    return ",".join(f"{name}:{key}" for name, key in keys.items())


def _replace(home: Path, values: Mapping[str, str]) -> None:
    """The file changes whole or not at all."""
    draft = home / f"{FILE}.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(values, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home / FILE)


def ensure(home: Path) -> None:
    """Make the secrets of a home at its first start, unless the environment gives them all."""
    if not (home / FILE).exists() and not all(os.environ.get(name) for name in NAMES):
        with contextlib.suppress(FileExistsError):
            write(home, fresh())
