"""The 工作台 of each post."""

from datetime import datetime, timedelta

import pytest

from tests.case_steps import seen
from tests.people import NOW, YANHU, ZONE, city_clerk, head
from tests.stories import a_community, a_problem, an_accepted_case
from tests.web.visitors import browser_of
from tingban.actions.complaints import assigning
from tingban.actions.weekly import opening
from tingban.data.accounts.models import Unit
from tingban.data.weekly.models import Report
from tingban.kit import clock
from tingban.rules.actors import CITY_CODE, COUNTY, Role
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2024, 6, 20, 9, 0, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(THURSDAY):
        yield


def _home(role: Role) -> str:
    answer = browser_of(role, YANHU if role in COUNTY else CITY_CODE).get("/desk/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_LD, Role.M_OP, Role.M_LD, Role.PROV, Role.JJ])
def test_it_stands_before_anything_was_registered(role):
    page = _home(role)

    assert "逾期未整改" in page
    assert "没有开启" in page


@pytest.mark.parametrize(("role", "address"), [(Role.SYS, "users"), (Role.AUD, "audit")])
def test_those_without_facts_begin_at_their_own_work(role, address):
    assert browser_of(role).get("/desk/").headers["Location"] == f"/desk/{address}/"


def test_the_county_is_led_to_its_report():
    opening.open_due_weeks(at=THURSDAY)
    number = Report.objects.filter(area=YANHU).order_by("-week__as_of").first().number

    page = _home(Role.C_OP)
    assert "待填报" in page
    assert "现在办理" in page
    assert f"/desk/weekly/report/{number}/" in page


def test_the_head_is_told_when_his_signature_is_due():
    opening.open_due_weeks(at=THURSDAY)
    assert "现在办理" not in _home(Role.C_LD)

    Report.objects.filter(area=YANHU).update(state=State.CHECKED.value)
    assert "下一步由您办理" in _home(Role.C_LD)


def test_the_city_sees_fourteen_units_and_what_is_overdue():
    opening.open_due_weeks(at=THURSDAY)
    a_problem(a_community(), due_on=NOW.date() - timedelta(days=3))

    page = _home(Role.M_OP)
    assert page.count('<th scope="row">') == 14
    assert "盐湖" in page
    assert 'tb-tile tb-late">' in page


def test_what_presses_stands_there_with_its_card_and_whether_it_was_ordered():
    problem = a_problem(a_community(), due_on=NOW.date() - timedelta(days=3))

    page = _home(Role.C_OP)
    assert f"/desk/problems/{problem.number}/" in page
    assert "还没有责令整改" in page
    assert "没有在办的件" in page


def test_readers_are_given_nothing_to_do():
    a_problem(a_community(), due_on=NOW.date() - timedelta(days=3))

    assert "还没有责令整改" not in _home(Role.PROV)


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_needs_a_fixed_number_of_statements(count, django_assert_num_queries):
    opening.open_due_weeks(at=THURSDAY)
    community = a_community()
    for _ in range(count):
        a_problem(community)
    browser = browser_of(Role.M_OP)

    with django_assert_num_queries(17):
        browser.get("/desk/")


def test_a_street_sees_what_it_was_handed_and_what_presses():
    browser = browser_of(Role.STR, YANHU)
    street = Unit.objects.get(posts__role="STR")
    Unit.objects.filter(pk=street.pk).update(kind="街道")
    case = an_accepted_case()
    handing = assigning.Handing(area=YANHU, unit=street.code)
    assigning.assign_case(**seen(case, head(YANHU)), handing=handing)

    page = browser.get("/desk/").content.decode()

    assert "交办给我们的投诉举报" in page
    assert case.number in page
    assert "请签收" in page
    assert "周报" not in page[page.index("<main") :]


def test_an_enforcement_officer_sees_problems_and_no_case():
    case = an_accepted_case()

    page = browser_of(Role.C_ENF, YANHU).get("/desk/").content.decode()

    assert "逾期未整改" in page
    assert case.number not in page
    assert "待受理" not in page


def test_the_petition_office_has_the_citys_cases_before_it():
    case = an_accepted_case(city_clerk())

    page = browser_of(Role.M_XF).get("/desk/").content.decode()

    assert case.number in page
    assert "请交办" in page
