"""A head start for an empty database: what all migrations make of it, in one script.

Django imagines every model anew at every step of every migration, so that a hundred of them take
half a minute where the database needs a second. The script holds what they led to on the day
`tools/structure.py` wrote it; whatever is newer runs after it. A test holds that both ways end at
the same tables, so it need not be written anew with each migration.
"""

import gzip
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psycopg

from tingban.gateways import dumps

_log: Final = logging.getLogger(__name__)
FILE: Final = Path(__file__).parents[1] / "data" / "structure.sql.gz"
# The names in the script begin with it.
_SCHEMA: Final = "public"
# Django fills these itself after every migration.
_FILLED_LATER: Final = ("auth_permission", "django_content_type")
_COUNTED: Final = tuple(
    f"SELECT pg_catalog.setval('public.{table}_id_seq'".encode() for table in _FILLED_LATER
)


def written(url: str) -> bytes:
    """The script that makes an empty database what this one is."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "structure.sql"
        dumps.write_script(url, script, without_rows=_FILLED_LATER)
        lines = script.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_COUNTED))


def shipped() -> bytes:
    """The script that comes with the program."""
    return gzip.decompress(FILE.read_bytes())


def fill(url: str, script: bytes | None = None) -> bool:
    """Run a script, ours where none is told, on an empty database: whole or not at all.

    False where the server does not take it: the migrations then do it step by step.
    """
    try:
        with psycopg.connect(url) as link:
            if link.execute("SELECT current_schema()").fetchone() != (_SCHEMA,):
                return False
            link.execute(shipped() if script is None else script)
            link.execute("UPDATE public.django_migrations SET applied = now()")
    except psycopg.DatabaseError as error:
        _log.warning("the head start was not taken", extra={"reason": str(error).strip()})
        return False
    return True
