"""督导任务: one team, one county, one day (AMB-34)."""

from datetime import date

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk
from tests.stories import a_community, a_visit
from tingban.actions.inspections.missions import MissionStatement, add_mission, void_mission
from tingban.data.inspections.models import Mission
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
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
