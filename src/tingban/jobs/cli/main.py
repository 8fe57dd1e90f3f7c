"""Reads the command line, prepares the installation, calls one subcommand."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured

from tingban.gateways import secrets
from tingban.rules.errors import Refused


def set_up() -> None:
    """Secrets of a first start, then Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tingban.config.settings")
    home = Path(os.environ.get("TINGBAN_HOME") or "var").resolve()
    os.environ["TINGBAN_HOME"] = str(home)
    # In production secrets come from the administrator: several machines must share them.
    if os.environ.get("TINGBAN_ENV") != "production":
        secrets.ensure(home)
    django.setup()


def _parser() -> argparse.ArgumentParser:
    from tingban.jobs.cli import registry  # noqa: PLC0415  # the subcommands need Django set up

    parser = argparse.ArgumentParser(prog="tingban", description="听办：物业服务监管平台")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for module in registry.modules():
        module.register(commands)
    return parser


def _run(args: argparse.Namespace) -> int:
    from tingban.jobs import clock, database  # noqa: PLC0415  # they need Django set up
    from tingban.jobs.cli import command  # noqa: PLC0415
    from tingban.reads.overview import outages  # noqa: PLC0415

    try:
        if not args.database:
            return int(args.run(args))
        with database.opened(f"tingban {args.command}"):
            clock.apply()
            return int(args.run(args))
    except Refused as refusal:
        return command.refused(args, str(refusal))
    except BrokenPipeError:
        # Whoever read our output has closed it: nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return command.REFUSED
    except KeyboardInterrupt:
        command.tell("已中断")
        return 130
    except Exception as error:
        outage = outages.outage_of(error)
        if outage is None:
            raise
        logging.getLogger(__name__).debug("an outage", exc_info=True)
        # A half-written file complains once more when it is dropped: that is told already.
        sys.unraisablehook = lambda _: None
        return command.refused(args, f"{outage.told}。没有做完，已写入的内容不受影响，请再试一次。")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0: done, 1: refused or found wrong, 2: wrong usage."""
    try:
        set_up()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        home = os.environ["TINGBAN_HOME"]
        print(f"不能使用 {home}：{error.strerror}。请检查 TINGBAN_HOME。", file=sys.stderr)
        return 1
    return _run(_parser().parse_args(argv))
