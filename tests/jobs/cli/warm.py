"""An interpreter that has loaded the program of one home, and runs each code in a fork of itself.

What a code changes in memory goes with its fork; only the loading is shared. The process itself
names no home in its environment: whoever counts what runs for a home does not count it.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.arch.sources import ROOT

_HOME = "TINGBAN_HOME"


@dataclass
class _Interpreter:
    """The process, and what it has loaded: another environment or other keys ask for another."""

    loaded: tuple[dict[str, str], bytes]
    process: subprocess.Popen[str]

    def run(self, code: str, patience: float) -> tuple[int, str, str]:
        with TemporaryDirectory() as folder:
            told = {"code": code, "out": f"{folder}/out", "err": f"{folder}/err"}
            _tell(self.process, told)
            if not select.select([self.process.stdout], [], [], patience)[0]:
                os.killpg(self.process.pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(code, patience)
            assert self.process.stdout is not None
            status = int(self.process.stdout.readline())
            return status, *(Path(folder, name).read_text("utf-8") for name in ("out", "err"))

    def close(self) -> None:
        self.process.communicate()


_standing: list[_Interpreter] = []


def run(environment: Mapping[str, str], code: str, patience: float) -> tuple[int, str, str]:
    """Exit code, output and errors of this code; the last home's interpreter is kept."""
    if not _standing or _standing[0].loaded != _loaded(environment):
        close()
        _standing.append(_begin(environment))
    return _standing[0].run(code, patience)


@atexit.register
def close() -> None:
    while _standing:
        _standing.pop().close()


def _loaded(environment: Mapping[str, str]) -> tuple[dict[str, str], bytes]:
    keys = Path(environment[_HOME]) / "secrets.json"
    return dict(environment), keys.read_bytes() if keys.exists() else b""


def _begin(environment: Mapping[str, str]) -> _Interpreter:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.cli.warm"],
        env={name: value for name, value in environment.items() if name != _HOME},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        start_new_session=True,
    )  # fmt: skip
    _tell(process, dict(environment))
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    # A first start has made the keys.
    return _Interpreter(_loaded(environment), process)


def _tell(process: subprocess.Popen[str], told: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(told) + "\n")
    process.stdin.flush()


def _fork(code: str, out: str, err: str) -> int:
    """Exit code of a fork that runs this code."""
    pid = os.fork()
    if not pid:
        os._exit(_exec(code, out, err))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _exec(code: str, out: str, err: str) -> int:
    for number, path in ((0, os.devnull), (1, out), (2, err)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    status = 0
    try:
        exec(code, {"__name__": "__main__"})
    except BaseException:
        traceback.print_exc()
        status = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _answer(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _main() -> None:
    os.environ.update(json.loads(sys.stdin.readline()))
    from tingban.jobs.cli.main import set_up

    set_up()
    _answer("ready")
    for line in iter(sys.stdin.readline, ""):
        _answer(str(_fork(**json.loads(line))))


if __name__ == "__main__":
    _main()
