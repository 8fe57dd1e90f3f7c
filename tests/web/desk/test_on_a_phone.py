"""What stands first where there is one column: the order of a card, and what a filter holds."""

import pytest

from tests.people import YANHU
from tests.stories import a_community, a_problem, an_accepted_case
from tests.web.visitors import Browser, browser_of
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
MORE = "更多条件"


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def page(desk: Browser, address: str) -> str:
    return desk.get(address).content.decode()


def test_the_next_steps_of_a_card_stand_before_its_facts_and_these_before_the_time_line(desk):
    problem, case = a_problem(a_community()), an_accepted_case()

    for address in (f"/desk/problems/{problem.number}/", f"/desk/cases/{case.number}/"):
        shown = page(desk, address)
        places = [shown.index(part) for part in ("下一步", "tb-part-facts", ">时间线")]
        assert places == sorted(places)


def test_many_conditions_wait_until_they_are_asked_for(desk):
    assert MORE in page(desk, "/desk/problems/")
    assert MORE in page(desk, "/desk/cases/")


def test_conditions_that_are_on_are_seen(desk):
    assert MORE not in page(desk, "/desk/problems/?category=CAT-1")


def test_a_few_are_seen_anyway():
    assert MORE not in page(browser_of(Role.M_OP), "/desk/notices/stuck/")
