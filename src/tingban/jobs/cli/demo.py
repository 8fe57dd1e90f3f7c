"""`tingban demo`: a believable campaign in an empty installation."""

from pathlib import Path

from django.conf import settings

from tingban.actions.audit import sealing
from tingban.jobs import clock
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.jobs.cli.progress import Progress
from tingban.jobs.demo import logins, runner
from tingban.reads.overview import handles
from tingban.rules.actors import SYSTEM

_STEPS = 1000


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "demo", run, about="在空的系统里装入一整套演示数据")
    parser.add_argument("--seed", type=int, default=runner.SEED, help="同样的种子得到同样的数据")
    parser.add_argument("--if-empty", action="store_true", help="已有数据时什么也不做")


def run(args: Arguments) -> int:
    """Build it, keep the logins beside the data, and let the clock stand at that Friday."""
    home = Path(settings.HOME)
    if args.if_empty and handles.has_communities(actor=SYSTEM):
        return command.done(args, {"built": False}, *logins.lines(home))
    with Progress("演示数据", _STEPS) as progress:

        def seen(share: float) -> None:
            progress.step(int(share * _STEPS) - progress.at)

        demo = runner.build(home=home, seed=args.seed, seen=seen)
    sealing.seal(at=demo.now)
    clock.set_anchor(demo.now)
    logins.keep(demo.as_json(), home)
    return command.done(args, demo.as_json(), *logins.lines(home))
