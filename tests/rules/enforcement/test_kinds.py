import pytest

from tingban.rules import enforcement
from tingban.rules.enforcement import LevelKind, PenaltyOrgan


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("重新核定", LevelKind.REASSESS),
        ("重新核级", LevelKind.REASSESS),
        ("上调", LevelKind.UPGRADE),
    ],
)
def test_level_decisions(text, kind):
    assert enforcement.LEVEL_KINDS.find(text) is kind


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("住建", PenaltyOrgan.HOUSING),
        ("住建局", PenaltyOrgan.HOUSING),
        ("市场监管", PenaltyOrgan.MARKET),
        ("消防救援", PenaltyOrgan.FIRE),
        ("其他", PenaltyOrgan.OTHER),
    ],
)
def test_penalty_organs(text, organ):
    assert enforcement.PENALTY_ORGANS.find(text) is organ


def test_an_order_to_put_right_is_no_penalty():  # DOMAIN 1.3, trap 1
    assert enforcement.is_no_penalty("责令改正")
    assert enforcement.is_no_penalty("责令限期整改")
    assert not enforcement.is_no_penalty("警告；责令改正")
    assert not enforcement.is_no_penalty("")


def test_several_kinds_in_one_cell():
    assert enforcement.penalty_types("警告；罚款") == ("警告", "罚款")


def test_every_kind_has_a_label():
    for labels in (
        enforcement.LEVEL_LABELS,
        enforcement.ORGAN_LABELS,
        enforcement.PENALTY_STEP_LABELS,
        enforcement.EXPOSURE_STEP_LABELS,
    ):
        assert set(labels) == set(type(next(iter(labels))))
