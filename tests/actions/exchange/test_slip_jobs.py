"""Many slips are registered and compared by jobs; killed or without a post, nothing is twice."""

import pytest

from tests.people import NOW, YANHU, clerk
from tests.slip_batches import MANY, many, mapped, register
from tests.slip_books import hotline, slip
from tests.two_counties import signed_in
from tingban.actions.exchange import slip_comparing, slip_registering
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case
from tingban.rules.actors import Role
from tingban.rules.errors import Conflict
from tingban.rules.exchange.slip_states import BatchState

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker is gone."""


def test_many_slips_are_registered_by_a_job():
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)

    asked = register(batch, actor)

    batch.refresh_from_db()
    assert (asked.count, asked.by_job, batch.state) == (MANY, True, BatchState.WAITING)
    assert Case.objects.count() == 0
    slip_registering.work_off(batch_id=batch.pk, at=NOW)
    batch.refresh_from_db()
    assert (Case.objects.count(), batch.state) == (MANY, BatchState.DONE)
    assert Entry.objects.filter(act="exchange.slips_asked").count() == 1


def test_while_a_job_is_at_work_nothing_else_is_done_with_the_batch():
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)
    register(batch, actor)

    with pytest.raises(Conflict, match="正在处理"):
        register(batch, actor)


def test_a_killed_worker_leaves_nothing_half_and_the_next_registers_nothing_twice(monkeypatch):
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)
    register(batch, actor)
    with monkeypatch.context() as dying:
        _kill_after(dying, 20)
        with pytest.raises(Killed):
            slip_registering.work_off(batch_id=batch.pk, at=NOW)
    assert Case.objects.count() == 20

    slip_registering.work_off(batch_id=batch.pk, at=NOW)
    assert Case.objects.count() == MANY
    assert Case.objects.values("source_ref").distinct().count() == MANY


def test_killed_between_case_and_slip_no_case_stays(monkeypatch):
    """The two are one transaction."""
    batch = mapped(hotline([slip(1)]))
    monkeypatch.setattr(slip_registering, "_keep", lambda *_: (_ for _ in ()).throw(Killed))

    with pytest.raises(Killed):
        register(batch)

    assert not Case.objects.exists()


def test_many_slips_are_compared_by_a_job_that_goes_on_where_it_was_killed(monkeypatch):
    actor = signed_in(Role.C_OP, YANHU)
    batch = mapped(hotline([slip(number) for number in range(1, MANY + 1)]), actor=actor)
    with monkeypatch.context() as dying:
        _kill_after(dying, 7, "note_alike", slip_comparing)
        with pytest.raises(Killed):
            slip_comparing.work_off(batch_id=batch.pk, at=NOW)
    assert batch.slips.filter(is_compared=True).count() == 7

    slip_comparing.work_off(batch_id=batch.pk, at=NOW)

    assert batch.slips.filter(is_compared=True).count() == MANY


def test_a_worker_that_is_killed_again_and_again_is_given_up(monkeypatch):
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)
    register(batch, actor)
    _kill_after(monkeypatch, 0)
    for _ in range(4):
        with pytest.raises(Killed):
            slip_registering.work_off(batch_id=batch.pk, at=NOW)

    slip_registering.work_off(batch_id=batch.pk, at=NOW)

    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert "再按一次" in batch.note


def test_a_post_that_was_lost_meanwhile_registers_nothing():
    batch = many(signed_in(Role.C_OP, YANHU))
    register(batch, clerk())

    slip_registering.work_off(batch_id=batch.pk, at=NOW)

    batch.refresh_from_db()
    assert (batch.state, Case.objects.count()) == (BatchState.FAILED, 0)
    assert "岗位已变动" in batch.note


def _kill_after(monkeypatch, count, name="register_case", place=slip_registering):
    original, done = getattr(place, name), []

    def dying(*words, **told):
        if len(done) == count:
            raise Killed
        done.append(name)
        return original(*words, **told)

    monkeypatch.setattr(place, name, dying)


def test_a_lost_post_compares_nothing_and_the_batch_says_so():
    batch = mapped(hotline([slip(number) for number in range(1, MANY + 1)]))

    slip_comparing.work_off(batch_id=batch.pk, at=NOW)

    batch.refresh_from_db()
    assert "登记时会再看" in batch.note
    assert not batch.slips.filter(is_compared=True).exists()
