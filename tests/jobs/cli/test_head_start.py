"""An empty database is filled by one script, and stands where all migrations would lead it."""

import gzip
import subprocess
import sys

import pytest

from tests.arch.sources import ROOT
from tests.jobs.cli.installation import Installation
from tingban.gateways import structure

pytestmark = pytest.mark.slow

HOW_MANY = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
leaves = executor.loader.graph.leaf_nodes()
print(len(executor.loader.applied_migrations), len(executor.migration_plan(leaves)))
"""
REFUSED = """
from tingban.gateways import structure
from tingban.jobs import database
from django.conf import settings
print(structure.fill(settings.OWNER_URL, b"CREATE TABLE half (id int); SELECT nonsense"))
with database.owner_link() as link:
    print(link.execute("SELECT to_regclass('half')").fetchone())
"""


def test_the_script_leads_where_all_migrations_lead():
    done = subprocess.run(
        [sys.executable, "tools/structure.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_installation_has_nothing_left_to_migrate(tmp_path):
    applied, left = Installation(tmp_path / "home").python(HOW_MANY).split()

    assert int(applied) > 100
    assert left == "0"


def test_a_server_that_does_not_take_the_script_keeps_nothing_of_it(tmp_path):
    filled, half = Installation(tmp_path / "home").python(REFUSED).splitlines()

    assert filled == "False"
    assert half == "(None,)"


def test_the_script_holds_nobody_and_the_rows_that_come_with_the_program():
    script = gzip.decompress(structure.FILE.read_bytes()).decode()

    assert "INSERT INTO public.areas_area" in script
    assert "INSERT INTO public.accounts_user " not in script
