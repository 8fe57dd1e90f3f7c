"""One command serves everything; however it ends, nothing is left and nothing is lost."""

import os
import signal
import urllib.request

import pytest

from tests.jobs.cli.installation import Installation, answers, processes_of, wait_until

pytestmark = pytest.mark.slow

ADD_UNIT = """
from tingban.actions.audit import staff
from tingban.kit import clock
from tingban.rules.actors import SYSTEM
staff.add_unit(code='zj-140802', name='盐湖区住建局', kind='县局', area_code='140802',
    actor=SYSTEM, at=clock.now())
"""
UNITS = "from tingban.data.accounts.models import Unit\nprint(Unit.objects.count())"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("home"))


def test_it_serves_and_leaves_no_process_behind_when_told_to_stop(place):
    with place.serving() as (process, address):
        with urllib.request.urlopen(f"{address}/desk/sign-in/", timeout=10) as page:
            shown = page.read().decode()

        process.send_signal(signal.SIGINT)
        process.wait(60)

    assert "登录" in shown
    assert process.returncode == 0
    wait_until(lambda: processes_of(place.home) == [])


def test_killed_without_warning_it_leaves_no_process_and_loses_nothing(place):
    with place.serving() as (process, address):
        place.python(ADD_UNIT)

        os.kill(process.pid, signal.SIGKILL)
        process.wait(60)
        wait_until(lambda: processes_of(place.home) == [])

    assert not answers(f"{address}/healthz")
    with place.serving() as (_, again):
        assert answers(f"{again}/readyz")
        assert place.python(UNITS) == "1"


def test_a_second_server_on_the_same_home_is_refused_with_a_sentence(place):
    with place.serving():
        second = place.run("serve", "--port", 1024)

    assert second.returncode == 1
    assert "已在运行" in second.stderr


def test_wrong_usage_ends_with_2_and_names_the_mistake(place):
    done = place.run("serve", "--port", "nowhere")

    assert done.returncode == 2
    assert "--port" in done.stderr
