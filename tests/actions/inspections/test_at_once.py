"""Visits, missions and problems at once: what rests on a visit keeps it (CHK-02, AMB-34)."""

from datetime import date

import pytest

from tests.at_once import at_once, crossing, refusals
from tests.people import NOW, clerk
from tests.stories import CONFIRMED, VISITED, a_community, a_visit, problem_statement
from tingban.actions.inspections import missions, visits
from tingban.actions.rectification import problems
from tingban.actions.registry import merges
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.rules.inspections import OrganiserLevel, VisitKind

pytestmark = pytest.mark.django_db(transaction=True)


def voiding(number: str):
    actor = clerk()
    return lambda: visits.void_visit(
        number=number, version=1, reason="没有去过", actor=actor, at=NOW
    )


def confirming(community: Community):
    actor, told = clerk(), problem_statement(community)
    return lambda: problems.add_problem(statement=told, actor=actor, at=NOW)


def moving(number: str, to: Community):
    actor = clerk()
    told = visits.VisitStatement(to.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, VISITED)
    return lambda: visits.correct_visit(
        number=number, statement=told, version=1, actor=actor, at=NOW
    )


def a_mission() -> str:
    told = missions.MissionStatement(OrganiserLevel.COUNTY, "140802", VISITED)
    return missions.add_mission(statement=told, actor=clerk(), at=NOW)


def test_clerks_who_record_visits_at_once_get_numbers_without_gap_or_repetition():
    community = a_community()
    actors = [clerk(name=name) for name in "甲乙丙"]
    told = visits.VisitStatement(community.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, VISITED)

    def recording(actor):
        return lambda: visits.add_visit(statement=told, actor=actor, at=NOW)

    numbers = at_once(*(recording(actor) for actor in actors))

    serials = sorted(int(number.rpartition("-")[2]) for number in numbers)
    assert serials == [1, 2, 3]


def test_no_problem_is_confirmed_by_a_visit_that_is_being_voided():
    community = a_community()
    number = a_visit(community)

    answers = crossing(voiding(number), confirming(community))

    assert [answer.rule for answer in refusals(answers)] == ["T-P02"]
    assert not Problem.objects.exists()


def test_nor_by_one_of_a_community_that_was_merged_into_this_one():
    child, parent = a_community("甲园"), a_community("乙园")
    number = a_visit(child)
    merges.merge_community(code=child.code, into=parent.code, version=1, actor=clerk(), at=NOW)

    answers = crossing(voiding(number), confirming(parent))

    assert [answer.rule for answer in refusals(answers)] == ["T-P02"]


def test_a_problem_confirmed_first_keeps_its_visit():
    community = a_community()
    number = a_visit(community)

    answers = crossing(confirming(community), voiding(number))

    assert [answer.rule for answer in refusals(answers)] == ["CHK-02"]
    assert Problem.objects.get().confirmed_on == CONFIRMED
    assert not Visit.objects.get().is_void


def test_two_visits_that_change_places_do_not_wait_for_each_other():
    first, second = a_community("甲园"), a_community("乙园")
    there, here = a_visit(first), a_visit(second)

    answers = at_once(moving(there, second), moving(here, first))

    assert refusals(answers) == []
    assert Visit.objects.get(number=there).community == second
    assert Visit.objects.get(number=here).community == first


def test_no_visit_joins_a_mission_that_is_being_voided():
    community, mission = a_community(), a_mission()
    actor = clerk()
    told = visits.VisitStatement(
        community.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, VISITED, mission_number=mission
    )

    answers = crossing(
        lambda: missions.void_mission(number=mission, reason="没有去", actor=actor, at=NOW),
        lambda: visits.add_visit(statement=told, actor=actor, at=NOW),
    )

    assert len(refusals(answers)) == 1
    assert not Visit.objects.exists()


def test_no_mission_is_moved_to_another_day_under_a_visit_that_joins_it():
    community, mission = a_community(), a_mission()
    actor = clerk()
    told = visits.VisitStatement(
        community.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, VISITED, mission_number=mission
    )
    seen = missions.MissionFact.objects.standing().get().pk
    moved = missions.MissionStatement(OrganiserLevel.COUNTY, "140802", date(2024, 6, 4))

    answers = crossing(
        lambda: missions.correct_mission(
            number=mission, statement=moved, version=seen, actor=actor, at=NOW
        ),
        lambda: visits.add_visit(statement=told, actor=actor, at=NOW),
    )

    assert [answer.rule for answer in refusals(answers)] == ["AMB-34"]
