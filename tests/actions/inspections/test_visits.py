"""检查记录, and the problems that rest on them (CHK-02)."""

from datetime import date

import pytest

from tests.actions.inspections.test_missions import DAY, a_mission
from tests.people import NOW, YONGJI, clerk
from tests.stories import VISITED, a_community, a_company, a_contract, a_problem, a_visit
from tingban.actions.inspections import visits
from tingban.actions.inspections.visits import VisitStatement, correct_visit, void_visit
from tingban.actions.registry.merges import merge_community
from tingban.data.inspections.models import Visit
from tingban.rules.errors import Conflict, NotFound, NotNow, Refused
from tingban.rules.inspections import OrganiserLevel, VisitKind

pytestmark = pytest.mark.django_db


def restated(visit: Visit, **told: object) -> VisitStatement:
    values = {
        "community_code": visit.community.code,
        "kind": VisitKind(visit.kind),
        "level": OrganiserLevel(visit.level),
        "done_on": visit.done_on,
    }
    return VisitStatement(**(values | told))


def test_a_visit_gets_a_number_and_the_company_of_the_contract():
    community, company = a_community(), a_company()
    a_contract(community, company, date(2024, 1, 1))

    number = a_visit(community)

    visit = Visit.objects.get(number=number)
    assert number == "XC-140802-2024-000001"
    assert visit.company == company


def test_without_a_contract_on_the_day_there_is_no_company():
    community = a_community()
    a_contract(community, a_company(), date(2023, 1, 1), ends_on=date(2024, 6, 2))

    assert Visit.objects.get(number=a_visit(community)).company is None


@pytest.mark.parametrize(
    ("mission", "visit", "sentence"),
    [
        ({"level": OrganiserLevel.CITY}, {}, "市级"),
        ({"county": YONGJI}, {}, "没有找到"),
        ({}, {"on": date(2024, 6, 13)}, "一队、一县、一天"),
    ],
)
def test_a_visit_fits_its_mission(mission, visit, sentence):
    number = a_mission(**mission)

    with pytest.raises(Refused, match=sentence):
        a_visit(
            a_community(), **({"on": DAY} | visit), kind=VisitKind.SUPERVISE, mission_number=number
        )


def test_nobody_was_there_tomorrow():
    with pytest.raises(Refused, match="晚于今天"):
        a_visit(a_community(), date(2024, 6, 19))


def test_a_visit_that_carries_a_problem_cannot_be_voided():
    community = a_community()
    problem = a_problem(community)
    visit = Visit.objects.get()

    with pytest.raises(NotNow, match=problem.number):
        void_visit(number=visit.number, version=1, reason="错", actor=clerk(), at=NOW)


def test_nor_moved_past_the_confirmation():
    community = a_community()
    a_problem(community)
    visit = Visit.objects.get()

    with pytest.raises(NotNow, match="确认之前"):
        correct_visit(
            number=visit.number,
            statement=restated(visit, done_on=date(2024, 6, 6)),
            version=1,
            actor=clerk(),
            at=NOW,
        )


def test_nor_turned_into_a_visit_of_the_company_to_itself():
    a_problem(a_community())
    visit = Visit.objects.get()

    with pytest.raises(NotNow):
        correct_visit(
            number=visit.number,
            statement=restated(visit, kind=VisitKind.SELF),
            version=1,
            actor=clerk(),
            at=NOW,
        )


def test_with_a_second_visit_it_can_be_voided():
    community = a_community()
    a_problem(community)
    first = Visit.objects.get()
    a_visit(community, date(2024, 6, 4))

    void_visit(number=first.number, version=1, reason="重复", actor=clerk(), at=NOW)

    first.refresh_from_db()
    assert first.is_void
    with pytest.raises(NotNow, match="已作废"):
        void_visit(number=first.number, version=2, reason="重复", actor=clerk(), at=NOW)


def test_a_visit_of_the_merged_community_carries_its_problems():
    parent, child = a_community("甲园"), a_community("甲园一期")
    a_visit(child)
    merge_community(code=child.code, into=parent.code, version=1, actor=clerk(), at=NOW)

    problem = a_problem(parent)

    assert problem.confirmed_on is not None
    assert visits.first_inspection_on(parent) == VISITED


def test_the_merged_one_takes_no_new_visits():
    parent, child = a_community("甲园"), a_community("甲园一期")
    merge_community(code=child.code, into=parent.code, version=1, actor=clerk(), at=NOW)

    with pytest.raises(NotNow, match="并入的小区"):
        a_visit(child)


def test_a_correction_is_appended():
    number = a_visit(a_community())
    visit = Visit.objects.get(number=number)

    correct_visit(
        number=number,
        statement=restated(visit, kind=VisitKind.VERIFY),
        version=1,
        actor=clerk(),
        at=NOW,
    )

    visit.refresh_from_db()
    assert (visit.kind, visit.version, visit.facts.count()) == ("verify", 2, 2)
    with pytest.raises(Conflict):
        void_visit(number=number, version=1, reason="旧页面", actor=clerk(), at=NOW)


def test_another_countys_visit_does_not_exist():
    number = a_visit(a_community())

    with pytest.raises(NotFound):
        void_visit(number=number, version=1, reason="错", actor=clerk(YONGJI), at=NOW)
