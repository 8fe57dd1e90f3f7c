"""Migrations and rights: the tables are made by their owner, used by an ordinary role."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Final
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tingban.gateways import postgres, roles, structure
from tingban.reads.overview.health import is_migrated
from tingban.rules.errors import Refused

_PARTS: Final = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
_OLDEST: Final = 150_000
_PREPARED: Final = {"server_side_binding": True, "prepare_threshold": 3}
# Any number will do, so long as all processes of an installation take the same.
_MIGRATION_LOCK: Final = 1_408_000


@contextmanager
def as_owner() -> Iterator[None]:
    """Django's connection as the owner of the tables, for migrations only."""
    kept = {part: connection.settings_dict[part] for part in _PARTS}
    connection.close()
    connection.settings_dict.update({part: settings.OWNER_DATABASE[part] for part in _PARTS})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def owner_link() -> psycopg.Connection:
    """A bare connection as the owner, or a sentence why there is none."""
    try:
        link = psycopg.connect(settings.OWNER_URL, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        where = urlsplit(settings.OWNER_URL)
        raise Refused(
            f"连接不上数据库 {where.hostname or ''}{where.path}：{str(error).strip()}"
        ) from error
    if link.info.server_version < _OLDEST:
        link.close()
        raise Refused("数据库版本过低：需要 PostgreSQL 15 或更新版本")
    return link


def is_current() -> bool:
    """Whether the tables are those of this program."""
    with as_owner():
        return is_migrated()


def is_bare() -> bool:
    """Whether the database has no tables at all."""
    with owner_link() as link:
        row = link.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
        ).fetchone()
        return row == (0,)


def migrate(*, head_start: bool = True) -> bool:
    """Bring tables and rights up to date; whether tables changed. One process at a time.

    An empty database is filled at once; without `head_start` by one migration after the other.
    """
    with owner_link() as link:
        link.execute("SELECT pg_advisory_lock(%s)", (_MIGRATION_LOCK,))
        filled = head_start and is_bare() and structure.fill(settings.OWNER_URL)
        stale = filled or not is_current()
        if stale:
            with as_owner():
                call_command("migrate", verbosity=0, interactive=False, stdout=StringIO())
        try:
            roles.prepare(settings.OWNER_URL, settings.APP_ROLE)
        except roles.MayNotCreateRoles as error:
            raise Refused(str(error)) from error
    return stale


def require_current() -> None:
    """For a server among several: somebody else starts the database and migrates it."""
    if settings.EMBEDDED and not postgres.answers(settings.HOME):
        raise Refused("数据库没有运行：单机请用 tingban serve，多机请设置 DATABASE_URL")
    if not is_migrated():
        raise Refused("数据库结构与程序版本不一致，请先执行 tingban migrate")


def open_outside() -> None:
    """A foreign server: an empty database is filled, an outdated one is left to `migrate`."""
    owner_link().close()
    if is_bare():
        migrate()
    elif not is_current():
        raise Refused("数据库结构与程序版本不一致，请先执行 tingban migrate")


@contextmanager
def hurried() -> Iterator[None]:
    """Many small acts without waiting for the disk at each; the next one after them waits for all.

    Only for what is thrown away and begun again if the machine stops in the middle. Nor is
    memory searched for rings meanwhile: a tenth of the time, for a process that soon ends. And
    our own server keeps the plan of what it is asked again and again, whatever the values: it
    would think longer about most of these acts than it works at them. Before a foreign one may
    stand a pool that forgets it.
    """
    kept = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = kept | (_PREPARED if settings.EMBEDDED else {})
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        if settings.EMBEDDED:
            cursor.execute("SET plan_cache_mode = force_generic_plan")
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        connection.close()
        connection.settings_dict["OPTIONS"] = kept


@contextmanager
def opened(title: str) -> Iterator[None]:
    """The database of this installation, ready for one command."""
    if not settings.EMBEDDED:
        open_outside()
        yield
        return
    try:
        with postgres.borrowed(settings.HOME, title=title):
            migrate()
            yield
            connection.close()
    except postgres.DatabaseFailed as failure:
        raise Refused(str(failure)) from failure
