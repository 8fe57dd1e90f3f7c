"""Supplementary indicators beside the form: both numbers of a rate, each open to its rows."""

import re

import pytest

from tests import fridays
from tests.fridays import AFTER, FIVE, TEN
from tests.people import YANHU, YONGJI
from tests.stories import a_community, a_problem, a_visit
from tests.web.desk.fridays import city, county, report, text, week
from tingban.kit import clock
from tingban.web.desk import weekly_extras

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(TEN):
        yield


@pytest.fixture
def opened():
    """Two communities, one of them surveyed, with a problem."""
    a_problem(a_community())
    a_community("东城雅苑")
    fridays.open_week()


def line(page: str, name: str) -> list[str]:
    """The indicators of a unit, as they read."""
    table = page.split('id="extras"')[1].split("</table>", maxsplit=1)[0]
    row = table.split(f">{name}</th>")[1].split("</tr>", maxsplit=1)[0]
    cells = re.findall(r"<td.*?</td>", row, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in cells]


def links(page: str) -> dict[str, str]:
    """Where the numbers under the form lead, by cell."""
    table = page.split('id="extras"')[1].split("</table>", maxsplit=1)[0]
    found = re.findall(r'href="([^"]*[&?]cell=(\w+))"', table)
    return {cell: href for href, cell in found}


def test_a_rate_shows_both_its_numbers(opened):
    page = text(county().get(report()))

    assert line(page, "盐湖区")[:3] == ["50.0% 1 / 2", "0.0% 0 / 1", "0.0% 0 / 1"]


def test_a_rate_without_a_base_says_so(opened):
    page = text(county(area=YONGJI).get(report(YONGJI)))

    assert line(page, "永济市")[:2] == ["无基数 0 / 0", "无基数 0 / 0"]


def test_the_live_table_of_an_empty_installation_has_no_base_anywhere():
    page = text(city().get("/desk/drill/"))

    assert line(page, "永济市") == ["无基数 0 / 0"] * 4 + ["0"] * 3
    assert line(page, "合计") == ["无基数 0 / 0"] * 4 + ["0"] * 3


def test_every_number_of_a_live_report_opens_to_its_rows(opened):
    browser = county()
    found = links(text(browser.get(report())))

    listed = text(browser.get(found["N_c"]))

    assert "锦绣花园" in listed
    assert "东城雅苑" in listed


def test_a_sent_number_opens_to_the_rows_it_was_sent_with(opened):
    fridays.sent()
    with clock.standing_at(AFTER):
        a_community("后来登记的小区")

        page = text(city().get(report(page="v1/")))
        listed = text(city().get(links(page)["N_c"]))

    assert line(page, "盐湖区")[0] == "50.0% 1 / 2"
    assert "东城雅苑" in listed
    assert "后来登记的小区" not in listed


def test_the_citys_table_has_a_line_for_each_unit_and_one_for_all(opened):
    a_visit(a_community("河东佳苑", county=YONGJI))
    fridays.sent(YANHU)
    fridays.sent(YONGJI)
    browser = city()

    page = text(browser.get(week("table/")))

    assert line(page, "盐湖区")[0] == "50.0% 1 / 2"
    assert line(page, "永济市")[0] == "100.0% 1 / 1"
    assert line(page, "合计")[0] == "66.7% 2 / 3"
    assert "河东佳苑" in text(browser.get(links(page)["N_c"]))


def test_the_frozen_table_keeps_them(opened):
    fridays.frozen(YANHU)

    with clock.standing_at(FIVE):
        page = text(city().get(week("v1/")))
        listed = text(city().get(links(page)["N_c"]))

    assert line(page, "合计")[0] == "50.0% 1 / 2"
    assert "东城雅苑" in listed


def test_another_countys_number_stays_shut(opened):
    fridays.sent()
    found = links(text(city().get(report())))

    assert county(area=YONGJI).get(found["N_c"]).status_code == 404


def test_an_edition_from_before_an_indicator_shows_a_dash():
    table = weekly_extras.table({YANHU: {"A01": 1, "A03": 0, "B01": 0}}, lambda area, cell: cell)

    coverage, rectified = table.lines[0].indicators[:2]

    assert not coverage.is_known
    assert (rectified.is_known, rectified.text) == (True, "无基数")
