"""`tingban serve`: database, migrations, web server and job worker in one go.

This process starts the others and watches them. However it ends, they end: in order when it is
asked to stop, by the kernel's signal when it is killed (`gateways.processes`).
"""

import http.client
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, Never

from django.conf import settings

from tingban.gateways import postgres, processes
from tingban.jobs import assets, clock, database
from tingban.jobs.cli import command, web
from tingban.jobs.cli.command import Arguments, Commands
from tingban.jobs.demo import mark
from tingban.reads.overview import handles
from tingban.rules.actors import SYSTEM
from tingban.rules.errors import Refused

_PATIENCE: Final = 60.0
_GLANCE: Final = 0.2
_MOST_DEATHS: Final = 5
_DEATHS_WITHIN: Final = 60.0


class Stopped(BaseException):
    """Somebody asked us to stop; passes everything on its way out."""


def register(commands: Commands) -> None:
    """Add it to the command line."""
    words = "启动全部服务：数据库、网页、后台任务"
    parser = command.add(commands, "serve", run, about=words, database=False)
    web.add_address(parser)
    parser.add_argument(
        "--end-with-parent", action="store_true", help="启动本命令的进程结束时一并结束"
    )


def run(args: Arguments) -> int:
    """Until told to stop."""
    if args.end_with_parent:
        processes.die_with_parent(signal.SIGTERM, os.getppid())
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _stop)
    try:
        with ExitStack() as stack:
            _serve(args, stack)
    except Stopped:
        command.tell("已停止")
    return command.DONE


def _stop(*_: object) -> Never:
    # Once is enough: the next ones would only interrupt the orderly end.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    raise Stopped


def _serve(args: Arguments, stack: ExitStack) -> None:
    began = time.monotonic()
    _require_free(args.host, args.port)
    server = _own_database(args)
    if server is not None:
        stack.callback(server.stop)
    mark.check(settings.HOME)
    if database.migrate():
        command.tell("数据库结构已升级")
    clock.apply()
    assets.collect()
    children = _children(args)
    all_up = stack.enter_context(_running(children))
    _await_first_page(args, children[0])
    all_up()
    seconds = round(time.monotonic() - began, 1)
    address = f"http://{args.host}:{args.port}"
    facts = {"address": address, "pid": os.getpid(), "seconds": seconds}
    command.answer(args, facts, f"听办已启动：{address}（{seconds} 秒）。按 Ctrl-C 停止。")
    if not handles.is_in_use(actor=SYSTEM):
        command.tell(
            "系统是空的：请执行 tingban admin 登录名 建立系统管理员，或 tingban demo 装入演示"
        )
    _watch(args, server, children)


def _require_free(host: str, port: int) -> None:
    """A port that a killed predecessor is just leaving is waited for."""
    patience = time.monotonic() + 8
    while True:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                owner = postgres.owner_of(settings.HOME) if settings.EMBEDDED else ""
                if time.monotonic() > patience or owner.startswith("tingban serve"):
                    hint = f"（{owner}）" if owner else ""
                    raise Refused(
                        f"{host}:{port} 已被占用{hint}，请停止占用它的程序，或用 --port 换一个端口"
                    ) from error
            else:
                return
        time.sleep(_GLANCE)


def _own_database(args: Arguments) -> postgres.Server | None:
    """Our own server; a short command that holds it is waited for, another `serve` is not."""
    if not settings.EMBEDDED:
        return None
    patience = time.monotonic() + 10 * _PATIENCE
    while True:
        try:
            return postgres.start(
                settings.HOME, title=f"tingban serve http://{args.host}:{args.port}"
            )
        except postgres.InUse as other:
            if "tingban serve" in str(other) or time.monotonic() > patience:
                raise Refused(f"{settings.HOME} 已在运行：{other}") from other
            command.tell(f"等待另一命令结束：{other}")
            time.sleep(1)
        except postgres.DatabaseFailed as failure:
            raise Refused(str(failure)) from failure


@dataclass(slots=True)
class Child:
    """One of the processes we watch."""

    name: str
    words: list[str]
    variables: dict[str, str]
    sign: signal.Signals
    process: processes.Process | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_DEATHS))

    def start(self) -> None:
        """Start it, or start it again."""
        self.process = processes.spawn(self.words, env=os.environ | self.variables, sign=self.sign)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and processes.is_alive(self.process)

    def end(self, *, grace: float = 8) -> None:
        """End it and what it has started."""
        if self.process is not None:
            processes.end(self.process, grace=grace)

    def revive(self) -> None:
        """Start it again after it died; too often in a minute is a fault we cannot heal."""
        self.end()
        self.deaths.append(time.monotonic())
        if len(self.deaths) == _MOST_DEATHS and self.deaths[-1] - self.deaths[0] < _DEATHS_WITHIN:
            raise Refused(f"{self.name}一再中断，请查看日志")
        command.tell(f"{self.name}中断，重新启动")
        self.start()


def _children(args: Arguments) -> list[Child]:
    worker = [sys.executable, "-m", "tingban.jobs.cli", "worker"]
    return [
        Child("网页服务", web.server_command(args), {"TINGBAN_WEB_WORKER": "1"}, signal.SIGTERM),
        # When we are killed the database goes too, and a worker without it would wait for it:
        # its jobs are given back at the next start, so it may be killed.
        Child("后台任务", worker, {}, signal.SIGKILL),
    ]


@contextmanager
def _running(children: list[Child]) -> Iterator[Callable[[], None]]:
    """Children that end with the block; calling what is given says that they are all up."""
    grace = 0.0  # a web server that is just starting does not listen to SIGTERM

    def up() -> None:
        nonlocal grace
        grace = 8.0

    try:
        for child in children:
            child.start()
        yield up
    finally:
        for child in children:
            if child.alive and child.process is not None:
                child.process.terminate()  # all at once, then wait for each
        for child in children:
            child.end(grace=grace)


def _await_first_page(args: Arguments, server: Child) -> None:
    patience = time.monotonic() + _PATIENCE
    while time.monotonic() < patience and server.alive:
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection(args.host, args.port, timeout=5)
            line.request("GET", "/healthz")
            if line.getresponse().status == http.client.OK:
                return
        time.sleep(0.05)
    raise Refused("网页服务未能启动，请查看日志")


def _watch(args: Arguments, server: postgres.Server | None, children: list[Child]) -> Never:
    while True:
        if args.end_with_parent and processes.only_waits_for_us(os.getppid()):
            raise Stopped
        if server is not None and not server.alive:
            command.tell("数据库中断，重新启动")
            server.revive()
        for child in children:
            if not child.alive:
                child.revive()
        time.sleep(_GLANCE)
