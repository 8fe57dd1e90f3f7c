"""Writes the head start of an empty database afresh, or says whether it leads where all
migrations lead (`--check`).

Both are asked of installations of their own, in folders that go when it is done.
"""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_FILE = Path(__file__).parents[1] / "src" / "tingban" / "data" / "structure.sql.gz"
# Where a newer migration ran after the script, its row stands further down.
_ROWS = re.compile(rb"^INSERT INTO public\.django_migrations VALUES.*?;$", re.MULTILINE | re.DOTALL)
_HERE = """
import sys
from pathlib import Path
from tingban.jobs.cli.main import set_up
set_up()
import psycopg
from django.conf import settings
from tingban.gateways import postgres, structure
from tingban.jobs import database
with postgres.borrowed(Path(settings.HOME), title="structure"):
    script = sys.stdin.buffer.read()
    if script:
        structure.fill(settings.OWNER_URL, script)
    database.migrate(head_start=sys.argv[1] == "quick")
    with psycopg.connect(settings.OWNER_URL) as link:
        link.execute("UPDATE django_migrations SET applied = '2024-05-20 00:00+08'")
    sys.stdout.buffer.write(structure.written(settings.OWNER_URL))
"""


def _made(way: str, script: bytes = b"") -> bytes:
    """The script of a new installation whose tables were made in this way."""
    with TemporaryDirectory() as home:
        dropped = ("DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        done = subprocess.run(
            [sys.executable, "-c", _HERE, way],
            input=script,
            env=kept | {"TINGBAN_HOME": home},
            stdout=subprocess.PIPE,
            check=True,
        )
    return done.stdout


def main() -> int:
    """0 where it is written, or fresh."""
    slow = _made("slow")
    if "--check" not in sys.argv:
        _FILE.write_bytes(gzip.compress(slow, mtime=0))
        return 0
    # PostgreSQL words some conditions otherwise once they have gone through a script.
    expected, found = (_ROWS.sub(b"", it) for it in (_made("again", slow), _made("quick")))
    if expected == found:
        return 0
    for line in sorted(set(expected.splitlines()) ^ set(found.splitlines())):
        print(line.decode())
    print("The head start of an empty database is stale: python tools/structure.py")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
