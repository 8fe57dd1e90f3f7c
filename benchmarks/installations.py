"""A throw-away installation for one measurement, in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def opened() -> Iterator[Path]:
    """Inside: Django is set up, the database of a fresh home is open and migrated."""
    with tempfile.TemporaryDirectory(prefix="tingban-bench-") as folder:
        os.environ["TINGBAN_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        from tingban.jobs.cli.main import set_up

        set_up()
        from tingban.jobs import database

        with database.opened("tingban bench"):
            yield Path(folder)


def apart(module: str, *words: str) -> Any:
    """Run `python -m benchmarks.<module>`; it prints one JSON value."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *words],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
