"""Whoever alters, removes or inserts an entry is found, also with the owner's rights."""

import pytest

from tests import logbook
from tests.people import NOW
from tingban.actions.audit import sealing
from tingban.data.audit.models import Seal
from tingban.reads.audit import chain
from tingban.reads.audit.chain import Broken, Harm

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_log_holds():
    verdict = chain.verify()

    assert verdict.holds
    assert (verdict.seals, verdict.sealed, verdict.unsealed, verdict.head) == (0, 0, 0, "")


def test_an_untouched_log_holds_with_its_unsealed_tail():
    logbook.sealed(3)
    logbook.entries(2)

    verdict = chain.verify()

    assert verdict.holds
    assert (verdict.seals, verdict.sealed, verdict.unsealed) == (1, 3, 2)
    assert verdict.head == Seal.objects.get().digest


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 second'", "actor_name = '别人'", "role = 'M-LD'", "ip = '10.0.0.9'",
        "unit_code = 'x'", "area_code = '140881'", "act = 'a.b'", "subject = 'company:9'",
        "note = '改过'", "before = NULL", "after = '{\"fee\": 2.6}'", "transaction = 1",
        "mark = ''",
    ],
)  # fmt: skip
def test_the_first_altered_entry_is_named(change):
    written = logbook.sealed(5)
    for entry in (written[3], written[2]):
        logbook.as_owner(f"UPDATE audit_entry SET {change} WHERE id = %s", entry.pk)

    assert chain.verify().broken == Broken(Harm.ALTERED, written[2].pk, 1)


def test_a_removed_entry_is_named():
    logbook.sealed(2)
    written = logbook.sealed(3)
    logbook.as_owner("DELETE FROM audit_entry WHERE id = %s", written[1].pk)

    broken = chain.verify().broken
    assert broken == Broken(Harm.REMOVED, written[1].pk, 2)
    assert broken.sentence == f"第 {written[1].pk} 号记录被删除（第 2 批封存）。"


@pytest.mark.parametrize("mark", ["''", "'0011223344556677:' || repeat('0', 64)"])
@pytest.mark.parametrize("transaction", ["transaction", "pg_current_xact_id()::text::bigint"])
def test_an_entry_slipped_into_a_gap_is_named(mark, transaction):
    written = logbook.sealed(3)
    gap = written[-1].pk + 1
    logbook.as_owner("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))")
    logbook.sealed(2)
    copy = logbook.COPY.format(id=gap, mark=mark, transaction=transaction)
    logbook.as_owner(copy, written[0].pk)

    assert chain.verify().broken == Broken(Harm.INSERTED, gap, 0)


def test_an_inserted_entry_stays_found_after_the_next_seal():
    written = logbook.sealed(2)
    copy = logbook.COPY.format(
        id="nextval(pg_get_serial_sequence('audit_entry', 'id'))", mark="''",
        transaction="pg_current_xact_id()::text::bigint",
    )  # fmt: skip
    logbook.as_owner(copy, written[0].pk)
    sealing.seal(at=NOW)

    broken = chain.verify().broken
    assert (broken.harm, broken.seal) == (Harm.INSERTED, 2)


def test_an_altered_entry_of_the_unsealed_tail_is_named():
    logbook.sealed(2)
    tail = logbook.entries(2)
    logbook.as_owner("UPDATE audit_entry SET note = '改过' WHERE id = %s", tail[1].pk)

    assert chain.verify().broken == Broken(Harm.INSERTED, tail[1].pk, 0)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit_seal SET digest = repeat('0', 64) WHERE number = 2",
        "UPDATE audit_seal SET sealed_at = sealed_at + interval '1 day' WHERE number = 2",
        "UPDATE audit_seal SET count = count + 1 WHERE number = 2",
        "UPDATE audit_seal SET mark = repeat('0', 64) WHERE number = 2",
        "DELETE FROM audit_sealedentry USING audit_seal WHERE entry_id = last_id AND number = 2",
    ],
)
def test_a_changed_seal_is_found(harm):
    logbook.sealed(2)
    second = logbook.sealed(2)
    logbook.sealed(2)
    logbook.as_owner(harm)

    assert chain.verify().broken == Broken(Harm.SEAL, second[0].pk, 2)


def test_a_seal_taken_out_of_the_chain_is_found():
    first = logbook.sealed(2)
    logbook.sealed(2)
    logbook.sealed(2)
    logbook.as_owner("DELETE FROM audit_sealedentry WHERE seal_id = 2")
    logbook.as_owner("DELETE FROM audit_seal WHERE number = 2")

    assert chain.verify().broken == Broken(Harm.SEAL, first[-1].pk + 1, 2)


def test_a_chain_made_anew_without_the_key_is_found():
    """The owner of the database alters an entry and recomputes what needs no key."""
    written = logbook.sealed(3)
    logbook.as_owner("UPDATE audit_entry SET note = '改过' WHERE id = %s", written[1].pk)
    logbook.as_owner("DELETE FROM audit_sealedentry")
    logbook.as_owner("DELETE FROM audit_seal")
    sealing.seal(at=NOW)  # even the program's own sealing does not whitewash it

    assert chain.verify().broken == Broken(Harm.INSERTED, written[1].pk, 1)


def test_a_walk_takes_a_bounded_number_of_statements(django_assert_max_num_queries):
    logbook.sealed(30)
    logbook.sealed(30)

    with django_assert_max_num_queries(2 + 2 * 3):
        assert chain.verify().holds
