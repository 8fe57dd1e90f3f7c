"""Children that die with us: on Linux the kernel signals them when their parent is gone.

`kill -9` of the parent leaves no time to clean up, so every child asks the kernel for a signal at
the parent's death. Elsewhere the next start finds and stops what is left.
"""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_KEEPCAPS: Final = 8
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_RAISE: Final = 2
_CAPABILITY_VERSION_3: Final = 0x20080522
_REACH_EVERY_FOLDER: Final = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH

# They ask us to stop; what handles them raises, wherever we are.
_ASKING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Process = subprocess.Popen[bytes]
_libc: Final = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sign: signal.Signals, parent: int) -> None:
    """Ask for a signal at the parent's death; `parent` closes the race with an early death."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), sign)


def only_waits_for_us(parent: int) -> bool:
    """Whether the parent was interrupted alone and leaves as soon as we do.

    Ctrl-C reaches a whole terminal, SIGINT sent to make by its id only make: it drops its handler,
    keeps the signal blocked and waits for a child that never hears of it.
    """
    try:
        told = Path(f"/proc/{parent}/status").read_text(encoding="utf-8")
    except OSError:
        return False
    masks = dict(line.split(":", 1) for line in told.splitlines() if line.startswith("Sig"))
    interrupt = 1 << (signal.SIGINT - 1)
    blocked, caught = (int(masks[name], 16) & interrupt for name in ("SigBlk", "SigCgt"))
    return bool(blocked and not caught)


def _keep_reach() -> None:
    """Carry the right to pass closed folders over the change of user and over exec."""
    wanted = sum(1 << number for number in _REACH_EVERY_FOLDER)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(wanted, wanted, wanted, 0, 0, 0)
    if _libc.capset(header, sets) == 0:
        for number in _REACH_EVERY_FOLDER:
            _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, number, 0, 0)


def _become(account: pwd.struct_passwd, *, reach: bool) -> None:
    if reach:
        _libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    if reach:
        _keep_reach()


@dataclass(frozen=True, slots=True)
class Guise:
    """Who a child runs as; `reach`: it may pass folders that its account could not."""

    account: pwd.struct_passwd | None = None
    reach: bool = False


def preparation(guise: Guise, sign: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec: change user, then ask to die with us."""
    parent = os.getpid()

    def prepare() -> None:
        if guise.account is not None:
            _become(guise.account, reach=guise.reach)
        die_with_parent(sign, parent)

    return prepare


def spawn(
    command: Sequence[str | Path],
    *,
    guise: Guise = Guise(),
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    sign: signal.Signals = signal.SIGTERM,
) -> Process:
    """Start a child in its own process group, so that Ctrl-C reaches only us.

    `sign` is what the kernel sends it when we die; it ends the child in order.
    """
    return subprocess.Popen(  # noqa: S603  # our own programs
        [str(word) for word in command],
        env=env,
        cwd="/" if guise.account else None,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=preparation(guise, sign),  # noqa: PLW1509  # no threads run when we spawn
    )


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Who asks us to stop waits for the end of the block, in a process of one thread.

    A handler that raises inside `Popen.poll` leaves its lock taken, and the next wait never ends.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        # May raise what came a moment before: so it stands inside, and the mask goes again.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ASKING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@_undisturbed()
def is_alive(process: Process) -> bool:
    """Whether a child still runs."""
    return process.poll() is None


@_undisturbed()
def end(process: Process, *, grace: float, sign: signal.Signals = signal.SIGTERM) -> None:
    """Ask a child to end, wait, then end its whole group; we are not interrupted meanwhile."""
    if process.poll() is None:
        process.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
