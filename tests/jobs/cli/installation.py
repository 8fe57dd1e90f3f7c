"""A real installation in a folder of its own, driven by the real command."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.arch.sources import ROOT
from tests.jobs.cli import warm

_PATIENCE = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _opened(code: str) -> str:
    """The same code with the database open."""
    lines = "\n".join(f"    {line}" for line in code.strip().splitlines())
    return f"from tingban.jobs import database\nwith database.opened('test'):\n{lines}"


@dataclass
class Installation:
    """`home` holds database, files and keys."""

    home: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        # Who runs the tests may not want compiled files; each command would compile all anew.
        dropped = (
            "DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE",
            "PYTHONDONTWRITEBYTECODE", "PYTEST_CURRENT_TEST",
        )  # fmt: skip
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        own = {"TINGBAN_HOME": str(self.home), "PYTHONPATH": str(ROOT / "src")}
        return kept | own | self.extra

    def start(self, *words: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tingban.jobs.cli", *map(str, words)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        process = self.start(*words)
        out, err = process.communicate(timeout=_PATIENCE)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def json(self, *words: object) -> dict[str, Any]:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def begin(self, code: str) -> subprocess.Popen[str]:
        """Begin code inside the installation, Django set up and the database open."""
        program = f"from tingban.jobs.cli.main import set_up\nset_up()\n{_opened(code)}"
        return subprocess.Popen(
            [sys.executable, "-c", program],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=ROOT,
        )  # fmt: skip

    def python(self, code: str) -> str:
        """Run code inside the installation to its end; what it printed."""
        status, out, err = warm.run(self.environment, _opened(code), _PATIENCE)
        assert status == 0, err
        return out.strip()

    def killed(self, code: str, *, at: str) -> None:
        """Run code inside the installation and kill it where it would call `module:name`."""
        module, _, name = at.partition(":")
        stop = (
            f"import time, {module} as place\n"
            "def stop(*args, **told):\n"
            "    print('here', flush=True)\n"
            "    time.sleep(600)\n"
            f"place.{name} = stop\n"
        )
        process = self.begin(stop + code)
        assert process.stdout is not None
        reached = process.stdout.readline().strip()
        process.kill()
        _, err = process.communicate(timeout=_PATIENCE)
        assert reached == "here", err

    @contextmanager
    def serving(self):
        """`tingban serve` on a free port; yields its process and its address."""
        port = free_port()
        process = self.start("serve", "--port", port, "--workers", 1)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: answers(f"{address}/readyz"), process)
            yield process, address
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=_PATIENCE)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def wait_until(so, process=None) -> None:
    end = time.monotonic() + _PATIENCE
    while not so():
        assert process is None or process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def processes_of(home: Path) -> list[str]:
    """Command lines of everything that still runs for this home."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            around = (folder / "environ").read_bytes().decode(errors="replace")
        except (OSError, NotADirectoryError):
            continue
        if str(home) in words or f"TINGBAN_HOME={home}" in around:
            found.append(words)
    return found
