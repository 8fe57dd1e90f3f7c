"""The installation that the browser visits, and how one walks in it."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.jobs.cli.installation import Installation
from tests.people import ZONE

PASSWORD = "Zhujian#2024-ok"
FRIDAY = datetime(2024, 6, 14, 9, 0, tzinfo=ZONE)
PAST_NOON = datetime(2024, 6, 14, 12, 0, 1, tzinfo=ZONE)

_FOUND = """
import random
from datetime import datetime
from tingban.actions.weekly import opening
from tingban.jobs import clock
from tingban.jobs.demo import people
at = datetime.fromisoformat({at!r})
clock.set_anchor(at)
people.hire(random.Random(1), {password!r}, at)
opening.open_due_weeks(at=at)
"""
_NOON = """
from datetime import datetime
from tingban.actions.weekly import sending
from tingban.jobs import clock
at = datetime.fromisoformat({at!r})
clock.set_anchor(at)
print(sending.stand_in_for_silent(at=at))
"""
_FORGET = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    session = SessionStore(row.session_key)
    session.pop("confirmed_at", None)
    session.save()
"""


@dataclass
class Place:
    """A home, the browser, and a server that is started when first visited."""

    home: Path
    browser: Browser
    address: str = ""
    # What the pages complained of, by who and where.
    complaints: list[str] = field(default_factory=list)
    _contexts: dict[str, BrowserContext] = field(default_factory=dict)
    _server: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self.home.mkdir()
        self.installation = Installation(self.home)

    def found(self) -> None:
        """Units, people, and the week that has opened."""
        self.installation.python(_FOUND.format(at=FRIDAY.isoformat(), password=PASSWORD))

    def bring(self, book: Path) -> None:
        """Facts by the command line."""
        done = self.installation.run("import", book)
        assert done.returncode == 0, done.stdout + done.stderr

    def pass_noon(self) -> int:
        """Let the clock stand at 12:00:01; for how many units the system has filed."""
        self.stop()
        return int(self.installation.python(_NOON.format(at=PAST_NOON.isoformat())))

    def forget_confirmations(self) -> None:
        """As if everybody had signed in long ago: grave acts ask once more who it is."""
        self.installation.python(_FORGET)

    def enter(self, username: str) -> Page:
        """A page of somebody who is signed in; the same session each time."""
        self._start()
        if username not in self._contexts:
            self._contexts[username] = self.browser.new_context(
                base_url=self.address, locale="zh-CN", viewport={"width": 1280, "height": 800}
            )
            sign_in(self.page_in(self._contexts[username], username), username)
        return self.page_in(self._contexts[username], username)

    def stranger(self) -> Page:
        """A page of nobody."""
        self._start()
        context = self._contexts.setdefault(
            "", self.browser.new_context(base_url=self.address, locale="zh-CN")
        )
        return self.page_in(context, "")

    def page_in(self, context: BrowserContext, who: str) -> Page:
        """A new page whose errors are kept."""
        page = context.new_page()

        def keep(text: str) -> None:
            self.complaints.append(f"{who} {page.url}: {text}")

        page.on("console", lambda said: keep(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: keep(str(error)))
        return page

    def close(self) -> None:
        """End sessions and server."""
        self.stop()

    def _start(self) -> None:
        if not self.address:
            _, self.address = self._server.enter_context(self.installation.serving())

    def stop(self) -> None:
        """Everybody leaves, the server stops."""
        for context in self._contexts.values():
            context.close()
        self._contexts.clear()
        self._server.close()
        self.address = ""


def sign_in(page: Page, username: str) -> None:
    """Through the form, as everybody."""
    page.goto("/desk/sign-in/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.close()


def follow(page: Page, link: Locator) -> None:
    """Click, and stand on the page it leads to: a click comes back before that has arrived."""
    with page.expect_navigation():
        link.click()


def figures(page: Page) -> dict[str, list[int]]:
    """The numbers of 附件3 on a page by unit, in their order; marks and changes are left out."""
    return page.evaluate(
        """() => {
            const units = {};
            for (const row of document.querySelectorAll(".tb-annex3 tbody tr")) {
                const name = row.querySelector("th").innerText.replace("※", "").trim();
                const cells = [...row.querySelectorAll("td")];
                (units[name] ||= []).push(...cells.map((it) => Number(it.firstChild.textContent)));
            }
            return units;
        }"""
    )
