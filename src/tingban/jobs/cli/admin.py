"""`tingban admin NAME`: the first system administrator, or one more where nobody gets in."""

from tingban.actions.audit import founding
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "admin", run, about="建立系统管理员，由他再建单位、用户和岗位")
    parser.add_argument("username", metavar="登录名")
    parser.add_argument("--name", default="系统管理员", help="姓名")
    parser.add_argument(
        "--unit", default="运城市住房和城乡建设局", help="市局的名称（已经建立的不改）"
    )


def run(args: Arguments) -> int:
    """Tell the password once; it is changed at the first sign-in."""
    password = founding.appoint_administrator(
        username=args.username, name=args.name, unit_name=args.unit, at=clock.now()
    )
    return command.done(
        args,
        {"username": args.username, "password": password},
        f"已建立系统管理员 {args.username}，首次登录密码 {password}（登录后须修改）。",
    )
