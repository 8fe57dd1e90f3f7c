from decimal import Decimal

import pytest

from tingban.rules.errors import Refused
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


@pytest.mark.parametrize("rank", [0, -1, 100])
def test_a_rank_that_orders_nothing_is_refused(rank):
    levels.check_rank(1)
    levels.check_rank(99)

    with pytest.raises(Refused, match="1 到 99"):
        levels.check_rank(rank)


def test_fees_are_a_span_from_zero_on():
    levels.check_fees(None, Decimal("0.80"))
    levels.check_fees(Decimal("0.80"), Decimal("0.80"))

    with pytest.raises(Refused, match="小于零"):
        levels.check_fees(None, Decimal("-0.01"))
    with pytest.raises(Refused, match="高于最高收费"):
        levels.check_fees(Decimal("0.81"), Decimal("0.80"))
