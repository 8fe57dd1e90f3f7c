"""What the public may find of the registers: where a community is, and nothing else."""

from dataclasses import fields

import pytest
from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.stories import a_code, a_community, a_contract

from tingban.actions.registry import communities, companies
from tingban.actions.registry.merges import merge_community
from tingban.data.registry.models import Company
from tingban.reads.registry.public import MOST, PublicPlace, find_places, place_of

pytestmark = pytest.mark.django_db


def names(text: str) -> list[str]:
    return [place.name for place in find_places(text).places]


def a_keeper(name: str = "明珠物业服务有限公司", person: str = "欧阳法人") -> Company:
    statement = companies.CompanyStatement(name=name, uscc=a_code(77), legal_person=person)
    return Company.objects.get(pk=companies.add_company(statement=statement, actor=clerk(), at=NOW))


def test_the_columns_are_those_of_a_public_card():
    assert {field.name for field in fields(PublicPlace)} == {
        "code", "name", "county_code", "street",
    }  # fmt: skip


def test_namesakes_of_all_counties_are_told_apart_by_place():
    a_community("锦绣花园", street="中城街道")
    a_community("锦绣花园", county=YONGJI)

    places = find_places("锦绣花园").places

    assert {place.where for place in places} == {"盐湖区 中城街道", "永济市"}


def test_names_that_begin_with_the_word_come_first_and_short_ones_before_long_ones():
    for name in ("水岸锦绣", "锦绣花园二期", "锦绣花园"):
        a_community(name)

    assert names("锦绣") == ["锦绣花园", "锦绣花园二期", "水岸锦绣"]


def test_a_company_leads_to_what_it_keeps_and_a_person_to_nothing():
    community = a_community("幸福里")
    a_contract(community, a_keeper(), NOW.date())

    assert names("明珠物业") == ["幸福里"]
    assert names("欧阳法人") == []
    assert names(a_code(77)) == []


def test_what_is_void_or_merged_is_found_under_what_stands():
    gone, child, standing = (a_community(name) for name in ("红旗甲园", "红旗乙园", "红旗丙园"))
    communities.void_community(code=gone.code, reason="重复", version=1, actor=head(), at=NOW)
    merge_community(code=child.code, into=standing.code, version=1, actor=clerk(), at=NOW)

    assert names("红旗") == ["红旗丙园"]
    assert names("红旗乙园") == ["红旗丙园"]
    assert place_of(gone.code) is None
    assert place_of(child.code) is None
    assert place_of(standing.code) == PublicPlace(standing.code, "红旗丙园", YANHU, "")


def test_more_than_can_be_shown_is_told():
    for number in range(MOST + 1):
        a_community(f"锦绣{number}园")

    found = find_places("锦绣")

    assert (len(found.places), found.has_more) == (MOST, True)


@pytest.mark.parametrize("text", ["", " ", "园", "%", "--", "\u202e", "'", "长" * 10_000])
def test_too_little_or_nonsense_finds_nothing(text):
    a_community("锦绣花园")

    assert find_places(text).places == ()


def test_it_takes_two_statements_however_many_there_are(django_assert_num_queries):
    for number in range(MOST - 1):
        a_community(f"锦绣{number}园")

    with django_assert_num_queries(2):
        find_places("锦绣")
