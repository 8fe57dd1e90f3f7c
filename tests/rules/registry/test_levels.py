from decimal import Decimal

import pytest

from tingban.rules.registry import levels
from tingban.rules.registry.levels import ServiceLevel

PRICED = (
    ServiceLevel("3", "三级", 3, Decimal("0.50"), Decimal("0.80")),
    ServiceLevel("2", "二级", 4, Decimal("0.80"), Decimal("1.20")),
    ServiceLevel("1", "一级", 5, Decimal("1.21"), Decimal("1.60")),
)


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


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("1.10 元/㎡·月", "1.10"),
        ("1.1", "1.1"),
        ("0.50元/月/平米", "0.50"),
        ("每平方米1.2元", "1.2"),
        ("1.1元/m2/月", "1.1"),
        ("高层1.5元", "1.5"),
    ],
)
def test_a_fee_is_read_out_of_its_text(text, fee):
    assert levels.fee_by_text(text) == Decimal(fee)


@pytest.mark.parametrize(
    "text", ["", "不详", "面议", "0.00 元/㎡·月", "1.2-1.5元", "多层0.5元 高层1.1元"]
)
def test_a_text_without_exactly_one_fee_tells_none(text):
    assert levels.fee_by_text(text) is None


def test_a_fee_tells_its_level_where_only_one_fits():
    level = levels.level_by_fee(Decimal("1.10"), PRICED)

    assert level is not None
    assert level.code == "2"
    assert levels.level_by_fee(Decimal("0.80"), PRICED) is None
    assert levels.level_by_fee(Decimal("9"), PRICED) is None
    assert levels.level_by_fee(Decimal("1.10"), levels.DEFAULT_LEVELS) is None
