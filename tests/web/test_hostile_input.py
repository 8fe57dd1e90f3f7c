"""What nobody types who means well: it gets a page with a sentence, never a broken one."""

from collections.abc import Iterator
from copy import deepcopy

import pytest

from tests import fridays
from tests.people import NOW, YANHU
from tests.two_counties import County, a_full_county, a_sent_week
from tests.web.addresses import routes
from tests.web.test_scope import addresses
from tests.web.visitors import Browser, anonymous, browser_of
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
FIELDS = (
    "q", "page", "size", "sort", "county", "area", "community", "company", "into", "of", "old",
    "new", "cell", "as_of", "known_at", "since", "until", "mission", "problem", "case", "sheet",
    "fate", "state", "kind", "lines", "who", "act", "subject", "cells", "version", "next",
    "form", "pair", "keep", "reports", "post", "reason", "on", "text", "unit", "due", "place",
)  # fmt: skip
# The long one is longer than any column, and than a row of an index may be (2,704 bytes).
HOSTILE = (
    "a\0b", "²", "9" * 30, "-1", "' OR 1=1 --", "\u202e\U0001f600", "长" * 1_000, "9999-12-31",
    "0001-01-01", "live:9999-12-31", "live:2024-06-14@9999-12-31T23:59:59", "week:2024-W²",
    f"edition:{fridays.number_of()}@99999999999999999999", f"{fridays.number_of()}:²", "%",
)  # fmt: skip


@pytest.fixture(scope="module")
def a_county(shared_rows) -> County:
    with clock.standing_at(NOW):
        county = a_full_county(YANHU)
        a_sent_week(county, YANHU)
    county.keys |= {"company": county.company.pk, "user": 1}
    return county


@pytest.fixture
def here(a_county) -> Iterator[County]:
    with clock.standing_at(NOW):
        yield deepcopy(a_county)


def _broken(browser: Browser, path: str, told: dict[str, str]) -> bool:
    browser.raise_request_exception = False
    answer = browser.get(path, told)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code >= 500


def test_no_list_breaks_at_a_hostile_question(here):
    city = browser_of(Role.M_OP)
    lists = [route.path({"what": "community"}) for route in routes()
             if not route.parts or route.name == "pick"]  # fmt: skip

    assert [
        (path, told[:20])
        for path in lists
        for told in HOSTILE
        if _broken(city, path, dict.fromkeys(FIELDS, told) | {"area": YANHU, "cell": "A01"})
    ] == []


def test_no_card_and_no_step_breaks_at_a_nul_or_a_huge_number(here):
    city = browser_of(Role.M_OP)

    assert [
        (route.name, told)
        for route, path, used in addresses(here)
        if used
        for told in ("a\0b", "9" * 30)
        if _broken(city, path, dict.fromkeys(FIELDS, told))
    ] == []


@pytest.mark.parametrize("version", ["²", "9" * 40, "-1", ""])
def test_a_ticked_report_with_a_strange_version_is_left(here, version):
    city = browser_of(Role.M_OP)

    answer = city.post(
        f"/desk/weekly/{fridays.WEEK}/accept/",
        {"reports": f"{fridays.number_of()}:{version}"},
    )

    assert answer.status_code == 302
    assert fridays.the().state == "submitted"


def test_a_nul_in_a_field_is_a_bad_request():
    answer = anonymous().post("/desk/sign-in/", {"username": "a\0b", "password": "x"})

    assert answer.status_code == 400


@pytest.mark.parametrize("target", [
    "//evil.example/", "https://evil.example/", "javascript:alert(1)", "\\\\evil.example",
    "/\\evil.example", "http:evil.example", "https:///evil.example",
])  # fmt: skip
def test_nobody_is_led_elsewhere_after_signing_in(target):
    page = anonymous().get("/desk/sign-in/", {"next": target}).content.decode()

    assert "evil.example" not in page
    assert "javascript:" not in page


def test_pages_of_a_signed_in_person_are_not_shown_from_a_cache():
    with clock.standing_at(NOW):
        answer = browser_of(Role.C_OP, YANHU).get("/desk/cases/")

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
