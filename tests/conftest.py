"""What every test stands on: a database of its own, used in the application's ordinary role.

`DATABASE_URL` names an outside server (its user owns the test database); without it one
embedded server is started per process, and only when a test asks for the database.
"""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection, transaction
from django.template import engines
from xdist.scheduler import LoadScopeScheduling

from tingban.config.settings import database
from tingban.gateways import postgres, roles, structure

# Rows that migrations bring; a flush between tests leaves them standing.
REFERENCE = (
    "areas_area", "areas_township", "law_calendarday", "law_calendaryear", "law_lawarticle",
    "registry_campaign", "registry_phase", "django_migrations", "django_content_type",
)  # fmt: skip
# So do those of these rows that no act of anybody wrote.
MIXED = "enforcement_jointmeasure"
_BROUGHT = "act_id IS NULL"
_LARGE = 8_000_000
_PARTS = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


class Files(LoadScopeScheduling):
    """A worker gets a whole file at a time, in order; what is built for a file is built once.

    The walks in the browser share one installation; its pages have another, beside them.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        walks = path.startswith("tests/browser/") and not path.endswith("/test_pages.py")
        return "walks" if walks else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> Files:
    config.option.loadscopereorder = False
    return Files(config, log)


def owner_url(name: str = "") -> str:
    """Address of the test database for its owner, or of another on its server."""
    parts = connection.settings_dict
    info = {
        "dbname": name or parts["NAME"],
        "user": parts["USER"],
        "password": parts["PASSWORD"],
        "host": parts["HOST"],
        "port": parts["PORT"],
    }
    return psycopg.conninfo.make_conninfo(**{key: value for key, value in info.items() if value})


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """Address of the server that tests run on, for the owner."""
    if outside := os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL"):
        yield outside
        return
    home = Path(tempfile.mkdtemp(prefix="tingban-test-"))
    server = postgres.start(home, title="tests", loose=True)
    yield postgres.address(home, postgres.OWNER)
    server.stop()
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_server: str, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """The owner makes the database."""
    suffix = connection.settings_dict["TEST"]["NAME"]
    owner = database(database_server)
    connection.settings_dict.update({part: owner[part] for part in _PARTS})
    worker = os.environ.get("PYTEST_XDIST_WORKER", str(os.getpid()))
    connection.settings_dict["TEST"]["NAME"] = suffix or f"test_tingban_{worker}"
    _give_head_start()


def _give_head_start() -> None:
    """Fill the database before the migrations; `test_head_start` holds that both ways are one."""
    create = connection.creation._create_test_db

    def filled(*args: Any, **told: Any) -> str:
        name = create(*args, **told)
        structure.fill(owner_url(name))
        return name

    connection.creation._create_test_db = filled


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Made by its owner, the database is then used in the role the application has."""
    with django_db_blocker.unblock():
        roles.prepare(owner_url())
        connection.close()
        connection.settings_dict["OPTIONS"] = {
            **connection.settings_dict["OPTIONS"],
            "options": f"-c role={roles.APPLICATION}",
        }
    yield
    with django_db_blocker.unblock():
        connection.close()
        del connection.settings_dict["OPTIONS"]["options"]


def _but_brought(name: str) -> str:
    return f" WHERE NOT ({_BROUGHT})" if name == MIXED else ""


def _truncate(owner: psycopg.Connection, names: list[str]) -> None:
    """All of them at once; what a migration brought is put back."""
    brought = f"SELECT * FROM {MIXED} WHERE {_BROUGHT}"
    owner.execute(f"CREATE TEMP TABLE brought ON COMMIT DROP AS {brought}")
    owner.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in names))
    owner.execute(f"INSERT INTO {MIXED} SELECT * FROM brought")


def _filled(owner: psycopg.Connection, names: list[str]) -> list[str]:
    """The tables among these that have rows."""
    asked = (
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\"{_but_brought(name)})"
        for name in names
    )
    return [row[0] for row in owner.execute(" UNION ALL ".join(asked)).fetchall()]


def _deleting(names: list[str]) -> str:
    """One statement, so that it does not matter which table refers to which."""
    parts = (
        f'd{place} AS (DELETE FROM "{name}"{_but_brought(name)})'
        for place, name in enumerate(names)
    )
    return "WITH " + ", ".join(parts) + " SELECT 1"


def empty_tables() -> None:
    """Empty all tables but the reference rows, as the owner and past the append-only triggers.

    A hundred tables are not soon truncated: the few rows of a test are deleted instead, until
    there are many, or room that nobody uses.
    """
    with psycopg.connect(owner_url(), autocommit=True) as owner:
        rows = owner.execute(
            "SELECT tablename, pg_relation_size(quote_ident(tablename)::regclass) FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(REFERENCE)],
        ).fetchall()
        names = [row[0] for row in rows]
        large = sum(row[1] for row in rows) > _LARGE
        touched = names if large else _filled(owner, names)
        if not touched:
            return
        with owner.transaction():
            for name in touched:
                owner.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
            if large:
                _truncate(owner, touched)
            else:
                owner.execute(_deleting(touched))
            owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in touched:
                owner.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')


@pytest.fixture(autouse=True, scope="session")
def _flush_as_owner() -> Iterator[None]:
    """Tests with real transactions end in a flush that the application itself could not do."""
    original = flush.Command.handle
    flush.Command.handle = lambda self, **options: empty_tables()  # type: ignore[method-assign]
    yield
    flush.Command.handle = original


class Undefined(str):
    """What Django prints for a variable that the context lacks: it fails the test instead."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, name: object) -> str:
        pytest.fail(f"the template asks for {name}, which the page does not give")


@pytest.fixture(autouse=True)
def _undefined_template_variables_fail(monkeypatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("x"))


@pytest.fixture(autouse=True, scope="session")
def _no_host_but_this_machine() -> Iterator[None]:
    """Whoever speaks to the outside world in a test has forgotten a gateway."""
    original = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            pytest.fail(f"a test reaches for {address[0]}")
        original(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = original  # type: ignore[method-assign]


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """What fixtures of a module write after it stands before each of its tests.

    Each test has its own savepoint in this transaction, and its own copy of the files; so no test
    with real transactions may stand in such a module.
    """
    around = transaction.atomic()
    # As the transaction of a test: what must be outermost may be within.
    around._from_testcase = True
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), around:
        patch.setattr(settings, "FILES_ROOT", tmp_path_factory.mktemp("shared") / "files")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(request, tmp_path, monkeypatch) -> None:
    """Whatever a test stores goes with it."""
    if "shared_rows" in request.fixturenames and settings.FILES_ROOT.exists():
        shutil.copytree(settings.FILES_ROOT, tmp_path / "files")
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    monkeypatch.setattr(settings, "OUTBOX_ROOT", tmp_path / "outbox")
