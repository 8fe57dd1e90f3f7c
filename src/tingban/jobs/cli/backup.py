"""`tingban backup FILE`: the whole installation in one file."""

from pathlib import Path

from tingban.actions.audit import keeping, sealing
from tingban.jobs import whole
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock
from tingban.rules.actors import SYSTEM


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "backup", run, about="把整个系统写入一个备份文件")
    parser.add_argument("file", type=Path, metavar="FILE")


def run(args: Arguments) -> int:
    """Noted before it is written, so that the backup itself tells of it."""
    whole.check_target(args.file)
    at = clock.now()
    keeping.note_backup(name=args.file.name, actor=SYSTEM, at=at)
    sealing.seal(at=at)
    made = whole.write(args.file, at=at)
    size = args.file.stat().st_size
    keys = "含密钥" if made.has_keys else "不含密钥（密钥来自环境变量，请另行保管）"
    return command.done(
        args,
        {"file": str(args.file), "bytes": size, "files": made.files, "keys": made.has_keys},
        f"已写出 {args.file}（{size / 1e6:.1f} MB，文件 {made.files} 个，{keys}）。",
        "备份里有投诉人的联系方式（加密），请只交给有权保管的人。",
    )
