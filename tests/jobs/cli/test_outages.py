"""The machine fails: a sentence on the page and on the command line, no traceback, nothing lost."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.jobs.cli.installation import Installation

pytestmark = pytest.mark.slow
UNIT = """
from tingban.actions.audit import staff
from tingban.kit import clock
from tingban.rules.actors import SYSTEM
staff.add_unit(code='zj-140802', name='盐湖区住建局', kind='县局', area_code='140802',
    actor=SYSTEM, at=clock.now())
"""
UNITS = "from tingban.data.accounts.models import Unit\nprint(Unit.objects.count())"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    place = Installation(tmp_path_factory.mktemp("home"))
    with place.serving() as (process, address):
        yield place, process, address


def _page(address: str) -> tuple[int, str]:
    """A page that asks the database for its session."""
    request = urllib.request.Request(
        f"{address}/desk/sign-in/?next=/desk/", headers={"Cookie": "sessionid=" + "a" * 32}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _postmaster(place: Installation) -> int:
    return int((place.home / "pg" / "data" / "postmaster.pid").read_text().split()[0])


def test_a_database_that_dies_under_the_server_is_told_and_comes_back_with_all(served):
    place, process, address = served
    place.python(UNIT)
    os.kill(_postmaster(place), signal.SIGKILL)

    seen = []
    end = time.monotonic() + 60
    while time.monotonic() < end and not (len(seen) > 3 and seen[-1][0] == 200):
        seen.append(_page(address))

    assert {status for status, _ in seen} <= {200, 503}
    assert seen[-1][0] == 200
    for status, text in seen:
        assert "Traceback" not in text
        assert status == 200 or "这一页暂时打不开" in text
    assert place.python(UNITS) == "1"
    assert process.poll() is None


def test_a_disk_that_is_full_leaves_no_half_file(served, tmp_path):
    place, _, _ = served
    words = [sys.executable, "-m", "tingban.jobs.cli", "export", "--out", str(tmp_path / "a.xlsx")]

    done = subprocess.run(
        words, env=place.environment, capture_output=True, text=True, timeout=90, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
    )  # fmt: skip

    assert done.returncode == 1
    assert "文件超过允许的大小" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = Installation(tmp_path / "home").run("serve", "--port", port)

    assert done.returncode == 1
    assert f"127.0.0.1:{port} 已被占用" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["serve"], ["check"], ["restore", "x.tingban"]])
def test_a_home_that_cannot_be_written_is_named(words):
    done = Installation(Path("/dev/null/home")).run(*words)

    assert done.returncode == 1
    assert "/dev/null/home" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_named(tmp_path):
    nowhere = {"DATABASE_URL": "postgres://tingban@127.0.0.1:1/tingban"}

    done = Installation(tmp_path / "home", nowhere).run("audit", "verify")

    assert done.returncode == 1
    assert "连接不上数据库 127.0.0.1/tingban" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_written(served, tmp_path):
    place, _, _ = served
    assert place.run("backup", tmp_path / "whole.tingban").returncode == 0
    empty = Installation(tmp_path / "home")

    for how in ("step", "form"):
        newer = tmp_path / f"{how}.tingban"
        _as_of_tomorrow(tmp_path / "whole.tingban", newer, how)
        done = empty.run("restore", newer)
        assert done.returncode == 1
        assert "更新版本的听办" in done.stderr

    assert empty.json("restore", tmp_path / "whole.tingban")["files"] == 0


def _as_of_tomorrow(whole: Path, newer: Path, how: str) -> None:
    """The same backup, as a program would write it that knows one step or one form more."""
    folder = newer.with_suffix(".parts")
    with tarfile.open(whole) as tar:
        tar.extractall(folder, filter="data")
    manifest = folder / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    if how == "form":
        told["form"] += 1
    else:
        told["migrations"].append("registry.9999_from_tomorrow")
    manifest.write_text(json.dumps(told), "utf-8")
    with tarfile.open(newer, "w") as tar:
        for path in sorted(folder.iterdir()):
            tar.add(path, arcname=path.name)
