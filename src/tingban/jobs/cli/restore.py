"""`tingban restore FILE`: a backup back into an empty installation."""

from contextlib import nullcontext
from pathlib import Path

from django.conf import settings

from tingban.actions.audit import keeping
from tingban.gateways import postgres
from tingban.jobs import whole
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock
from tingban.rules.actors import SYSTEM
from tingban.rules.errors import Refused


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "restore", run, about="把备份文件恢复到空的系统", database=False)
    parser.add_argument("file", type=Path, metavar="FILE")


def run(args: Arguments) -> int:
    """Everything, or nothing."""
    if not args.file.is_file():
        raise Refused(f"没有找到备份文件 {args.file}。")
    embedded = postgres.borrowed(settings.HOME, title="tingban restore")
    with embedded if settings.EMBEDDED else nullcontext():
        found = whole.read(args.file)
        keeping.note_restore(
            name=args.file.name, made_at=found.made_at, actor=SYSTEM, at=clock.now()
        )
    return command.done(
        args,
        {"file": str(args.file), "made_at": found.made_at, "files": found.files},
        f"已恢复 {found.made_at} 的备份（文件 {found.files} 个）。",
    )
