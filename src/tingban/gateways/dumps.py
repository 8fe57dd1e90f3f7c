"""A whole database to a file and back, by the PostgreSQL programs of the wheel.

A dump goes back in one transaction: everything, or nothing. The programs are newer than the
oldest server we serve, so what that server does not know yet is left out of the script.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tingban.gateways import postgres

# Settings that servers before 17 refuse.
_TOO_NEW: Final = (b"SET transaction_timeout", b"\\restrict", b"\\unrestrict")


class DumpFailed(Exception):
    """A program of PostgreSQL ended with an error; the text is what it said."""


def _call(program: str, *words: str | Path) -> None:
    done = subprocess.run(  # noqa: S603  # our own binary
        [str(postgres.binaries() / program), *map(str, words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise DumpFailed(done.stderr.decode(errors="replace").strip()[-800:])


def _keep_known(raw: Path, script: Path) -> None:
    with raw.open("rb") as lines, script.open("wb") as kept:
        kept.writelines(line for line in lines if not line.startswith(_TOO_NEW))


def dump(url: str, target: Path) -> None:
    """Everything of one database, without owners and rights: those are made anew."""
    _call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", target, url)


def write_script(url: str, target: Path, *, without_rows: Sequence[str] = ()) -> None:
    """A small database as one script that any server takes; of some tables no rows."""
    raw = target.with_suffix(".raw")
    left = [f"--exclude-table-data={table}" for table in without_rows]
    _call(
        "pg_dump", "--no-owner", "--no-privileges", "--no-comments", "--rows-per-insert=1000",
        *left, "--file", raw, url,
    )  # fmt: skip
    _keep_known(raw, target)


def load(url: str, source: Path, work: Path) -> None:
    """Fill an empty database; `work` is a folder for the script on its way."""
    raw, script = work / "raw.sql", work / "load.sql"
    _call("pg_restore", "--no-owner", "--no-privileges", "--file", raw, source)
    _keep_known(raw, script)
    _call(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        "--file", script, url,
    )  # fmt: skip
