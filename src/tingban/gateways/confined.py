"""Work on files of strangers, in a process that may take no more than it is given.

A file of two kilobytes can make a reader of its format busy for days, fill the memory or bring the
process down. Here that happens to a child: it has seconds, memory and no secrets of ours in its
environment, and where it dies or comes too late there is no answer.
"""

import importlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

from tingban.gateways import processes

# A reader that takes every core, or an arena of memory for each, would break its own limits.
_FEW_THREADS: Final = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of reckoning, seconds by the clock, and bytes of memory."""

    reckoning: int
    waiting: float
    memory: int


def answer(work: Callable[[bytes], bytes], told: bytes, limits: Limits) -> bytes | None:
    """`work(told)`, a function of a module; None where it failed in whatever way.

    The working folder is empty, its own, and goes with it.
    """
    words = [work.__module__, work.__name__, limits.reckoning, limits.memory, os.getpid()]
    with TemporaryDirectory() as folder:
        try:
            done = subprocess.run(  # noqa: S603  # our own function
                [sys.executable, "-P", "-m", __name__, *(str(word) for word in words)],
                input=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                timeout=limits.waiting, env=_surroundings(folder), cwd=folder, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return None
    return done.stdout if done.returncode == 0 else None


def _surroundings(folder: str) -> dict[str, str]:
    found = os.pathsep.join(os.path.abspath(part) for part in sys.path if part)  # noqa: PTH100
    return {"PYTHONPATH": found, "TMPDIR": folder, "HOME": folder, **_FEW_THREADS}


def _confine(reckoning: int, memory: int, parent: int) -> None:
    processes.die_with_parent(signal.SIGKILL, parent)
    for kind, most in (
        (resource.RLIMIT_CPU, reckoning), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(kind, (most, most))


def _main(module: str, name: str, reckoning: str, memory: str, parent: str) -> None:
    _confine(int(reckoning), int(memory), int(parent))
    work: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    made = work(sys.stdin.buffer.read())
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _main(*sys.argv[1:])
