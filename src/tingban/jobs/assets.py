"""Static files, collected and compressed once for each state of the program."""

import fcntl
import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tingban.rules.errors import Refused

_STAMP: Final = ".collected"


def _state() -> str:
    """A digest of names, sizes and times of all static files."""
    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            try:
                facts = Path(storage.path(name)).stat()
            except FileNotFoundError as error:
                raise Refused("缺少前端文件，请先执行 make setup（npm ci）") from error
            state.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return state.hexdigest()


def collect() -> None:
    """Collect into the home folder unless what lies there is current."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    stamp = root / _STAMP
    with stamp.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        state = _state()
        if file.read() != state:
            call_command("collectstatic", verbosity=0, interactive=False)
            file.seek(0)
            file.truncate()
            file.write(state)
