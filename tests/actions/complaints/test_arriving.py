"""A report is acknowledged as one sealed row and becomes a case a moment later (ADR 0025)."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.at_once import at_once
from tests.people import NOW, YANHU, clerk, head
from tests.stories import a_community
from tests.web.test_identity_nowhere import tables
from tingban.actions.complaints import arriving, public, resealing
from tingban.actions.complaints.arriving import Receipt
from tingban.actions.complaints.receiving import ReceivedStatement
from tingban.actions.registry import communities
from tingban.actions.registry.merges import merge_community
from tingban.data.complaints.models import Arrival, Case, CaseFact, CaseMatter
from tingban.data.documents.models import Counter
from tingban.gateways.log import JsonFormatter
from tingban.jobs import documents
from tingban.kit import clock
from tingban.rules.actors import SYSTEM, visitor
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.registry.contacts import parse_phones

TEXT = "电梯停运半个月没有人修"
PHONE = "13935912345"
TOLD = ReceivedStatement(text=TEXT, county_code=YANHU, place="无名小区")
NAMED = Contact(ContactKind.NAMED, "王小明", parse_phones(PHONE))
LATER = NOW + timedelta(hours=3)


def written(**told: object) -> Receipt:
    return arriving.write_down(
        statement=replace(TOLD, **told), contact=NAMED, actor=visitor(), at=NOW
    )


def taken_in(receipt: Receipt) -> Case:
    assert arriving.take_in(number=receipt.number, at=LATER)
    return Case.objects.get(number=receipt.number)


@pytest.mark.django_db
def test_until_then_it_is_a_number_and_a_sealed_box():
    receipt = written()

    rows = [row for _, row in tables()]
    assert any(receipt.number in row for row in rows)
    assert not any(secret in row for secret in (PHONE, "王小明", TEXT) for row in rows)
    assert Case.objects.count() == 0


@pytest.mark.django_db
def test_it_becomes_a_case_once_and_leaves_nothing_behind():
    receipt = written()

    done = [arriving.take_in(number=receipt.number, at=LATER) for _ in range(2)]

    assert done == [True, False]
    assert (Case.objects.count(), Arrival.objects.count()) == (1, 0)
    public.check_code(receipt.number, receipt.query_code)


@pytest.mark.django_db
def test_it_was_received_when_it_arrived_and_is_known_since_it_was_taken_in():
    case = taken_in(written())

    assert (case.received_at, case.stage_since) == (NOW, NOW)
    assert CaseFact.objects.get(case=case).recorded_at == LATER


@pytest.mark.django_db
def test_of_a_community_that_was_merged_meanwhile_it_becomes_a_case_of_the_other():
    lost, kept = a_community(name="锦绣花园"), a_community(name="锦绣花园小区")
    receipt = written(community_code=lost.code)
    merge_community(
        code=lost.code, into=kept.code, version=lost.version, actor=clerk(),
        at=LATER,
    )  # fmt: skip

    assert taken_in(receipt).community == kept


@pytest.mark.django_db
def test_of_a_community_that_was_struck_out_meanwhile_it_keeps_county_and_name():
    lost = a_community(name="锦绣花园")
    receipt = written(community_code=lost.code)
    communities.void_community(
        code=lost.code, reason="不是小区", version=lost.version, actor=head(), at=LATER
    )

    case = taken_in(receipt)

    assert (case.community, case.county_id, case.unit_id) == (None, YANHU, YANHU)
    assert CaseMatter.objects.get(case=case).place == "锦绣花园"


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_case_of_it():
    receipt = written()

    done = at_once(*[lambda: arriving.take_in(number=receipt.number, at=LATER)] * 3)

    assert sorted(done) == [False, False, True]
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_one_that_cannot_be_taken_in_is_told_loudly_and_keeps_no_other_waiting(caplog):
    broken, whole = written(), written()
    Arrival.objects.filter(number=broken.number).update(box=b"nothing that was sealed")

    with pytest.raises(RuntimeError, match="1 reports"), caplog.at_level(logging.ERROR):
        arriving.take_in_all(at=LATER)

    assert Case.objects.get().number == whole.number
    assert Arrival.objects.get().number == broken.number
    assert broken.number in "".join(map(JsonFormatter().format, caplog.records))


@pytest.mark.django_db
def test_no_key_is_retired_and_no_file_swept_while_a_report_lies_there():
    first = written()
    resealing.reseal(actor=SYSTEM, at=LATER)
    assert Case.objects.get().number == first.number

    written()
    with clock.standing_at(LATER):
        documents.sweep()
    assert Arrival.objects.count() == 0


@pytest.mark.django_db
def test_whoever_waits_for_it_waits_for_two_statements(django_assert_max_num_queries):
    place = a_community()

    with django_assert_max_num_queries(2):
        written(community_code=place.code)


@pytest.mark.django_db
def test_a_number_that_an_import_has_brought_is_left_out():
    taken_in(written())
    Counter.objects.all().delete()

    receipts = [written(), written()]

    taken = {taken_in(receipt).number for receipt in receipts}
    assert len(taken) == 2
    assert Case.objects.count() == 3
