"""Work on a stranger's file: it answers, or it comes to its end alone."""

import os
import time
from pathlib import Path

import pytest

from tingban.gateways import confined
from tingban.gateways.confined import Limits

AMPLE = Limits(reckoning=20, waiting=60.0, memory=1024 * 1024 * 1024)
BRIEF = Limits(reckoning=1, waiting=60.0, memory=AMPLE.memory)
SECRET = "nobody-else-knows"


class Panic(BaseException):
    """As a library written in Rust raises."""


def turned(told: bytes) -> bytes:
    return told[::-1]


def panics(told: bytes) -> bytes:
    raise Panic(told)


def dies(_: bytes) -> bytes:
    os.abort()


def leaves(_: bytes) -> bytes:
    raise SystemExit(3)


def is_greedy(_: bytes) -> bytes:
    return bytes(len(bytearray(2 * AMPLE.memory)) % 7)


def never_ends(_: bytes) -> bytes:
    while True:
        pass


def sleeps(_: bytes) -> bytes:
    time.sleep(600)
    return b""


def surroundings(_: bytes) -> bytes:
    told = (f"{name}={value}" for name, value in sorted(os.environ.items()))
    return "\n".join((str(Path.cwd()), *map(str, Path().iterdir()), *told)).encode()


def test_it_is_told_and_answers():
    assert confined.answer(turned, b"abc" * 100_000, AMPLE) == b"cba" * 100_000
    assert confined.answer(turned, b"", AMPLE) == b""


@pytest.mark.parametrize("work", [panics, dies, leaves, is_greedy])
def test_whoever_fails_gives_no_answer_and_brings_nobody_down(work):
    assert confined.answer(work, b"abc", AMPLE) is None


def test_whoever_reckons_too_long_is_ended_by_its_own_limit():
    assert confined.answer(never_ends, b"", BRIEF) is None


def test_whoever_lets_us_wait_is_ended():
    assert confined.answer(sleeps, b"", Limits(20, 0.5, AMPLE.memory)) is None


def test_it_stands_in_an_empty_folder_that_goes_and_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("TINGBAN_SECRET", SECRET)

    told = confined.answer(surroundings, b"", AMPLE)

    folder, *rest = told.decode().splitlines()
    assert SECRET not in told.decode()
    assert f"TMPDIR={folder}" in rest
    assert all("=" in line for line in rest)
    assert Path(folder) != Path.cwd()
    assert not Path(folder).exists()
