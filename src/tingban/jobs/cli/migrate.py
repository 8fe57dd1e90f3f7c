"""`tingban migrate`: tables and rights up to date."""

from contextlib import nullcontext

from django.conf import settings

from tingban.gateways import postgres
from tingban.jobs import database
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands


def register(commands: Commands) -> None:
    """Add it to the command line."""
    command.add(commands, "migrate", run, about="升级数据库结构与权限", database=False)


def run(args: Arguments) -> int:
    """As the owner of the tables."""
    embedded = postgres.borrowed(settings.HOME, title="tingban migrate")
    with embedded if settings.EMBEDDED else nullcontext():
        changed = database.migrate()
    return command.done(args, {"changed": changed}, "已升级" if changed else "已是最新，无需升级")
