"""Eight citizens send while web, worker and database are killed in turn: nothing is lost.

What a page has acknowledged is there, and what was sent again after a fault is there once.
"""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread

import pytest

from tests.jobs.cli.installation import Installation, wait_until
from tests.jobs.cli.test_killed_post import hidden
from tingban.rules.complaints.questions import question

pytestmark = pytest.mark.slow
AT_ONCE, EACH = 8, 5
COMMUNITY = """
from tests.stories import a_community
print(a_community().code)
"""
WAITING = """
from tingban.data.complaints.models import Arrival
print(Arrival.objects.count())
"""
WRITTEN = """
from tingban.data.complaints.models import Case, CaseContact, CaseFact, CaseMaterial
whole = {
    Case.objects.count(), CaseFact.objects.count(), CaseMaterial.objects.count(),
    CaseContact.objects.exclude(box=None).count(),
}
print(len(whole) == 1, *Case.objects.values_list('number', flat=True))
"""


class Citizen:
    """One report, by the pages; whatever goes wrong, the same page is sent again."""

    def __init__(self, address: str, phone: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.address, self.phone, self.number = address, phone, ""

    def write(self, code: str) -> None:
        self._post("/report/", {"q": "", "place": code, "to": "county"})
        self._post("/report/what/", {"text": "三号楼电梯停运半个月没有人修", "kind": ""})
        page = self._post("/report/who/", {"how": "confidential", "contact": self.phone})
        self.answer = next(
            it.answer for it in map(question, range(10**6)) if f">{it.text}<" in page
        )
        self.token = hidden(page, "csrfmiddlewaretoken")

    def send(self) -> None:
        while not self.number:
            with suppress(OSError, urllib.error.URLError):
                told = {"answer": self.answer, "csrfmiddlewaretoken": self.token}
                page = self._ask("/report/check/", told)
                found = re.search(r'pt-number">([^<]+)<', page)
                self.number = found[1] if found else ""
            time.sleep(0.1)

    def _post(self, path: str, told: dict[str, str]) -> str:
        token = hidden(self._ask(path), "csrfmiddlewaretoken")
        return self._ask(path, told | {"csrfmiddlewaretoken": token})

    def _ask(self, path: str, told: dict[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(told).encode() if told else None
        asked = urllib.request.Request(self.address + path, data)
        with self.opener.open(asked, timeout=30) as page:
            return unescape(page.read().decode())


def killed(place: Installation, words: str) -> None:
    """Kill -9 whatever runs for this home under these words."""
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            said = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            around = (folder / "environ").read_bytes().decode(errors="replace")
            if words in said and f"TINGBAN_HOME={place.home}" in around:
                found.append(int(folder.name))
    assert found, words
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _drain(process: subprocess.Popen[str]) -> None:
    """Read what the server says of its faults, or it would wait for a reader."""
    assert process.stderr is not None
    place = process.stderr.fileno()

    def read() -> None:
        with suppress(OSError):
            while os.read(place, 65_536):
                pass

    Thread(target=read, daemon=True).start()


def _database_killed(place: Installation) -> None:
    line = (place.home / "pg" / "data" / "postmaster.pid").read_text().splitlines()[0]
    os.kill(int(line), signal.SIGKILL)


def test_every_report_that_was_acknowledged_is_there_and_none_is_there_twice(tmp_path):
    place = Installation(tmp_path / "home", {"TINGBAN_REPORTS_PER_HOUR": "1000"})
    with place.serving() as (process, address):
        _drain(process)
        code = place.python(COMMUNITY)
        citizens = [Citizen(address, f"139359{n:05d}") for n in range(AT_ONCE * EACH)]
        for citizen in citizens:
            citizen.write(code)
        threads = [
            Thread(target=lambda own=citizens[n::AT_ONCE]: [one.send() for one in own])
            for n in range(AT_ONCE)
        ]
        for thread in threads:
            thread.start()
        kills = (
            lambda: killed(place, "granian"),
            lambda: killed(place, "cli worker"),
            lambda: _database_killed(place),
        )
        for turn, kill in enumerate(kills, start=1):
            wait_until(lambda turn=turn: _done(citizens) >= turn * AT_ONCE, process)
            kill()
        for thread in threads:
            thread.join()
        wait_until(lambda: place.python(WAITING) == "0", process)
        whole, *numbers = place.python(WRITTEN).split()

    assert sorted(numbers) == sorted(citizen.number for citizen in citizens)
    assert whole == "True"
    assert place.run("audit", "verify").returncode == 0


def _done(citizens: list[Citizen]) -> int:
    return sum(bool(citizen.number) for citizen in citizens)
