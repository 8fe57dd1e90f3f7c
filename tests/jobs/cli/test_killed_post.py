"""A server killed in the middle of a POST: nothing is half done; sent again, it is done once."""

import os
import re
import signal
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.cookiejar import CookieJar
from threading import Thread

import psycopg
import pytest

from tests.jobs.cli.installation import Installation, processes_of, wait_until
from tingban.gateways import postgres

pytestmark = pytest.mark.slow
CLERK = """
from tests.web.visitors import PASSWORD, staff_member
from tingban.rules.actors import Role
staff_member(Role.C_OP, '140802', 'wang')
print(PASSWORD)
"""
WRITTEN = """
from tingban.data.audit.models import Entry
from tingban.data.registry.models import Community, CommunityFact
acts = Entry.objects.filter(act='registry.community_added').count()
print(Community.objects.count(), CommunityFact.objects.count(), acts)
"""
ADD = "/desk/communities/add/"
# The act that stands before its fact: the community and its entry in the log are written.
HALF = """
SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
WHERE c.relname = 'registry_communityfact' AND NOT l.granted
"""


class Desk:
    """A person at the desk, over HTTP; the cookies outlive a server."""

    def __init__(self) -> None:
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, address: str) -> str:
        with self.opener.open(address, timeout=30) as page:
            return page.read().decode()

    def post(self, address: str, told: dict[str, str]) -> str:
        """Where the answer leads in the end."""
        data = urllib.parse.urlencode(told).encode()
        request = urllib.request.Request(address, data, {"Referer": address})
        with self.opener.open(request, timeout=60) as page:
            return page.geturl()


def hidden(page: str, name: str) -> str:
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert field is not None, page[:2000]
    value = re.search(r'value="([^"]*)"', field[0])
    assert value is not None
    return value[1]


def signed_in(address: str, password: str) -> Desk:
    desk = Desk()
    page = desk.get(f"{address}/desk/sign-in/")
    told = {"username": "wang", "password": password}
    desk.post(
        f"{address}/desk/sign-in/",
        told | {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")},
    )
    return desk


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("home"))


def _kill_amid(place: Installation, process, desk: Desk, address: str, told) -> None:
    """Let the POST come to its fact, and kill the server there."""

    def send() -> None:
        with suppress(OSError, urllib.error.URLError):
            desk.post(address, told)

    sending = Thread(target=send)
    with psycopg.connect(postgres.address(place.home, postgres.SUPERUSER)) as link:
        link.execute("LOCK TABLE registry_communityfact IN EXCLUSIVE MODE")
        sending.start()
        wait_until(lambda: link.execute(HALF).fetchone() is not None, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(60)
        with suppress(psycopg.OperationalError):
            link.rollback()
    sending.join(60)
    wait_until(lambda: processes_of(place.home) == [])


def test_a_server_killed_during_a_post_has_done_nothing_and_then_does_it_once(place):
    with place.serving() as (process, address):
        desk = signed_in(address, place.python(CLERK))
        page = desk.get(address + ADD)
        told = {
            "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
            "mark": hidden(page, "mark"),
            "name": "锦绣花园",
        }
        _kill_amid(place, process, desk, address + ADD, told)

    with place.serving() as (_, again):
        half = place.python(WRITTEN)
        first = desk.post(again + ADD, told)
        second = desk.post(again + ADD, told | {"confirmed": "on"})
        written = place.python(WRITTEN)

    assert half == "0 0 0"
    assert "/desk/communities/1408020" in first
    assert second.removeprefix(again) == first.removeprefix(again)
    assert written == "1 1 1"
    assert place.run("audit", "verify").returncode == 0
