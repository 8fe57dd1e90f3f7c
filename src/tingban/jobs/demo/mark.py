"""A demo is whole or to be made anew: a folder marks it from its first row to its last.

Whoever builds keeps the folder locked, so one that is being built differs from one that was
killed half way. Its working files lie in it and go with it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tingban.rules.errors import Refused

_NAME: Final = "demo.unfinished"


def folder(home: Path) -> Path:
    """Where the mark stands."""
    return home / _NAME


def stands(home: Path) -> bool:
    """Whether a demo was begun here and not finished."""
    return folder(home).exists()


@contextmanager
def kept(home: Path) -> Iterator[Path]:
    """The working folder of one who builds; it stays where the building does not come to its end.

    Refused while another builds.
    """
    place = folder(home)
    place.mkdir(parents=True, exist_ok=True)
    lock = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield place
        shutil.rmtree(place)
    except BlockingIOError as error:
        raise Refused("演示数据正由另一个命令装入，请等它装完。") from error
    finally:
        os.close(lock)


def check(home: Path) -> None:
    """Refuse to show a demo that is only half there."""
    if stands(home):
        raise Refused(
            f"演示数据没有装完（{folder(home)} 还在），不能启动。请先执行 tingban demo 重新装入。"
        )
