"""撤销合并: what rests on what the two had in common (DOMAIN 5.1, CHK-02)."""

from datetime import date

import pytest

from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.rectification import partings, problems
from tingban.actions.registry.merges import merge_community
from tingban.data.registry.models import Community, CommunityMerge
from tingban.rules.errors import Conflict, NotFound, NotNow, Refused
from tingban.rules.rectification import ProblemSource

pytestmark = pytest.mark.django_db
LATE = date(2024, 6, 7)


def merged(child: str = "甲园一期", parent: str = "甲园") -> tuple[Community, Community]:
    first, second = a_community(child), a_community(parent)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    return first, second


def undo(child: Community, **told: object) -> None:
    actor = clerk(told.pop("by", YANHU))
    defaults = {"version": child.version, "reason": "两处地方"}
    partings.undo_merge(code=child.code, actor=actor, at=NOW, **(defaults | told))
    child.refresh_from_db()


def test_a_merge_can_be_undone_and_stays_on_record():
    child, _ = merged()

    undo(child)

    assert child.merged_into is None
    assert CommunityMerge.objects.get().retracted_at == NOW


def test_undoing_what_never_was_is_refused():
    with pytest.raises(NotNow, match="没有并入"):
        undo(a_community())


@pytest.mark.parametrize(
    ("told", "refusal"),
    [({"reason": " "}, Refused), ({"version": 1}, Conflict), ({"by": YONGJI}, NotFound)],
)
def test_it_is_undone_with_a_reason_by_its_own_county_that_saw_how_it_stands(told, refusal):
    child, _ = merged()

    with pytest.raises(refusal):
        undo(child, **told)

    assert CommunityMerge.objects.standing().exists()


def test_a_problem_that_only_the_other_one_was_visited_for_holds_the_two_together():
    first, second = a_community("甲园一期"), a_community("甲园")
    a_visit(first)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    a_visit(second, LATE)
    found = a_problem(second)
    first.refresh_from_db()

    with pytest.raises(NotNow, match=found.number) as refusal:
        undo(first)

    assert refusal.value.rule == "CHK-02"


def test_after_a_visit_of_its_own_the_two_part():
    first, second = a_community("甲园一期"), a_community("甲园")
    a_visit(first)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    a_visit(second, LATE)
    a_problem(second)
    first.refresh_from_db()
    a_visit(second)

    undo(first)

    assert first.merged_into is None


def test_a_problem_that_names_the_others_visit_as_its_source_holds_them_too():
    first, second = a_community("甲园一期"), a_community("甲园")
    visit = a_visit(first)
    a_visit(second)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    found = a_problem(second, source=ProblemSource.SUPERVISION, source_ref=visit)
    first.refresh_from_db()

    with pytest.raises(NotNow, match=found.number):
        undo(first)


def test_a_problem_registered_by_mistake_holds_nothing():
    first, second = a_community("甲园一期"), a_community("甲园")
    visit = a_visit(first)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    a_visit(second, LATE)
    found = a_problem(second, source=ProblemSource.SUPERVISION, source_ref=visit)
    problems.void_problem(
        number=found.number, version=found.version, reason="重了", actor=head(), at=NOW
    )
    first.refresh_from_db()

    undo(first)

    assert first.merged_into is None


def test_what_merged_into_the_one_that_goes_goes_with_it():
    inner, child = merged("甲园一期南区", "甲园一期")
    a_visit(child)
    parent = a_community("甲园")
    a_visit(parent, LATE)
    merge_community(code=child.code, into=parent.code, version=child.version, actor=clerk(), at=NOW)
    child.refresh_from_db()
    problem = a_problem(parent)

    with pytest.raises(NotNow, match=problem.number):
        undo(child)

    inner.refresh_from_db()
    assert inner.merged_into == child


def test_many_problems_are_told_by_number_and_count():
    first, second = a_community("甲园一期"), a_community("甲园")
    a_visit(first)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    a_visit(second, LATE)
    for _ in range(7):
        a_problem(second)
    first.refresh_from_db()

    with pytest.raises(NotNow, match="等 7 个问题"):
        undo(first)
