"""Database roles: migrations run as the owner, the application as an ordinary role.

The application's role owns nothing, and on append-only tables it may neither delete nor truncate,
so that even a fault in the program meets a second wall behind the triggers.
"""

from typing import Final, LiteralString

import psycopg
from psycopg import sql

from tingban.gateways.postgres import APPLICATION

_EXISTS: Final[LiteralString] = "SELECT 1 FROM pg_roles WHERE rolname = %s"
_CREATE: Final[LiteralString] = "CREATE ROLE {role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"
_MAY_STEP_DOWN: Final[LiteralString] = "SELECT pg_has_role(current_user, %s, 'MEMBER')"
_GRANTS: Final[tuple[LiteralString, ...]] = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)
_APPEND_ONLY: Final[LiteralString] = """
SELECT DISTINCT c.relname FROM pg_trigger g
JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE p.proname = 'tingban_append_only' AND n.nspname = 'public'
"""


class MayNotCreateRoles(Exception):
    """The owner of the tables cannot make the ordinary role; the text says who must do what."""


def _ensure(link: psycopg.Connection, role: str) -> None:
    """Make the role, and let the owner step down to it."""
    name = sql.Identifier(role)
    try:
        if not link.execute(_EXISTS, (role,)).fetchone():
            link.execute(sql.SQL(_CREATE).format(role=name))
        member = link.execute(_MAY_STEP_DOWN, (role,)).fetchone()
        if member is None or not member[0]:
            link.execute(sql.SQL("GRANT {role} TO CURRENT_USER").format(role=name))
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        _ensure(link, role)  # made by another process at the same moment
    except psycopg.errors.InsufficientPrivilege as error:
        raise MayNotCreateRoles(
            "数据库用户无权建立角色。请由管理员执行："
            f"CREATE ROLE {role} NOLOGIN; GRANT {role} TO {link.info.user};"
        ) from error


def prepare(owner_url: str, role: str = APPLICATION) -> None:
    """Make the application's role and give it what it needs; safe to repeat."""
    name = sql.Identifier(role)
    with psycopg.connect(owner_url, autocommit=True) as link:
        if link.info.user != role:
            _ensure(link, role)
        for statement in _GRANTS:
            link.execute(sql.SQL(statement).format(role=name))
        for (table,) in link.execute(_APPEND_ONLY).fetchall():
            link.execute(
                sql.SQL("REVOKE DELETE, TRUNCATE ON {table} FROM {role}").format(
                    table=sql.Identifier(table), role=name
                )
            )
