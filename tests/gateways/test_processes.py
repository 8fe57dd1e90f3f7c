"""A parent that was interrupted alone is told from one that simply runs."""

import signal
import subprocess
import sys

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
