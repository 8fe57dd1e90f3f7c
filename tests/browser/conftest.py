"""One served installation and one Chromium for all browser tests of a worker.

They end with this package: a running Playwright makes Django refuse its database in the same
thread, so no other test may run beside it.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.books import city_book, county_book
from tests.browser.place import Place
from tests.people import YONGJI

# Milliseconds that a page may take on a busy machine before it counts as wrong.
expect.set_options(timeout=20_000)
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser_path() -> str | None:
    """Where this machine's browser is."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A real browser, or a loud reason why there is none."""
    found = browser_path()
    if found is None:
        pytest.skip("NO BROWSER: none of " + ", ".join(_NAMES) + " is here; install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def place(chromium, tmp_path_factory) -> Iterator[Place]:
    """An installation on Friday, 14 June 2024, 09:00, with the facts of one county."""
    place = Place(tmp_path_factory.mktemp("place") / "home", chromium)
    place.found()
    for name, data in (("永济市", county_book(YONGJI)), ("市本级", city_book(YONGJI))):
        book = place.home / f"{name}.xlsx"
        book.write_bytes(data)
        place.bring(book)
    yield place
    place.close()
