"""Communities that a text names."""

import pytest
from tests.people import NOW, YANHU, YONGJI, clerk
from tests.stories import a_community

from tingban.actions.registry import communities
from tingban.reads.registry.suggestions import mentioned

pytestmark = pytest.mark.django_db


def names(text: str, **told: str) -> list[str]:
    return [one.name for one in mentioned(clerk(), text, **told)]


def test_the_longest_name_comes_first():
    a_community("锦绣花园")
    a_community("锦绣花园二期")

    assert names("锦绣花园二期电梯停运") == ["锦绣花园二期", "锦绣花园"]


def test_an_alias_names_it_until_it_is_removed():
    community = a_community("锦绣花园")
    communities.add_alias(code=community.code, name="锦花苑", actor=clerk(), at=NOW)
    before = names("锦花苑门口积水")
    communities.remove_alias(code=community.code, name="锦花苑", actor=clerk(), at=NOW)

    assert before == ["锦绣花园"]
    assert names("锦花苑门口积水") == []


def test_names_of_two_characters_stand_in_too_many_texts():
    a_community("中心")

    assert names("市中心路灯不亮") == []


def test_another_countys_community_is_not_proposed():
    a_community("永济花园", county=YONGJI)

    assert names("永济花园电梯停运", county=YANHU) == []
    assert names("永济花园电梯停运") == []


def test_an_empty_text_names_nothing():
    a_community()

    assert names("  ") == []
