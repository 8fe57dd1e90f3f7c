"""A row inserted by the kept statement is the row that saving it would have made."""

import pytest
from django.db import IntegrityError, transaction

from tests.people import NOW, YANHU, clerk
from tests.stories import a_case, a_community
from tingban.actions.audit import log
from tingban.actions.audit.inserting import insert, insert_once
from tingban.actions.audit.locking import create_once
from tingban.data.accounts.models import Unit
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import CaseMove
from tingban.data.inspections.models import Visit
from tingban.rules.errors import Conflict

pytestmark = pytest.mark.django_db


def an_entry() -> Entry:
    return log.record(actor=clerk(), at=NOW, act="tests.acted", subject="test:1", note="说明")


def a_visit(number: str) -> Visit:
    place = a_community()
    return Visit(
        number=number, community=place, county_id=YANHU, kind="survey", level="county",
        done_on=NOW.date(),
    )  # fmt: skip


def test_what_only_the_database_knows_is_told():
    entry = an_entry()

    kept = Entry.objects.get(pk=entry.pk)
    assert (entry.transaction, entry.mark) == (kept.transaction, kept.mark)
    assert kept.note == "说明"
    assert (kept.before, kept.after) == (None, None)


def test_a_row_equals_the_one_that_is_saved():
    case, entry = a_case(), an_entry()
    told = {"area": YANHU, "helping": ["甲", "乙"], "sealed": False}

    def move() -> CaseMove:
        return CaseMove(
            case=case, rule="T-C06", step="assign", start="new", to="new", at=NOW, told=told,
            recorded_at=NOW, act=entry,
        )  # fmt: skip

    one, other = move(), move()
    insert(one)
    other.save(force_insert=True)

    kept = CaseMove.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk").values()
    first, second = ({**row, "id": None} for row in kept)
    assert first == second
    assert first["told"] == told
    one.save(update_fields=[])


def test_a_key_that_is_given_is_kept():
    unit = Unit(code="zj-test", name="某局", kind="县局", area_id=YANHU)

    insert(unit)

    assert Unit.objects.get(pk=unit.pk).name == "某局"


def test_whoever_is_second_is_told_and_goes_on():
    first, second = a_visit("JC-140802-2024-9001"), a_visit("JC-140802-2024-9001")

    assert insert_once(first)
    assert not insert_once(second)

    assert second.pk is None
    with pytest.raises(Conflict, match="刚刚"):
        create_once(second, "刚刚登记")
    assert Visit.objects.filter(number=first.number).count() == 1


def test_another_fault_of_a_row_is_no_conflict():
    visit = a_visit("JC-140802-2024-9002")
    visit.county_id = None

    with pytest.raises(IntegrityError), transaction.atomic():
        create_once(visit, "刚刚登记")
