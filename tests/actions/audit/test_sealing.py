"""The event log is sealed in batches; writers never wait for it."""

from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import transaction

from tests import logbook
from tests.at_once import in_thread
from tests.people import NOW
from tingban.actions.audit import sealing
from tingban.data.audit.models import Entry, Seal, SealedEntry
from tingban.reads.audit import chain

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_log_has_nothing_to_seal():
    assert sealing.seal(at=NOW) == 0
    assert not Seal.objects.exists()


def test_a_seal_covers_what_was_written_since_the_last_one():
    first = logbook.sealed(3)
    second = logbook.sealed(2)

    one, two = Seal.objects.order_by("number")
    assert (one.first_id, one.last_id, one.count) == (first[0].pk, first[-1].pk, 3)
    assert (two.first_id, two.last_id, two.count) == (second[0].pk, second[-1].pk, 2)
    assert two.digest != one.digest


def test_sealing_again_seals_nothing_twice():
    logbook.sealed(3)

    assert sealing.seal(at=NOW + timedelta(minutes=1)) == 0
    assert Seal.objects.count() == 1


def test_a_long_log_is_sealed_in_several_batches(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 4)

    logbook.sealed(10)

    assert list(Seal.objects.order_by("number").values_list("count", flat=True)) == [4, 4, 2]


def test_an_act_at_work_is_left_for_the_next_seal():
    written, may_end = Event(), Event()

    def act() -> None:
        with transaction.atomic():
            logbook.entries(1)
            written.set()
            may_end.wait(20)

    thread = in_thread(act)
    written.wait(20)
    later = logbook.entries(1, start=50)[0]
    assert sealing.seal(at=NOW) == 0  # the later one began after an act that is still at work
    may_end.set()
    thread.join(20)
    assert sealing.seal(at=NOW) == 2
    assert SealedEntry.objects.filter(entry_id=later.pk).exists()
    assert chain.verify().holds


def test_a_rolled_back_act_leaves_a_gap_and_no_harm():
    logbook.entries(1)
    with transaction.atomic():
        logbook.entries(1)
        transaction.set_rollback(True)
    logbook.sealed(1)

    first, last = Entry.objects.order_by("id")
    assert last.pk - first.pk == 2
    assert chain.verify().holds


def test_writers_and_sealers_at_once_lose_nothing():
    start = Barrier(5)

    def write() -> None:
        start.wait(20)
        logbook.entries(30)

    def seal() -> None:
        start.wait(20)
        for _ in range(10):
            sealing.seal(at=NOW)

    threads = [in_thread(write) for _ in range(3)] + [in_thread(seal) for _ in range(2)]
    for thread in threads:
        thread.join(60)
    sealing.seal(at=NOW)

    assert SealedEntry.objects.count() == Entry.objects.count() == 90
    assert chain.verify().holds


def test_entries_that_came_from_another_server_are_sealed_too():
    entry = logbook.entries(1)[0]
    logbook.as_owner("UPDATE audit_entry SET transaction = 9000000000 WHERE id = %s", entry.pk)

    assert sealing.seal(at=NOW) == 1
    assert chain.verify().holds
