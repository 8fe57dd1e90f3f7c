"""What the tests of the Friday's pages share: whose browser, and what a page says."""

import re
from html import unescape

from tests.fridays import WEEK, number_of
from tests.people import YANHU
from tests.web.visitors import Browser, browser_of
from tingban.rules.actors import Role
from tingban.rules.areas import CITY


def county(role: Role = Role.C_OP, area: str = YANHU) -> Browser:
    return browser_of(role, area)


def city(role: Role = Role.M_OP) -> Browser:
    return browser_of(role, CITY)


def text(response) -> str:
    return unescape(response.content.decode())


def report(area: str = YANHU, page: str = "") -> str:
    """The address of a report or of one of its pages."""
    return f"/desk/weekly/report/{number_of(area)}/{page}"


def week(page: str = "", code: str = WEEK) -> str:
    return f"/desk/weekly/{code}/{page}"


def hidden(page: str, name: str) -> str:
    """What a form of the page carries unseen."""
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def said(response) -> str:
    """The messages of the page that a redirect leads to."""
    return "".join(re.findall(r'<p class="tb-message[^>]*>(.*?)</p>', text(response)))
