"""首页, 监督电话 and the frame around every page of the portal."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.web.visitors import Browser, anonymous
from tingban.rules.areas import AREAS

PAGES = ("/", "/phones/")
every_page = pytest.mark.parametrize("page", PAGES)


class Links(HTMLParser):
    """Every address that a page names, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src", "action")]


def _page(path: str, browser: Browser | None = None) -> str:
    answer = (browser or anonymous()).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@every_page
def test_it_asks_nothing_of_the_database_and_leaves_no_cookie(page):
    # No database mark: a statement would fail here.
    answer = anonymous().get(page)

    assert answer.status_code == 200
    assert not answer.cookies


@every_page
def test_it_is_readable_by_ear_and_by_key(page):
    links = Links(_page(page))

    assert links.tags.count("h1") == 1
    assert {"header", "nav", "main", "footer"} <= set(links.tags)
    assert links.addresses.index("#main") < links.addresses.index("/desk/")
    assert 'lang="zh-CN"' in _page(page)


@every_page
def test_a_phone_is_one_tap_away_and_the_desk_one_link(page):
    links = Links(_page(page))

    assert "tel:03592097971" in links.addresses
    assert "/desk/" in links.addresses


@every_page
def test_nothing_is_fetched_from_elsewhere(page):
    answer = anonymous().get(page)
    policy = answer.headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for address in Links(answer.content.decode()).addresses:
        assert re.match(r"^(/(?!/)|#|tel:|mailto:)", address)


@every_page
def test_the_first_load_is_light(page):
    text = _page(page)
    wanted = re.findall(r'(?:href|src)="/?static/([^"]+)"', text)
    files = [finders.find(name) for name in wanted]

    assert len(files) >= 4
    parts = [text.encode(), *(Path(path).read_bytes() for path in files)]
    assert sum(len(gzip.compress(part)) for part in parts) <= 120 * 1024


def test_the_fourteen_rows_stand_in_the_order_of_the_annex():
    names = re.findall(r"<li><h2>([^<]+)</h2>", _page("/phones/"))

    assert names == [area.full_name for area in AREAS]


def test_every_number_can_be_dialled():
    page = _page("/phones/")

    for area in AREAS:
        for phone in area.phones:
            assert f'href="tel:0359{phone}"' in page
            assert f"0359-{phone}" in page


def test_the_doubtful_mailbox_is_told_as_such_and_not_linked():
    page = _page("/phones/")

    assert re.findall(r"hjfgb6313022@163\.com\s*<[^>]*>待核实<", page)
    assert "mailto:hjfgb6313022@163.com" not in page
    assert page.count("mailto:") == len(AREAS) - 1


def test_large_letters_are_kept_and_taken_back():
    browser = anonymous()

    answer = browser.get("/elder/", {"on": "1", "back": "/phones/"})
    large = _page("/phones/", browser)
    browser.get("/elder/", {"on": "", "back": "/phones/"})
    normal = _page("/phones/", browser)

    assert answer.headers["Location"] == "/phones/"
    assert answer.cookies["tingban_elder"]["httponly"]
    assert 'class="pt-elder"' in large
    assert 'class="pt-elder"' not in normal


@pytest.mark.parametrize("back", [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "",
    "http:///evil.example", "\u202e", "长" * 10_000,
])  # fmt: skip
def test_nobody_is_led_elsewhere_by_the_size_of_the_letters(back):
    answer = anonymous().get("/elder/", {"on": "1", "back": back})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("page", [*PAGES, "/elder/"])
def test_a_page_that_is_only_read_takes_nothing(page):
    assert anonymous().post(page).status_code == 405
