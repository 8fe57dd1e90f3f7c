"""Every figure of the 工作台 that counts problems or cases opens a list of exactly as many."""

import re
from datetime import date, datetime, timedelta

import pytest

from tests import case_steps
from tests.lives import answered, ordered
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, person
from tests.stories import a_case, a_community, a_problem, an_accepted_case
from tests.web.visitors import Browser, browser_of
from tingban.actions.complaints import assigning
from tingban.data.accounts.models import Unit
from tingban.data.complaints.models import Case
from tingban.kit import clock
from tingban.rules.actors import CITY_CODE, Role

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LONG_AGO = datetime(2024, 5, 28, 9, tzinfo=ZONE)
_FIGURE = re.compile(r'<a href="([^"]+)"[^>]*aria-label="(\S+) (\d+) [个件]"')
_MORE = re.compile(r'<a class="tb-card-more" href="([^"]+)">看全部 (\d+) [个件]</a>')
_CELL = re.compile(r'<td class="num"><a href="([^"]+)">(\d+)</a></td>')


@pytest.fixture(scope="module", autouse=True)
def _world(shared_rows):
    with clock.standing_at(NOW):
        for county in (YANHU, YONGJI):
            _problems(county)
            _cases(county)
        an_accepted_case(city_clerk())
        a_case(city_clerk(), received_at=LONG_AGO)
        _handed_down()


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def _problems(county: str) -> None:
    """Late, near, far; late by its term but answered, which waits for the county."""
    place = a_community("甲园", county=county)
    for days in (-9, -1, 0, 3, 7, 8, 20):
        ordered(a_problem(place, due_on=TODAY + timedelta(days=days)), date(2024, 6, 6))
    answered(ordered(a_problem(place), date(2024, 6, 6)), date(2024, 6, 7))
    for days in range(7):
        a_problem(place, due_on=TODAY - timedelta(days=days + 1))


def _cases(county: str) -> None:
    """Waiting, in hand, closed; two past their limits, one of them earlier today."""
    own = clerk(county)
    a_case(own)
    a_case(own, received_at=LONG_AGO)
    for _ in range(9):
        an_accepted_case(own)
    closed = an_accepted_case(own)
    case_steps.lead_to(closed, "answering")
    case_steps.tell(closed, NOW)
    late = an_accepted_case(own)
    Case.objects.filter(pk=late.pk).update(due_at=NOW - timedelta(hours=1))


def _handed_down() -> None:
    """The city's case that a county has in hand."""
    case = an_accepted_case(city_clerk())
    handing = assigning.Handing(area=YANHU, office="")
    assigning.assign_case(**case_steps.seen(case, city_clerk()), handing=handing)


def _listed(desk: Browser, href: str) -> int:
    page = desk.get(href.replace("&amp;", "&")).content.decode()
    found = re.search(r'<small class="tb-count">共 <b>(?:<span[^>]*>)?(\d+)', page)
    assert found, href
    return int(found[1])


def _is_ours(href: str) -> bool:
    return href.startswith(("/desk/problems/", "/desk/cases/"))


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.C_OP, YANHU), (Role.C_LD, YONGJI), (Role.C_ENF, YANHU), (Role.M_OP, CITY_CODE),
        (Role.M_XF, CITY_CODE), (Role.PROV, CITY_CODE),
    ],
)  # fmt: skip
def test_each_figure_is_the_list_that_it_opens(role, area):
    desk = browser_of(role, area)
    page = desk.get("/desk/").content.decode()

    figures = [(href, int(count)) for href, _, count in _FIGURE.findall(page) if _is_ours(href)]
    figures += [(href, int(count)) for href, count in _MORE.findall(page)]
    figures += [(href, int(count)) for href, count in _CELL.findall(page)]

    assert len(figures) > 1
    assert sum(count for _, count in figures) > 0
    assert {href: _listed(desk, href) for href, _ in figures} == dict(figures)


def test_a_street_counts_what_it_was_handed():
    desk = browser_of(Role.STR, YANHU)
    street = Unit.objects.get(posts__role="STR")
    Unit.objects.filter(pk=street.pk).update(kind="街道")
    for _ in range(2):
        case = an_accepted_case()
        handing = assigning.Handing(area=YANHU, unit=street.code)
        leader = person(Role.C_LD, YANHU)
        assigning.assign_case(**case_steps.seen(case, leader), handing=handing)

    page = desk.get("/desk/").content.decode()

    told = {label: (href, int(count)) for href, label, count in _FIGURE.findall(page)}
    assert told["待签收"][1] == told["在手上的"][1] == 2
    for href, count in told.values():
        assert _listed(desk, href) == count


@pytest.mark.parametrize(("role", "area"), [(Role.M_LAW, CITY_CODE), (Role.C_ENF, YANHU)])
def test_who_has_no_part_in_complaints_is_told_no_noughts_of_them(role, area):
    page = browser_of(role, area).get("/desk/").content.decode()

    for word in ("逾期未整改", "7 天内到期"):
        assert word in page
    for word in ("待受理", "办理中", "超期未办", "各单位情况", "未报送"):
        assert word not in page
