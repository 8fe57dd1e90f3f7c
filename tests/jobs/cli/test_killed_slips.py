"""A server or worker killed while slips are registered: what was done stays, the rest is done once.

Each slip is one act. The one at work when the kill comes is not there at all; the same press, or
the job taken up again, registers it and what comes after it, and nothing a second time.
"""

import os
import re
import signal
import urllib.error
from contextlib import contextmanager, suppress
from threading import Thread

import psycopg
import pytest

from tests.jobs.cli.installation import Installation, processes_of, wait_until
from tests.jobs.cli.test_killed_portal import killed
from tests.jobs.cli.test_killed_post import CLERK, hidden, signed_in
from tingban.gateways import postgres

pytestmark = pytest.mark.slow
FEW, MANY = 6, 60
BRING = """
from tests.slip_books import hotline, slip
from tests.web.visitors import staff_member
from tingban.actions.exchange import slip_batches
from tingban.actions.exchange.intake import Upload
from tingban.kit import clock
from tingban.reads import accounts
from tingban.reads.exchange import slips
from tingban.rules.actors import Role
from tingban.rules.complaints import Source
at = clock.now()
person = accounts.person(staff_member(Role.C_OP, '140802', 'wang').pk, on=at.date())
actor = person.acting(person.open_posts[0], ip='127.0.0.1')
upload = Upload('转办.xlsx', hotline([slip(number) for number in range(1, COUNT + 1)]))
key = slip_batches.bring_slips(upload=upload, source=Source.HOTLINE_12345, actor=actor, at=at)
columns = slips.columns_offered(actor, slips.batch(actor, key))
slip_batches.choose_slip_columns(batch_id=key, columns=columns, actor=actor, at=at)
print(key)
"""
# Cases, their own numbers, slips that know theirs, and acts in the log: the same everywhere.
WRITTEN = """
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case
from tingban.data.exchange.models import Slip
acts = Entry.objects.filter(act='complaints.case_registered').count()
slips = Slip.objects.filter(state='done').values('case').distinct().count()
print(Case.objects.count(), Case.objects.values('source_ref').distinct().count(), slips, acts)
"""
# A job that was given back; the heartbeat of the dead worker is not waited for.
TAKE_UP = """
from tingban.jobs import exchange
exchange.register_slips(batch=BATCH)
"""
WAITS = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def place(tmp_path):
    return Installation(tmp_path / "home")


@contextmanager
def held_at(place: Installation, number: int):
    """Whoever comes to this slip stands there; yields whether somebody does."""
    name = f"slip:S05:GD20240617{number:04d}"
    with psycopg.connect(postgres.address(place.home, postgres.SUPERUSER)) as link:
        link.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        yield lambda: link.execute(WAITS).fetchone() is not None
        with suppress(psycopg.OperationalError):
            link.rollback()


def _form(page: str, count: int) -> dict[str, str]:
    """Every slip is to be registered."""
    chosen = {f"choice-{number}": "register" for number in range(1, count + 1)}
    return chosen | {
        "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"), "register": "1",
    }  # fmt: skip


def _same(count: int) -> str:
    return " ".join([str(count)] * 4)


def test_a_server_killed_amid_a_press_keeps_what_was_registered_and_then_does_the_rest(place):
    with place.serving() as (process, address):
        desk = signed_in(address, place.python(CLERK))
        path = f"/desk/cases/slips/{place.python(BRING.replace('COUNT', str(FEW)))}/"
        told = _form(desk.get(address + path), FEW)

        def press() -> None:
            with suppress(OSError, urllib.error.URLError):
                desk.post(address + path, told)

        pressing = Thread(target=press)
        with held_at(place, 4) as stands:
            pressing.start()
            wait_until(stands, process)
            os.kill(process.pid, signal.SIGKILL)
            process.wait(60)
        pressing.join(60)
        wait_until(lambda: processes_of(place.home) == [])

    with place.serving() as (_, again):
        half = place.python(WRITTEN)
        desk.post(again + path, told)
        whole = place.python(WRITTEN)
        desk.post(again + path, told)
        repeated = place.python(WRITTEN)

    assert (half, whole, repeated) == (_same(3), _same(FEW), _same(FEW))
    assert place.run("audit", "verify").returncode == 0


def test_a_worker_killed_amid_a_batch_loses_nothing_that_was_asked_and_doubles_nothing(place):
    with place.serving() as (process, address):
        desk = signed_in(address, place.python(CLERK))
        batch = place.python(BRING.replace("COUNT", str(MANY)))
        path = f"/desk/cases/slips/{batch}/"
        told = _form(desk.get(address + path), MANY)
        with held_at(place, 25) as stands:
            acknowledged = desk.post(address + path, told)
            wait_until(stands, process)
            killed(place, "cli worker")
        half = place.python(WRITTEN)

        place.python(TAKE_UP.replace("BATCH", batch))
        whole = place.python(WRITTEN)
        place.python(TAKE_UP.replace("BATCH", batch))
        page = desk.get(address + path)

    assert acknowledged == address + path
    assert (half, whole) == (_same(24), _same(MANY))
    assert place.python(WRITTEN) == whole
    assert re.search(r"已登记\D*60", page)
    assert place.run("audit", "verify").returncode == 0
