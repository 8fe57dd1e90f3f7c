"""Heads and areas of a 业主清册 (解释 8、9)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingban.rules.exits.roll import (
    AreaSource,
    Part,
    PartKind,
    Registered,
    differences,
    gaps,
    holders,
    part_key,
    part_label,
    whole_of,
)
from tingban.rules.exits.vote import Weight

HOME, SHOP = PartKind.HOME, PartKind.SHOP
PARKING, STORAGE = PartKind.PARKING, PartKind.STORAGE


def part(room: str, head: str, area: int = 10000, kind: PartKind = HOME, **told: bool) -> Part:
    return Part("1", "1", room, kind, area, AreaSource.REGISTER, head, **told)


def whole(*parts: Part, with_parking: bool = False) -> Weight:
    return whole_of(holders(parts, with_parking=with_parking))


def test_one_part_is_one_head_however_many_own_it():
    assert whole(part("101", "甲|乙"), part("102", "丙")) == Weight(20000, 2)


def test_one_buyer_of_several_parts_is_one_head_with_all_their_area():
    parts = [part("101", "甲"), part("102", "甲", 5050), part("商1", "甲", 3000, SHOP)]

    assert holders(parts, with_parking=False) == {"甲": Weight(18050, 1)}


def test_the_developers_stock_is_one_head_together():
    stock = [part(str(room), "stock", is_stock=True) for room in range(201, 211)]

    assert whole(*stock, part("101", "甲")) == Weight(110000, 2)


def test_parking_and_storage_are_left_out_of_both_unless_switched_on():
    parts = [part("101", "甲"), part("P1", "乙", 1200, PARKING), part("S1", "甲", 600, STORAGE)]

    assert whole(*parts) == Weight(10000, 1)
    assert whole(*parts, with_parking=True) == Weight(11800, 2)


@settings(deadline=None)
@given(
    told=st.lists(
        st.tuples(st.sampled_from("甲乙丙丁戊"), st.integers(1, 30_000), st.sampled_from(PartKind)),
        max_size=40,
    ),
    with_parking=st.booleans(),
)
def test_heads_and_areas_agree_with_a_count_owner_by_owner(told, with_parking):
    """Each owner is asked in turn what of the roll is his."""
    parts = [
        Part("1", "1", str(room), kind, area, AreaSource.REGISTER, head)
        for room, (head, area, kind) in enumerate(told)
    ]
    counted = [it for it in told if with_parking or it[2] not in (PARKING, STORAGE)]
    own = {name: [area for head, area, _ in counted if head == name] for name in "甲乙丙丁戊"}

    held = holders(parts, with_parking=with_parking)

    assert {name: it.area for name, it in held.items()} == {
        name: sum(areas) for name, areas in own.items() if areas
    }
    assert whole_of(held) == Weight(
        sum(area for _, area, _ in counted), sum(1 for areas in own.values() if areas)
    )


def test_an_empty_roll_weighs_nothing():
    assert whole() == Weight(0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1号楼", "1单元", "502"), ("1", "1", "0502")),
        (("１幢", "2单元", "502室"), ("1栋", "2", "502")),
        (("3#楼", "", "101"), ("3号楼", "", "101")),
        (("a座", "", "101"), ("A座", "", "101")),
    ],
)
def test_the_same_room_is_known_however_it_is_written(one, other):
    assert part_key(*one, HOME) == part_key(*other, HOME)


def test_other_rooms_stay_apart():
    keys = {
        part_key("1", "1", "101", HOME), part_key("11", "", "101", HOME),
        part_key("1", "11", "01", HOME), part_key("1", "1", "101", STORAGE),
    }  # fmt: skip

    assert len(keys) == 4


def test_a_flat_and_a_shop_cannot_be_the_same_room():
    assert part_key("1", "1", "101", HOME) == part_key("1", "1", "101", SHOP)


def test_a_part_is_named_as_people_say_it():
    assert part_label("3", "1", "502") == "3号楼 1单元 502"
    assert part_label("", "", "地上 18 号") == "地上 18 号"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (Registered(), ()),
        # Two in a hundred are let pass, by each measure.
        (Registered(1_020_408, 102, 2), ()),
        (Registered(980_393, 99, 2), ()),
        (Registered(1_020_409), ("计入面积：清册 10000.00 ㎡，小区台账 10204.09 ㎡",)),
        (Registered(heads=103), ("业主人数：清册 100 人，小区台账 103 人",)),
        (Registered(heads=98), ("业主人数：清册 100 人，小区台账 98 人",)),
        (Registered(households=125), ("户数：清册住宅 2 套，小区台账 125 户",)),
    ],
)
def test_a_roll_that_parts_from_the_register_by_more_than_a_fiftieth_is_told(known, told):
    parts = [
        Part("1", "1", room, kind, 9_000, AreaSource.REGISTER, room)
        for room, kind in (("101", HOME), ("102", HOME), ("商1", SHOP), ("9", STORAGE))
    ]

    assert gaps(parts, Weight(1_000_000, 100), known) == told


def test_the_register_is_compared_where_it_speaks():
    roll = Weight(1000000, 90)

    assert differences(roll, area=None, heads=None) == ()
    assert differences(roll, area=1000000, heads=90) == ()
    area, heads = differences(roll, area=1000050, heads=88)
    assert "10000.00 ㎡" in area
    assert "10000.50 ㎡，少 0.50 ㎡" in area
    assert "90 人" in heads
    assert "多 2 人" in heads
