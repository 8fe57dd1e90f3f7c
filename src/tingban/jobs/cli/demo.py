"""`tingban demo`: a believable campaign in an empty installation."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from tingban.actions.audit import sealing
from tingban.gateways import postgres
from tingban.jobs import clock, database
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.jobs.cli.progress import Progress
from tingban.jobs.demo import logins, mark, runner
from tingban.jobs.demo.runner import Demo
from tingban.reads.overview import handles
from tingban.rules.actors import SYSTEM
from tingban.rules.errors import Refused

_STEPS = 1000


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "demo", run, about="在空的系统里装入一整套演示数据")
    parser.add_argument("--seed", type=int, default=runner.SEED, help="同样的种子得到同样的数据")
    parser.add_argument("--if-empty", action="store_true", help="已有数据时什么也不做")


def run(args: Arguments) -> int:
    """Build it, keep the logins beside the data, and let the clock stand at that Friday."""
    home = Path(settings.HOME)
    left = mark.stands(home)
    if not left:
        if args.if_empty and handles.is_in_use(actor=SYSTEM):
            return command.done(args, {"built": False}, *logins.lines(home))
        runner.check_empty()
    with mark.kept(home) as folder:
        if left:
            _start_over(home)
        demo = _build(folder, args.seed)
        sealing.seal(at=demo.now)
        clock.set_anchor(demo.now)
        logins.keep(demo.as_json(), home)
    return command.done(args, demo.as_json(), *logins.lines(home))


def _start_over(home: Path) -> None:
    """Throw away what a killed run has left; a foreign server's database is its owner's matter."""
    if not settings.EMBEDDED:
        raise Refused(
            "上次的演示数据没有装完。请删除并重建这个数据库（DROP DATABASE、CREATE DATABASE），"
            f"再删除文件夹 {mark.folder(home)}，然后重新执行 tingban demo。"
        )
    command.tell("上次的演示数据没有装完，清空后重新装入")
    connection.close()
    postgres.empty(home)
    shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)
    database.migrate()


def _build(folder: Path, seed: int) -> Demo:
    with Progress("演示数据", _STEPS) as progress:

        def seen(share: float) -> None:
            progress.step(int(share * _STEPS) - progress.at)

        with database.hurried():
            return runner.build(home=folder, seed=seed, seen=seen)
