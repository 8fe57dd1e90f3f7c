"""`tingban web`: one web server; any number of them may stand behind nginx."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from tingban.jobs import assets, clock, database
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "web", run, about="启动网页服务", database=False)
    add_address(parser)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65_535:
        raise ArgumentTypeError("端口应在 1 至 65535 之间")
    return port


def add_address(parser: ArgumentParser) -> None:
    """Where to listen; shared with `serve`."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址")
    parser.add_argument("--port", type=_port, default=8000, help="监听端口")
    parser.add_argument("--workers", type=int, default=2, help="网页进程数")


def server_command(args: Arguments) -> list[str]:
    """The command of the web server."""
    words = {
        "--interface": "wsgi",
        "--host": args.host,
        "--port": str(args.port),
        "--workers": str(args.workers),
        "--blocking-threads": "4",
        "--backlog": "1024",
        "--log-level": "warning",
        "--workers-kill-timeout": "5s",
    }
    start = [sys.executable, "-m", "granian", "tingban.config.wsgi:application"]
    return [*start, "--respawn-failed-workers", *(part for pair in words.items() for part in pair)]


def run(args: Arguments) -> int:
    """This process becomes the web server."""
    database.require_current()
    clock.apply()
    assets.collect()
    command.tell(f"网页服务：http://{args.host}:{args.port}/")
    os.environ["TINGBAN_WEB_WORKER"] = "1"
    program = server_command(args)
    os.execv(Path(program[0]), program)  # noqa: S606  # our own interpreter, our own words
