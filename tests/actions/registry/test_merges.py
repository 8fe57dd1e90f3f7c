"""合并至 (DOMAIN 2.3, 5.1)."""

import pytest

from tests.people import NOW, YONGJI, city_clerk, clerk
from tests.stories import a_community
from tingban.actions.registry.merges import merge_community
from tingban.data.registry.models import Community
from tingban.rules.errors import NotNow, Refused

pytestmark = pytest.mark.django_db


def merge(child: Community, parent: Community, **told: object) -> None:
    child.refresh_from_db()
    merge_community(
        code=child.code,
        into=parent.code,
        version=child.version,
        actor=told.get("actor") or clerk(),
        at=NOW,
    )


def test_the_merged_community_points_to_the_other():
    child, parent = a_community("甲园一期"), a_community("甲园")

    merge(child, parent)

    child.refresh_from_db()
    assert child.merged_into == parent


def test_nothing_merges_into_itself():
    community = a_community()

    with pytest.raises(Refused, match="不能合并到自己"):
        merge(community, community)


def test_a_ring_is_refused():
    first, second, third = a_community("甲"), a_community("乙"), a_community("丙")
    merge(first, second)
    merge(second, third)

    with pytest.raises(Refused, match="成环"):
        merge(third, first)


def test_what_is_merged_is_not_merged_again():
    first, second, third = a_community("甲"), a_community("乙"), a_community("丙")
    merge(first, second)

    with pytest.raises(NotNow, match="先撤销"):
        merge(first, third)


def test_two_counties_have_no_community_in_common():
    here, there = a_community("甲"), a_community("乙", county=YONGJI)

    with pytest.raises(Refused, match="不在同一个县"):
        merge(here, there, actor=city_clerk())
