"""The board by deadline and the counties in figures: every figure is the list it opens."""

import re
from datetime import date

import pytest

from tests.lives import answered, completed, fresh, ordered, served, with_company
from tests.people import NOW, YANHU, YONGJI
from tests.stories import a_community, a_problem
from tests.web.visitors import Browser, browser_of
from tingban.actions.rectification import clockwork
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
# NOW is Tuesday, 18 June.
YESTERDAY, TODAY, SUNDAY, LATER = (date(2024, 6, day) for day in (17, 18, 23, 24))


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def text(response) -> str:
    return response.content.decode()


def a_world(county: str = YANHU) -> None:
    """One problem in each column, two of them late in their own ways, one done."""
    place = a_community("甲园", county=county)
    for due_on in (TODAY, SUNDAY, LATER):
        ordered(a_problem(place, due_on=due_on), date(2024, 6, 6))
    ordered(a_problem(place, due_on=YESTERDAY), date(2024, 6, 6))
    clockwork.mark_overdue(at=NOW)
    a_problem(place)  # confirmed and not ordered within three working days
    answered(ordered(a_problem(place), date(2024, 6, 6)), date(2024, 6, 7))
    completed(a_problem(place), date(2024, 6, 7))


def columns(page: str) -> dict[str, tuple[int, str]]:
    found = re.findall(r'<h2 id="lane-(\w+)">[^<]*<a href="([^"]+)"[^>]*>(\d+)</a>', page)
    return {lane: (int(count), href.replace("&amp;", "&")) for lane, href, count in found}


def listed(desk: Browser, href: str) -> int:
    found = re.search(r"共 <b>(\d+)</b> 个", text(desk.get(href)))
    return int(found[1]) if found else 0


def test_each_problem_stands_in_one_column_and_each_figure_opens_its_rows():
    a_world()
    a_world(YONGJI)
    desk = browser_of(Role.C_OP, YANHU)

    told = columns(text(desk.get("/desk/problems/board/")))

    assert {lane: count for lane, (count, _) in told.items()} == {
        "overdue": 2, "today": 1, "week": 1, "later": 1, "recheck": 1, "escalated": 0,
    }  # fmt: skip
    for count, href in told.values():
        assert listed(desk, href) == count


def test_the_city_sees_all_and_may_look_at_one_county():
    a_world()
    a_world(YONGJI)
    city = browser_of(Role.M_OP, "140800")

    every = columns(text(city.get("/desk/problems/board/")))
    one = columns(text(city.get(f"/desk/problems/board/?county={YONGJI}")))

    assert (every["overdue"][0], one["overdue"][0]) == (4, 2)
    assert listed(city, one["overdue"][1]) == 2


def test_the_counties_stand_in_the_order_of_the_annex_with_what_presses():
    a_world()
    city = browser_of(Role.M_LD, "140800")

    page = text(city.get("/desk/problems/counties/"))

    names = re.findall(r'<h2><a href="/desk/problems/board/\?county=\d+">([^<]+)</a></h2>', page)
    assert len(names) == 13
    assert (names[0], names[-1]) == ("盐湖区", "芮城县")
    figures = re.findall(r'<a href="([^"]+)" aria-label="盐湖区(\S+) (\d+) 个"', page)
    assert [(label, int(count)) for _, label, count in figures] == [
        ("未完成", 6), ("逾期未整改", 1), ("待复核", 1), ("升级处置", 0),
    ]  # fmt: skip
    for href, _, count in figures:
        assert listed(city, href.replace("&amp;", "&")) == int(count)


def test_the_counties_are_the_citys_to_look_at():
    assert browser_of(Role.C_LD, YANHU).get("/desk/problems/counties/").status_code == 403


def test_an_empty_board_says_so_in_each_column():
    page = text(browser_of(Role.C_OP, YANHU).get("/desk/problems/board/"))

    assert page.count("没有。") == 6


@pytest.mark.parametrize("rows", [1, 12])
def test_the_board_asks_as_much_for_many_as_for_one(rows, django_assert_max_num_queries):
    place = a_community()
    for _ in range(rows):
        ordered(a_problem(place), date(2024, 6, 6))
    desk = browser_of(Role.C_OP, YANHU)

    with django_assert_max_num_queries(14):
        desk.get("/desk/problems/board/")


def test_what_is_left_of_a_column_is_counted():
    place = a_community()
    for _ in range(10):
        ordered(a_problem(place, due_on=LATER), date(2024, 6, 6))

    assert "还有 2 个" in text(browser_of(Role.C_OP, YANHU).get("/desk/problems/board/"))


def test_the_responsible_person_stands_on_the_board():
    problem = fresh(served(with_company()))

    assert problem.responsible in text(browser_of(Role.C_OP, YANHU).get("/desk/problems/board/"))
