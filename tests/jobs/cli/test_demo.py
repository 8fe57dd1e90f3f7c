"""`tingban demo` is whole or not there: half built it is neither served nor taken for whole."""

import pytest

from tests.jobs.cli.installation import Installation, processes_of, wait_until

pytestmark = pytest.mark.slow

COMMUNITIES = "from tingban.data.registry.models import Community\nprint(Community.objects.count())"
ADD_UNIT = """
from tingban.actions.audit import staff
from tingban.kit import clock
from tingban.rules.actors import SYSTEM
staff.add_unit(code='zj-140802', name='盐湖区住建局', kind='县局', area_code='140802',
    actor=SYSTEM, at=clock.now())
"""


@pytest.fixture
def place(tmp_path):
    return Installation(tmp_path / "home")


def killed_half_way(place, *words):
    """What a run said before it was killed."""
    process, said = place.start("demo", *words), ""
    for line in process.stderr:
        said += line
        if "25%" in line or "27%" in line:
            break
    process.kill()
    process.communicate()
    wait_until(lambda: processes_of(place.home) == [])
    return said


def test_killed_half_way_it_is_not_served_and_the_next_run_begins_anew(place):
    killed_half_way(place)
    half = int(place.python(COMMUNITIES))

    served = place.run("serve", "--port", 1024)
    again = killed_half_way(place, "--if-empty")

    assert half > 0
    assert served.returncode == 1
    assert "演示数据没有装完" in served.stderr
    assert "tingban demo" in served.stderr
    assert "清空后重新装入" in again
    assert int(place.python(COMMUNITIES)) == half


def test_two_at_once_are_one_demo_and_a_sentence(place):
    first = place.start("demo")
    wait_until((place.home / "demo.unfinished").exists, first)

    second = place.run("demo", "--if-empty")

    assert first.poll() is None
    first.kill()
    first.communicate()
    assert second.returncode == 1
    assert "正由另一个命令装入" in second.stderr


def test_it_is_refused_where_only_a_unit_was_founded(place):
    place.python(ADD_UNIT)

    refused = place.run("demo")
    left_alone = place.run("demo", "--if-empty")

    assert refused.returncode == 1
    assert "已经有数据" in refused.stderr
    assert left_alone.returncode == 0
    assert not (place.home / "demo.unfinished").exists()
