"""Database roles: migrations run as the owner, the application as an ordinary role.

The application's role owns nothing, and on append-only tables it may neither delete nor truncate,
so that even a fault in the program meets a second wall behind the triggers.
"""

from typing import Final, LiteralString

import psycopg

from tingban.gateways.postgres import APPLICATION

_CREATE: Final[LiteralString] = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tingban_app') THEN
        CREATE ROLE tingban_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
    EXECUTE format('GRANT tingban_app TO %I', current_user);
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- made at the same moment
END $$
"""
_GRANT: Final[LiteralString] = """
GRANT USAGE ON SCHEMA public TO tingban_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tingban_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO tingban_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO tingban_app;
"""
_NARROW: Final[LiteralString] = """
DO $$ DECLARE t record; BEGIN
    FOR t IN SELECT DISTINCT c.oid::regclass AS name FROM pg_trigger g
             JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
             WHERE p.proname = 'tingban_append_only' LOOP
        EXECUTE format('REVOKE DELETE, TRUNCATE ON %s FROM tingban_app', t.name);
    END LOOP;
END $$
"""


def prepare(owner_url: str) -> None:
    """Make the application's role and give it what it needs; safe to repeat."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for statement in (_CREATE, _GRANT, _NARROW):
            connection.execute(statement)


def as_application(url: str) -> str:
    """The same address, working in the application's role."""
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}options=-c%20role%3D{APPLICATION}"
