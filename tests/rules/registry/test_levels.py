import pytest

from tingban.rules.registry import levels
from tingban.rules.registry.levels import ServiceLevel


@pytest.mark.parametrize("text", ["三级", "3级", "3", "三级服务", "服务等级三级", "Ⅲ级", "三 级"])
def test_a_level_is_found_however_it_is_written(text):
    level = levels.level_by_text(text)

    assert level is not None
    assert level.code == "3"


@pytest.mark.parametrize("text", ["", "六级", "0级", "达标", "不详"])
def test_what_is_no_level_is_none(text):
    assert levels.level_by_text(text) is None


def test_levels_are_compared_by_rank_not_by_numeral():  # AMB-36
    first, fifth = levels.level_by_text("一级"), levels.level_by_text("五级")
    five_is_best = (ServiceLevel("1", "一级", 1), ServiceLevel("5", "五级", 5))

    assert first is not None
    assert fifth is not None
    assert levels.is_upgrade(fifth, first)
    assert not levels.is_upgrade(first, fifth)
    assert levels.is_upgrade(*five_is_best)
