"""Whether the installation can work: the database, its tables, its worker."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tingban.gateways import clamd

# A worker shows life every ten seconds; thrice missed counts as gone.
_WORKERS: Final = """
SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'
"""


@dataclass(frozen=True, slots=True)
class Health:
    """What was found; a missing worker is told but stops nothing."""

    database: bool
    migrated: bool
    workers: int

    @property
    def ready(self) -> bool:
        """Pages can be served; a missing worker delays work but stops no page."""
        return self.database and self.migrated


@dataclass(frozen=True, slots=True)
class ScannerHealth:
    """Whether a virus scanner is named, and what it calls itself; empty where it is silent."""

    is_on: bool
    engine: str = ""

    @property
    def word(self) -> str:
        """For machines: off, ok, unreachable."""
        if not self.is_on:
            return "off"
        return "ok" if self.engine else "unreachable"


def scanner_health() -> ScannerHealth:
    """A look at the virus scanner, never an exception."""
    if not clamd.is_on():
        return ScannerHealth(is_on=False)
    try:
        return ScannerHealth(is_on=True, engine=clamd.version())
    except clamd.Unreachable:
        return ScannerHealth(is_on=True)


def is_migrated() -> bool:
    """Whether the tables are those of this program."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def applied_migrations() -> set[str]:
    """The steps by which the tables came to be what they are: `topic.name`."""
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def unknown_migrations(names: Collection[str]) -> set[str]:
    """Those that this program does not know: they come from a newer one."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return set(names) - known


def health() -> Health:
    """A look at the database, never an exception."""
    try:
        migrated = is_migrated()
        workers = 0
        if migrated:
            with connection.cursor() as cursor:
                cursor.execute(_WORKERS)
                workers = int(cursor.fetchone()[0])
    except DatabaseError:
        return Health(database=False, migrated=False, workers=0)
    return Health(database=True, migrated=migrated, workers=workers)
