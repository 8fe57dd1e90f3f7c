"""督导任务: one team, one county, one day (AMB-34)."""

from datetime import date

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk
from tests.stories import a_community, a_visit
from tingban.actions.inspections.missions import (
    MissionStatement,
    add_mission,
    correct_mission,
    void_mission,
)
from tingban.data.inspections.models import Mission, MissionFact
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.inspections import OrganiserLevel, VisitKind

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 12)


def a_mission(level: OrganiserLevel = OrganiserLevel.COUNTY, county: str = YANHU, **told) -> str:
    actor = city_clerk() if level is OrganiserLevel.CITY else clerk(county)
    return add_mission(
        statement=MissionStatement(level=level, county_code=county, started_on=DAY),
        actor=told.get("actor", actor),
        at=NOW,
        form=told.get("form", ""),
    )


def test_the_city_and_the_counties_count_apart():
    numbers = [a_mission(OrganiserLevel.CITY), a_mission(), a_mission(), a_mission(county=YONGJI)]

    assert numbers == [
        "DD-1408-2024-001",
        "DD-140802-2024-001",
        "DD-140802-2024-002",
        "DD-140881-2024-001",
    ]


def test_a_county_does_not_write_the_citys_missions():
    with pytest.raises(NotAllowed, match="由市局登记"):
        a_mission(OrganiserLevel.CITY, actor=clerk())


@pytest.mark.parametrize(
    ("level", "county", "day"),
    [
        (OrganiserLevel.COUNTY, "140800", DAY),
        (OrganiserLevel.PROVINCE, YANHU, DAY),
        (OrganiserLevel.COUNTY, YANHU, date(2024, 6, 19)),
    ],
)
def test_what_cannot_be_is_refused(level, county, day):
    with pytest.raises(Refused):
        add_mission(statement=MissionStatement(level, county, day), actor=city_clerk(), at=NOW)


def test_a_mission_with_visits_is_not_voided():
    number = a_mission()
    a_visit(a_community(), DAY, VisitKind.SUPERVISE, mission_number=number)

    with pytest.raises(NotNow, match="还有 1 条检查记录"):
        void_mission(number=number, reason="错", actor=clerk(), at=NOW)


def test_an_empty_mission_is_voided_once():
    number = a_mission()

    void_mission(number=number, reason="未成行", actor=clerk(), at=NOW)

    assert Mission.objects.get(number=number).is_void
    with pytest.raises(NotNow, match="已经作废"):
        void_mission(number=number, reason="未成行", actor=clerk(), at=NOW)


def test_another_countys_mission_does_not_exist():
    number = a_mission()

    with pytest.raises(NotFound):
        void_mission(number=number, reason="错", actor=clerk(YONGJI), at=NOW)


def test_a_reason_is_asked_for():
    number = a_mission()

    with pytest.raises(Refused, match="原因"):
        void_mission(number=number, reason=" ", actor=clerk(), at=NOW)


def seen(number: str) -> int:
    return MissionFact.objects.standing().get(mission__number=number).pk


def correct(number: str, day: date = date(2024, 6, 13), **told) -> None:
    level = told.get("level", OrganiserLevel.COUNTY)
    correct_mission(
        number=number,
        statement=MissionStatement(level=level, county_code=YANHU, started_on=day),
        version=told.get("version", 0) or seen(number),
        actor=told.get("actor", clerk()),
        at=NOW,
    )


def test_a_correction_states_it_anew_and_keeps_the_former_statement():
    number = a_mission()

    correct(number)

    facts = MissionFact.objects.order_by("id")
    assert [(fact.started_on, fact.retracted_at is None) for fact in facts] == [
        (DAY, False),
        (date(2024, 6, 13), True),
    ]
    assert Mission.objects.get().started_on == date(2024, 6, 13)


def test_the_same_again_writes_nothing():
    number = a_mission()

    correct(number, DAY)

    assert MissionFact.objects.count() == 1


def test_a_mission_with_visits_keeps_level_county_and_day():
    number = a_mission()
    a_visit(a_community(), DAY, VisitKind.SUPERVISE, mission_number=number)

    with pytest.raises(NotNow, match="1 条检查记录"):
        correct(number)


def test_the_slower_of_two_is_told():
    number = a_mission()
    before = seen(number)
    correct(number)

    with pytest.raises(Conflict):
        correct(number, date(2024, 6, 14), version=before)


def test_a_county_neither_corrects_nor_voids_the_citys_mission():
    number = a_mission(OrganiserLevel.CITY)

    with pytest.raises(NotAllowed, match="市局"):
        correct(number)
    with pytest.raises(NotAllowed, match="市局"):
        void_mission(number=number, reason="重复", actor=clerk(), at=NOW)


def test_a_voided_mission_is_not_corrected():
    number = a_mission()
    version = seen(number)
    void_mission(number=number, reason="重复", actor=clerk(), at=NOW)

    with pytest.raises(NotNow, match="已经作废"):
        correct(number, version=version)
