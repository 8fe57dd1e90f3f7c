"""`tingban keys`: which keys the vault uses, a new one, and what is sealed anew with it."""

import os
from collections import Counter
from pathlib import Path

from django.conf import settings

from tingban.actions.complaints import resealing
from tingban.actions.exits.roll_vault import owner_keys_used, reseal_owners
from tingban.gateways import secrets
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock
from tingban.rules.actors import SYSTEM
from tingban.rules.errors import Refused


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "keys", run, about="更换加密身份信息和文件的密钥")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--new", action="store_true", help="新增一把密钥，重新启动以后用它加密")
    what.add_argument("--reseal", action="store_true", help="把旧密钥加密的内容换成用新密钥加密")
    what.add_argument("--drop-old", action="store_true", help="删去已经没有内容使用的旧密钥")


def run(args: Arguments) -> int:
    """One of the three, or what stands."""
    if args.new:
        return _new(args)
    if args.reseal:
        done = {"owners": reseal_owners(), **resealing.reseal(actor=SYSTEM, at=clock.now())}
        return command.done(
            args,
            done,
            f"已换成密钥 {settings.CONTACT_KEY_ID} 加密：联系方式 {done['contacts']} 条、"
            f"动态口令 {done['factors']} 个、文件 {done['files']} 个、"
            f"业主姓名 {done['owners']} 条。",
        )
    used = Counter(resealing.keys_used()) + Counter(owner_keys_used())
    if args.drop_old:
        return _drop(args, used)
    lines = [
        f"{name}{'（现用）' if name == settings.CONTACT_KEY_ID else ''}：{used.get(name, 0)} 项"
        for name in settings.CONTACT_KEYS
    ]
    return command.done(args, {"current": settings.CONTACT_KEY_ID, "used": dict(used)}, *lines)


def _home() -> Path:
    """Where the keys are kept; what the environment gives is the administrator's to change."""
    if os.environ.get(secrets.CONTACT_KEYS):
        raise Refused(
            f"密钥来自环境变量 {secrets.CONTACT_KEYS}，请在那里增减：新密钥写在最后，"
            "各台机器重新启动以后再用 --reseal。"
        )
    return Path(settings.HOME)


def _new(args: Arguments) -> int:
    name = secrets.add_key(_home())
    return command.done(
        args,
        {"added": name},
        f"已新增密钥 {name}。请重新启动各个服务，再运行 tingban keys --reseal。",
        "旧密钥请先留着：旧的备份要用它才打得开。",
    )


def _drop(args: Arguments, used: dict[str, int]) -> int:
    home = _home()
    idle = [
        name
        for name in settings.CONTACT_KEYS
        if name != settings.CONTACT_KEY_ID and not used.get(name)
    ]
    if not idle:
        raise Refused("没有可以删去的旧密钥：都还在用。请先运行 tingban keys --reseal。")
    secrets.drop_keys(home, idle)
    return command.done(
        args, {"dropped": idle}, f"已删去密钥 {'、'.join(idle)}。用它加密的旧备份从此打不开。"
    )
