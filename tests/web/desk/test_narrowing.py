"""From a figure of a card to its list: by key, never by name."""

import re
from datetime import date

import pytest

from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.stories import (
    a_case,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    an_accepted_case,
)
from tests.web.visitors import browser_of
from tingban.actions.complaints import ending
from tingban.actions.registry.merges import merge_community
from tingban.data.registry.models import Community
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SINCE = date(2024, 1, 1)


def text(answer) -> str:
    return answer.content.decode()


def city():
    return browser_of(Role.M_OP)


def tile(page: str, label: str) -> str:
    """Where a figure of a card leads."""
    part = page.split(f">{label}</p>")[1].split("</li>", maxsplit=1)[0]
    return re.search(r'href="([^"]+)"', part)[1].replace("&amp;", "&")


def total(answer) -> int:
    """How many rows a list says it has."""
    return int(re.search(r"共 <b>(\d+)</b>", text(answer))[1])


@pytest.fixture
def namesakes():
    """Two communities of one name in two counties, each with a problem and a visit."""
    here, there = a_community("锦绣花园"), a_community("锦绣花园", county=YONGJI)
    for one in (here, there):
        a_problem(one)
    return here, there


@pytest.mark.parametrize("label", ["未整改问题", "检查"])
def test_a_namesake_in_another_county_is_left_out(namesakes, label):
    browser = city()
    page = text(browser.get(f"/desk/communities/{namesakes[0].code}/"))

    listed = browser.get(tile(page, label))

    assert total(listed) == 1
    assert "锦绣花园" in text(listed)
    assert "永济市</td>" not in text(listed)


def test_what_was_merged_into_it_is_counted_and_listed(namesakes):
    child = a_community("锦绣花园二期")
    a_visit(child, date(2024, 6, 10))
    version = Community.objects.get(pk=child.pk).version
    merge_community(code=child.code, into=namesakes[0].code, version=version, actor=clerk(), at=NOW)
    browser = city()

    page = text(browser.get(f"/desk/communities/{namesakes[0].code}/"))

    assert total(browser.get(tile(page, "检查"))) == 2


def test_a_void_case_is_neither_counted_nor_listed():
    community = a_community()
    an_accepted_case(community_code=community.code)
    void = a_case(community_code=community.code, summary="锦绣花园这一件是误登的，应当作废")
    ending.void_case(
        number=void.number, reason="重复登记", version=void.version, actor=head(), at=NOW
    )
    browser = browser_of(Role.C_OP, YANHU)

    page = text(browser.get(f"/desk/communities/{community.code}/"))

    assert total(browser.get(tile(page, "投诉举报"))) == 1


def test_a_company_that_is_called_like_another_has_its_own_lists(namesakes):
    mine, other = a_company("明珠物业服务有限公司"), a_company("明珠物业服务有限公司")
    a_contract(a_community("西厢花园"), mine, SINCE)
    a_contract(a_community("东厢花园"), other, SINCE)
    browser = city()

    listed = browser.get(tile(text(browser.get(f"/desk/companies/{mine.pk}/")), "服务小区"))

    assert total(listed) == 1
    assert "西厢花园" in text(listed)
    assert "东厢花园" not in text(listed)


def test_the_narrowing_stays_while_one_goes_on_filtering_and_is_told(namesakes):
    page = text(city().get(f"/desk/problems/?community={namesakes[0].code}&state=open"))

    assert "现在看的是：锦绣花园，" in page
    assert f'type="hidden" name="community" value="{namesakes[0].code}"' in page
    assert "清除筛选" in page


def test_a_community_out_of_sight_narrows_to_nothing_and_stays_unnamed(namesakes):
    listed = browser_of(Role.C_OP, YANHU).get(f"/desk/problems/?community={namesakes[1].code}")

    assert "锦绣花园" not in text(listed)
    assert "永济" not in text(listed)


@pytest.mark.parametrize("asked", ["company=x", "company=0", "community=" + "9" * 40])
def test_nonsense_in_the_address_narrows_nothing(namesakes, asked):
    assert total(city().get(f"/desk/problems/?{asked}")) == 2
