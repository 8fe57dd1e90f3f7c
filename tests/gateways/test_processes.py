"""Children are watched and ended whatever interrupts us; a parent that leaves is told."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tingban.gateways import processes

# What make does when SIGINT reaches it and not its child.
LIKE_MAKE = """
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
print("waiting", flush=True)
sys.stdin.read()
"""
AT_EASE = "import sys\nprint('running', flush=True)\nsys.stdin.read()"


def only_waits(program: str) -> bool:
    words = [sys.executable, "-c", program]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        parent.stdout.readline()
        seen = processes.only_waits_for_us(parent.pid)
        parent.send_signal(signal.SIGTERM)
    return seen


def test_a_parent_that_waits_for_its_child_alone_is_seen():
    assert only_waits(LIKE_MAKE)


def test_a_parent_that_runs_is_not_taken_for_one_that_leaves():
    assert not only_waits(AT_EASE)


def test_a_parent_that_is_gone_already_is_the_kernels_matter():
    assert not processes.only_waits_for_us(2**22 + 1)


class Asked(BaseException):
    """What a handler raises."""


class Disturbed:
    """The lock of a Popen; whoever takes it is asked to stop at that very moment."""

    def __init__(self, lock) -> None:
        self._lock = lock

    def acquire(self, *told) -> bool:
        taken = self._lock.acquire(*told)
        # A mask is of a thread, and whoever runs the tests may have several.
        signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
        return taken

    def release(self) -> None:
        self._lock.release()

    __enter__ = acquire

    def __exit__(self, *_) -> None:
        self.release()


@pytest.fixture
def child() -> Iterator[processes.Process]:
    """A child, and a handler that raises as that of `tingban serve` does."""

    def ask(*_) -> None:
        raise Asked

    before = signal.signal(signal.SIGTERM, ask)
    process = processes.spawn([sys.executable, "-c", "import time\ntime.sleep(60)"])
    yield process
    signal.signal(signal.SIGTERM, before)
    process.kill()
    process.wait(timeout=20)


@contextmanager
def asked_at_each_look(child: processes.Process) -> Iterator[None]:
    lock = child._waitpid_lock
    child._waitpid_lock = Disturbed(lock)
    yield
    child._waitpid_lock = lock


def test_whoever_asks_us_to_stop_while_we_look_at_a_child_is_heard_after_it(child):
    with asked_at_each_look(child), pytest.raises(Asked):
        processes.is_alive(child)

    assert not child._waitpid_lock.locked()


def test_whoever_asks_us_to_stop_while_we_end_a_child_is_heard_after_it(child):
    with asked_at_each_look(child), pytest.raises(Asked):
        processes.end(child, grace=5)

    assert not child._waitpid_lock.locked()
    assert child.returncode is not None


def test_a_child_of_ours_hears_whoever_asks_it_to_stop(child):
    """The mask is ours alone: no child is started under it."""
    processes.end(child, grace=20)

    assert child.returncode == -signal.SIGTERM
