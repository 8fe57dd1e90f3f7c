import pytest

from tingban.rules import exits
from tingban.rules.exits import ExitKind


@pytest.mark.parametrize("kind", ExitKind)
def test_each_way_out_is_found_by_its_label(kind):
    assert exits.EXIT_KINDS.find(exits.EXIT_LABELS[kind]) is kind


def test_only_normal_succession_does_not_count():  # CELL C04, AMB-32
    assert [kind for kind in ExitKind if not exits.counts(kind)] == [ExitKind.ROUTINE]
