"""`tingban worker`: one job worker; any number of them may run."""

import signal
import sys
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from tingban.jobs import clock, database, upkeep
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "worker", run, about="启动后台任务进程", database=False)
    parser.add_argument("--concurrency", type=int, default=2, help="同时处理的任务数")


def run(args: Arguments) -> int:
    """Until told to stop; work in hand gets some seconds to end, the rest is taken up later."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the worker has its own
    database.require_current()
    clock.apply()
    upkeep.rescue_jobs()
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as running:
        running.run_worker(concurrency=args.concurrency, shutdown_graceful_timeout=5)
    return command.DONE
