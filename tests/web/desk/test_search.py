"""Search over everything, within sight."""

import pytest

from tests.people import YANHU, YONGJI
from tests.stories import a_case, a_community, a_company, a_problem, a_visit
from tests.web.visitors import browser_of
from tingban.data.inspections.models import Visit
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def found(word: str, area: str = YANHU) -> str:
    browser = browser_of(Role.C_OP, area)
    return browser.get("/desk/search/", {"q": word}).content.decode()


def test_one_word_finds_every_kind():
    a_community("明珠花园")
    a_company("明珠物业服务有限公司")
    a_case(summary="明珠花园电梯停运三天无人维修")
    a_problem(a_community("东方明月"), description="明珠路一侧楼道无人清扫")

    answer = found("明珠")

    for word in ("明珠花园", "明珠物业服务有限公司", "TS-", "WT-"):
        assert word in answer


def test_nothing_of_another_county_is_found():
    community = a_community("西厢花园", county=YONGJI)
    a_problem(community, description="西厢花园楼道无人清扫")

    assert "没有找到" in found("西厢")
    assert "没有找到" in found(Visit.objects.get().number)


def test_a_number_typed_whole_opens_its_card():
    community = a_community("锦绣花园")

    answer = browser_of(Role.C_OP, YANHU).get("/desk/search/", {"q": community.code})

    assert answer.headers["Location"] == f"/desk/communities/{community.code}/"


def test_problems_and_visits_are_found_by_number():
    community = a_community("锦绣花园")
    visit = a_visit(community)
    problem = a_problem(community)

    browser = browser_of(Role.C_OP, YANHU)
    for number in (visit, problem.number):
        answer = browser.get("/desk/search/", {"q": number})
        assert number in (answer.headers.get("Location") or answer.content.decode())


def test_a_case_found_shows_no_phone_from_its_summary():
    a_case(summary="电梯停运，反映人电话 13812345678")

    assert "13812345678" not in found("电梯停运")


@pytest.mark.parametrize("word", ["", "%", "'", "<b>", "x" * 300])
def test_odd_words_break_nothing(word):
    assert "没有找到" in found(word) or "输入要找的内容" in found(word)


def test_the_search_asks_one_statement_a_kind(django_assert_max_num_queries):
    browser = browser_of(Role.C_OP, YANHU)
    for number in range(12):
        a_community(f"锦绣{number}期")

    with django_assert_max_num_queries(15):
        browser.get("/desk/search/", {"q": "锦绣"})
