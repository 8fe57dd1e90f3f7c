"""What a form in the field begins with: where somebody was lately, and who went along."""

import pytest

from tests.field_visits import a_field_visit
from tests.people import NOW, YONGJI, city_clerk, clerk
from tests.stories import a_community
from tingban.actions.inspections import field
from tingban.reads.inspections import records
from tingban.rules.actors import Actor
from tingban.rules.inspections import Inspector

pytestmark = pytest.mark.django_db


def written(name: str, *staff: str, actor: Actor) -> str:
    community = a_community(name, county=actor.area_code)
    people = tuple(map(Inspector, staff))
    statement = a_field_visit(community, staff=people)
    return field.record_visit(statement=statement, actor=actor, at=NOW)


def corrected(number: str, *staff: str, actor: Actor) -> None:
    was = a_field_visit(a_community("别处"))
    people = tuple(map(Inspector, staff))
    told = field.Correction(was.started_at, was.ended_at, people, was.place, "", "写错人")
    field.correct_record(number=number, statement=told, version=1, actor=actor, at=NOW)


def places(actor: Actor) -> list[str]:
    return [place.name for place in records.recent_places(actor)]


def test_where_somebody_was_stands_first_what_was_last():
    written("甲园", "王勘", actor=clerk())
    written("乙园", "王勘", actor=clerk())

    assert places(clerk()) == ["乙园", "甲园"]
    assert places(clerk(name="另一人")) == []


def test_whoever_corrects_a_record_was_not_there():
    number = written("甲园", "王勘", actor=clerk())

    corrected(number, "王堪", actor=clerk(name="另一人"))

    assert places(clerk(name="另一人")) == []
    assert places(clerk()) == ["甲园"]


def test_colleagues_are_those_who_went_for_the_own_office():
    number = written("甲园", "王勘", "李查", actor=clerk())
    written("丙园", "赵远", actor=clerk(YONGJI))

    corrected(number, "王堪", "李查", actor=city_clerk())

    assert records.colleagues(clerk()) == ["王堪", "李查"]
    assert records.colleagues(city_clerk()) == []
