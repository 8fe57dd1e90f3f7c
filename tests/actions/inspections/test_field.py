"""A visit written down on the spot: two see what is verified, and one form makes one visit."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.field_visits import a_field_visit
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, person
from tests.stories import a_community
from tingban.actions.inspections import field, visits
from tingban.actions.inspections.visits import VisitStatement
from tingban.data.audit.models import Entry
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.rules.actors import CITY_CODE, FIELD_WRITERS, Actor, Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound, Refused
from tingban.rules.inspections import Inspector, OrganiserLevel, Position, VisitKind

pytestmark = pytest.mark.django_db


def record(statement: field.FieldVisit, actor: Actor | None = None, **told) -> str:
    told = {"at": NOW} | told
    return field.record_visit(statement=statement, actor=actor or clerk(), **told)


def test_the_visit_is_counted_and_the_record_tells_how_it_went():
    statement = a_field_visit(a_community(), position=Position(35.033333, 111.000278, 12))

    number = record(statement)

    visit, told = Visit.objects.get(), VisitRecord.objects.get()
    assert (visit.number, visit.kind, visit.level) == (number, "survey", "county")
    assert visit.done_on == NOW.date()
    assert told.visit == visit
    assert told.staff == [["王勘", "1408-01"], ["李查", ""]]
    assert (told.latitude, told.longitude, told.accuracy) == (35.033333, 111.000278, 12)
    assert told.place == "3号楼地下室"


def test_the_log_tells_who_was_there_and_not_where_the_telephone_was():
    record(a_field_visit(a_community(), position=Position(35.033333, 111.000278)), form="m")

    entry = Entry.objects.get(act="inspections.visit_recorded")
    assert entry.after["staff"] == [["王勘", "1408-01"], ["李查", ""]]
    assert "35.0" not in str(entry.after)
    assert VisitRecord.objects.get().act == entry


@pytest.mark.parametrize("kind", [VisitKind.VERIFY, VisitKind.RECHECK])
def test_one_alone_verifies_nothing(kind):
    statement = a_field_visit(a_community(), kind=kind, staff=(Inspector("王勘"),))

    with pytest.raises(Refused, match="须有两名以上工作人员"):
        record(statement)

    assert not Visit.objects.exists()


def test_one_alone_may_survey():
    record(a_field_visit(a_community(), staff=(Inspector("王勘"), Inspector(""))))

    assert VisitRecord.objects.get().staff == [["王勘", ""]]


def test_nothing_stays_of_a_record_that_cannot_be():
    statement = a_field_visit(a_community(), ended_at=NOW + timedelta(hours=1))

    with pytest.raises(Refused, match="晚于现在"):
        record(statement)

    assert not Visit.objects.exists()


def test_a_form_sent_again_after_a_week_makes_no_second_visit():
    statement = a_field_visit(a_community())

    first = record(statement, form="mark-1")
    again = record(statement, form="mark-1", at=NOW + timedelta(days=7))

    assert first == again
    assert Visit.objects.count() == VisitRecord.objects.count() == 1


def test_nor_does_it_when_the_visit_was_voided_meanwhile():
    statement = a_field_visit(a_community())
    number = record(statement, form="mark-1")
    visits.void_visit(number=number, version=1, reason="重复", actor=clerk(), at=NOW)

    assert record(statement, form="mark-1") == number
    assert VisitRecord.objects.standing().count() == 0


def test_what_a_colleague_has_sent_is_not_sent_in_his_name():
    statement = a_field_visit(a_community())
    record(statement, form="mark-1")

    with pytest.raises(Conflict, match="已由盐湖C-OP发出"):
        record(statement, clerk(name="另一人"), form="mark-1")


def test_forms_without_a_mark_are_never_repeats():
    statement = a_field_visit(a_community())

    assert record(statement) != record(statement)


@pytest.mark.parametrize("role", sorted(FIELD_WRITERS))
def test_whoever_works_in_the_field_writes_it_down(role):
    area = YANHU if role.value.startswith("C") else CITY_CODE

    record(a_field_visit(a_community()), person(role, area))

    assert Visit.objects.count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - FIELD_WRITERS))
def test_no_other_post_does(role):
    statement = a_field_visit(a_community())
    for area in (YANHU, CITY_CODE):
        with pytest.raises((NotAllowed, NotFound)):
            record(statement, person(role, area))

    assert not Visit.objects.exists()


def test_another_countys_community_does_not_exist():
    with pytest.raises(NotFound):
        record(a_field_visit(a_community(county=YONGJI)))


def test_the_citys_visit_is_the_citys():
    record(a_field_visit(a_community(), level=OrganiserLevel.CITY), city_clerk())

    assert Visit.objects.get().level == "city"


def test_a_voided_visit_has_no_record():
    number = record(a_field_visit(a_community()))

    visits.void_visit(number=number, version=1, reason="走错小区", actor=clerk(), at=NOW)

    assert VisitRecord.objects.get().retracted_by.act == "inspections.visit_voided"


def corrected(number: str, **told: object) -> None:
    visit = Visit.objects.get(number=number)
    statement = VisitStatement(
        visit.community.code, VisitKind(visit.kind), OrganiserLevel.COUNTY, visit.done_on
    )
    visits.correct_visit(
        number=number, statement=replace(statement, **told), version=1, actor=clerk(), at=NOW
    )


def test_a_survey_of_one_does_not_become_a_verification():
    number = record(a_field_visit(a_community(), staff=(Inspector("王勘"),)))

    with pytest.raises(Refused, match="须有两名以上工作人员"):
        corrected(number, kind=VisitKind.VERIFY)


def test_the_day_stays_the_one_of_the_record():
    number = record(a_field_visit(a_community()))

    with pytest.raises(Refused, match="现场记录写明检查从 2024年6月18日开始"):
        corrected(number, done_on=NOW.date() - timedelta(days=1))


def test_a_record_is_appended_and_never_altered():
    record(a_field_visit(a_community()))
    told = VisitRecord.objects.get()
    told.place = "别处"

    with pytest.raises(DatabaseError, match="append-only"):
        told.save(update_fields=["place"])


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"latitude": 35.0}, "position_whole"),
        ({"latitude": 95.0, "longitude": 111.0}, "position_whole"),
        ({"ended_at": NOW - timedelta(days=1)}, "ends_after_start"),
        ({"mark": "mark-1"}, "mark_once"),
        ({}, "one_standing"),
    ],
)
def test_the_database_refuses_too(told, constraint):
    place = a_community()
    number = record(a_field_visit(place), form="mark-1")
    other = Visit.objects.get(number=record(a_field_visit(place)))
    fact = a_field_visit(place).as_fact(other if told else Visit.objects.get(number=number), "")
    fact.recorded_at, fact.act = NOW, Entry.objects.first()
    VisitRecord.objects.filter(visit=other).update(retracted_at=NOW, retracted_by=fact.act)
    for name, value in told.items():
        setattr(fact, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        fact.save(force_insert=True)
