"""Results come in order, the next one made elsewhere; a helper that dies loses nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.sources import ROOT
from tests.jobs.cli.installation import wait_until
from tingban.gateways.ahead import in_turn


def double_and_where(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def killed_elsewhere(parent: int) -> str:
    """Ends the process that was started for it; at home it answers."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return "made at home"


def fails(number: int) -> int:
    raise ValueError(f"no {number}")


def test_results_come_in_the_order_of_the_items():
    found = list(in_turn(double_and_where, [1, 2, 3], is_heavy=lambda _: True))

    assert [result for result, _ in found] == [2, 4, 6]


def test_heavy_items_are_made_in_one_other_process_and_light_ones_here():
    found = list(in_turn(double_and_where, [1, 20, 2, 30], is_heavy=lambda item: item > 9))

    where = [pid for _, pid in found]
    assert where[0] == where[2] == os.getpid()
    assert where[1] == where[3] != os.getpid()


def test_nothing_gives_nothing():
    assert list(in_turn(double_and_where, [], is_heavy=lambda _: True)) == []


def test_a_killed_helper_loses_no_result():
    found = list(in_turn(killed_elsewhere, [os.getpid()] * 2, is_heavy=lambda _: True))

    assert found == ["made at home", "made at home"]


def test_an_error_of_the_work_reaches_whoever_waits_for_it():
    with pytest.raises(ValueError, match="no 7"):
        list(in_turn(fails, [7], is_heavy=lambda _: True))


def test_the_helper_dies_with_us(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import os, time\n"
        "from tests.gateways.test_ahead import double_and_where\n"
        "from tingban.gateways.ahead import in_turn\n"
        "if __name__ == '__main__':\n"
        "    for _, pid in in_turn(double_and_where, [1, 2], is_heavy=lambda _: True):\n"
        "        print(pid, flush=True)\n"
        "        time.sleep(60)\n",
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    process = subprocess.Popen(
        [sys.executable, str(program)], env=environment, stdout=subprocess.PIPE, text=True
    )
    helper = int(process.stdout.readline())

    process.kill()
    process.communicate()

    wait_until(lambda: not Path(f"/proc/{helper}").exists())
    assert process.returncode == -signal.SIGKILL
