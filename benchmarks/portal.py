"""A report sent at the portal, eight at once, through a real web server (DESIGN 7)."""

import http.client
import json
import math
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import installations

AT_ONCE, ROUNDS, WARM = 8, 60, 10
_PATIENCE = 60.0
# Any token will do where cookie and form hold the same.
_CSRF = "a" * 32


def main(name: str) -> dict[str, object]:
    """Build the world of this size, write drafts, and send them."""
    os.environ["TINGBAN_REPORTS_PER_HOUR"] = "1000000"
    with installations.opened():
        from benchmarks import worlds

        size = {"S": worlds.S, "M": worlds.M}[name]
        worlds.build(size)
        drafts = _drafts(AT_ONCE * (ROUNDS + WARM))
        with _serving() as port:
            return _measured(port, drafts)


def _drafts(wanted: int) -> list[tuple[str, str]]:
    """The secret of so many finished drafts and the answer to each one's question."""
    from tingban.actions.complaints.drafts import change_draft, open_draft
    from tingban.data.registry.models import Community
    from tingban.kit import clock
    from tingban.rules.complaints.drafts import Draft, Part
    from tingban.rules.complaints.questions import question

    at = clock.now() - timedelta(minutes=1)
    codes = list(Community.objects.order_by("pk").values_list("code", flat=True)[: wanted * 3])
    serial = count()

    def written(draft: Draft) -> Draft:
        number = next(serial)
        told = {
            Part.WHERE: {
                "q": "",
                "place": codes[number % len(codes)],
                "county": "",
                "spot": "",
                "to": "county",
            },
            Part.WHAT: {
                "text": f"第 {number} 号楼电梯停运三天无人维修，物业电话无人接听",
                "kind": "",
            },
            Part.WHO: {"how": "confidential", "contact": f"139{number:08d}", "name": ""},
        }
        for part, typed in told.items():
            draft = draft.with_typed(part, typed, is_right=True)
        return replace(draft, seed=number)

    found = []
    for _ in range(wanted):
        secret = open_draft(at=at)
        draft = change_draft(secret=secret, change=written, at=at)
        found.append((secret, question(draft.seed).answer))
    return found


@contextmanager
def _serving() -> Iterator[int]:
    """`tingban web` as it comes, two processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = [sys.executable, "-m", "tingban.jobs.cli", "web", "--port", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(OSError):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                line.request("GET", "/readyz")
                if line.getresponse().status == http.client.OK:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def _send(line: http.client.HTTPConnection, draft: tuple[str, str]) -> float:
    """Milliseconds from the button to the answer that says where the receipt is."""
    secret, answer = draft
    body = urlencode({"csrfmiddlewaretoken": _CSRF, "answer": answer, "homepage": ""})
    heads = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"tingban_csrf={_CSRF}; tingban_report={secret}",
    }
    began = time.perf_counter()
    line.request("POST", "/report/check/", body, heads)
    told = line.getresponse()
    told.read()
    took = (time.perf_counter() - began) * 1000
    if told.headers["Location"] != "/report/receipt/":
        raise RuntimeError(f"a report was not taken: {told.status}")
    return took


def _citizen(port: int, drafts: list[tuple[str, str]]) -> list[float]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    return [_send(line, draft) for draft in drafts]


def _used() -> dict[str, float]:
    """Processor milliseconds so far: of the web server and of the database, whoever else works.

    Backends that have ended are counted in the process that waited for them.
    """
    rows = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text().partition(" (")[2].rpartition(") ")
            told = rest.split()
            rows[int(path.parent.name)] = (name, int(told[1]), sum(map(int, told[11:15])))
    found = {"web_ms": 0.0, "database_ms": 0.0}
    for pid, (name, _, ticks) in rows.items():
        if pid != os.getpid() and os.getpid() in _above(pid, rows):
            where = "database_ms" if name == "postgres" else "web_ms"
            found[where] += ticks * 1000 / os.sysconf("SC_CLK_TCK")
    return found


def _above(pid: int, rows: dict[int, tuple[str, int, int]]) -> Iterator[int]:
    """The process, its parent, and so on."""
    while pid in rows:
        yield pid
        pid = rows[pid][1]


def _measured(port: int, drafts: list[tuple[str, str]]) -> dict[str, object]:
    warm, rest = drafts[: AT_ONCE * WARM], drafts[AT_ONCE * WARM :]
    with ThreadPoolExecutor(AT_ONCE) as citizens:
        list(citizens.map(_citizen, [port] * AT_ONCE, [warm[n::AT_ONCE] for n in range(AT_ONCE)]))
        began, before = time.perf_counter(), _used()
        shares = [rest[n::AT_ONCE] for n in range(AT_ONCE)]
        took = sorted(ms for own in citizens.map(_citizen, [port] * AT_ONCE, shares) for ms in own)
        seconds, after = time.perf_counter() - began, _used()
    return {
        "at_once": AT_ONCE,
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[math.ceil(len(took) * 0.95) - 1], 1),
        "sent_per_second": round(len(took) / seconds, 1),
        "cpu_a_report": {
            name: round((after[name] - before[name]) / len(took), 2) for name in after
        },
        "runs": len(took),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
