"""Killed in the middle (kill -9): nothing is half done, and what comes after does it once."""

import signal

import psycopg
import pytest

from tests.exchange_books import community, workbook
from tests.jobs.cli.installation import Installation, wait_until
from tingban.gateways import postgres

pytestmark = pytest.mark.slow
WEEK = """
from tests import fridays
from tests.stories import a_community, a_visit
a_visit(a_community())
fridays.open_week()
"""
STAND_IN = """
from tests import fridays
from tingban.actions.weekly import sending
print(sending.stand_in_for_silent(at=fridays.AFTER))
"""
FREEZE = """
from tests import fridays
print(fridays.freeze())
"""
EDITIONS = """
from tingban.data.weekly.models import CityEdition, Edition, Report, ReportStep
states = sorted(set(Report.objects.values_list('state', flat=True)))
print(Edition.objects.count(), CityEdition.objects.count(), *states)
"""
# What the database itself writes meanwhile (autovacuum) may hold an entry back for a moment.
SEAL = """
from time import sleep
from tingban.actions.audit import sealing
from tingban.data.audit.models import Entry, SealedEntry
from tingban.kit import clock
while Entry.objects.count() > SealedEntry.objects.count():
    sealing.seal(at=clock.now()) or sleep(0.1)
"""
SEALS = """
from tingban.data.audit.models import Entry, Seal, SealedEntry
print(Entry.objects.count(), SealedEntry.objects.count(), Seal.objects.count())
"""
COMMUNITIES = """
from tingban.data.exchange.models import ImportFile
from tingban.data.registry.models import Community
print(Community.objects.count(), ImportFile.objects.count())
"""
# Acts without end, each with its fact, until somebody stops them.
ACTS = """
from itertools import count
from tests.people import NOW, clerk
from tingban.actions.registry import communities
actor = clerk()
for number in count(1):
    told = communities.CommunityStatement(county_code='140802', name=f'第{number}小区')
    communities.add_community(statement=told, actor=actor, at=NOW)
    print(number, flush=True)
"""
ONE_ACT = """
from tests.people import NOW, clerk
from tingban.actions.registry import communities
told = communities.CommunityStatement(county_code='140802', name='封存园')
communities.add_community(statement=told, actor=clerk(), at=NOW)
"""
WHOLE = """
from tingban.data.audit.models import Entry
from tingban.data.registry.models import Community, CommunityFact
rows = Community.objects.filter(name__startswith='第')
facts = CommunityFact.objects.filter(community__in=rows).count()
acts = Entry.objects.filter(act='registry.community_added', after__name__startswith='第').count()
print(rows.count() == facts == acts, acts > 0)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """An installation whose database outlives whoever is killed."""
    home = tmp_path_factory.mktemp("home")
    server = postgres.start(home, title="tests")
    place = Installation(home)
    place.python("pass")
    yield place
    server.stop()


def test_timers_and_a_freeze_that_are_killed_did_nothing_and_do_it_once(place):
    place.python(WEEK)
    place.killed(STAND_IN, at="tingban.actions.weekly.sending:keep_edition")
    assert place.python(EDITIONS).split() == ["0", "0", "open"]
    assert place.python(STAND_IN) == "14"
    assert place.python(STAND_IN) == "0"

    place.killed(FREEZE, at="tingban.actions.weekly.freezing:keep_city")
    half = place.python(EDITIONS)

    assert half.split() == ["14", "0", "auto"]
    assert place.python(FREEZE) == "1"
    assert place.python(EDITIONS).split() == ["14", "1", "frozen"]


def test_a_seal_that_is_killed_sealed_nothing_and_the_chain_holds(place):
    place.python(ONE_ACT)
    before = place.python(SEALS).split()

    place.killed(SEAL, at="tingban.data.audit.models:SealedEntry.objects.bulk_create")
    half = place.python(SEALS).split()
    place.python(SEAL)

    assert half == before
    entries, sealed, _ = place.python(SEALS).split()
    assert entries == sealed
    assert place.run("audit", "verify").returncode == 0


def test_an_import_that_is_killed_keeps_whole_files_and_goes_on_with_the_rest(place, tmp_path):
    before = int(place.python(COMMUNITIES).split()[0])
    paths = [tmp_path / f"{number}.xlsx" for number in (1, 2)]
    for number, path in enumerate(paths, start=1):
        row = community(number, 小区编码=f"14080200299{number:02}", 小区名称=f"新{number}园")
        path.write_bytes(workbook({"小区台账": [row]}))
    words = ", ".join(repr(str(path)) for path in paths)

    place.killed(
        "from tingban.jobs.cli.main import _parser\n"
        f"args = _parser().parse_args(['import', {words}])\nargs.run(args)",
        at="tingban.actions.exchange.taking:_remember",
    )
    half = place.python(COMMUNITIES).split()
    done = place.run("import", *paths)

    assert half == [str(before), "0"]
    assert done.returncode == 0, done.stdout
    assert place.python(COMMUNITIES).split() == [str(before + 2), "2"]


def test_a_backup_taken_while_acts_are_written_restores_to_a_whole_state(place, tmp_path):
    clerk = place.begin(ACTS)
    assert clerk.stdout is not None
    for _ in range(20):
        clerk.stdout.readline()
    made = place.run("backup", tmp_path / "whole.tingban")
    clerk.send_signal(signal.SIGKILL)
    clerk.communicate(timeout=60)
    assert made.returncode == 0, made.stderr
    again = Installation(tmp_path / "again")

    done = again.run("restore", tmp_path / "whole.tingban")

    assert done.returncode == 0, done.stderr
    assert again.python(WHOLE) == "True True"
    assert again.run("audit", "verify").returncode == 0


def test_a_database_that_is_killed_under_a_command_is_told_in_a_sentence(tmp_path):
    place = Installation(tmp_path / "home")
    server = postgres.start(place.home, title="tests")
    place.python("pass")
    command = place.start("import", _large(tmp_path))
    wait_until(lambda: _imports(place.home), command)
    server.process.kill()
    _, err = command.communicate(timeout=60)
    server.stop()

    assert command.returncode == 1, err
    assert "数据库暂时连接不上" in err
    assert "Traceback" not in err


def _imports(home) -> bool:
    """Whether an import is at work: it holds its lock."""
    with psycopg.connect(postgres.address(home, postgres.SUPERUSER, "postgres")) as link:
        held = link.execute(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 20240522"
        )
        return held.fetchone() is not None


def _large(folder):
    rows = [community(0, 小区编码="", 小区名称=f"第{number}园") for number in range(6000)]
    (folder / "大.xlsx").write_bytes(workbook({"小区台账": rows}))
    return folder / "大.xlsx"
