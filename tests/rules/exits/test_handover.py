"""退出移交清单 (DOMAIN 3.3, M1…M10)."""

from datetime import date

import pytest

from tests.rules.exits.courses import ALL_SIDES, full_list, line
from tingban.rules.errors import Refused
from tingban.rules.exits.handover import (
    DOCUMENTS,
    ITEM_LABELS,
    MANDATORY,
    PARTS,
    WITHOUT_OLD,
    HandoverList,
    Item,
    Party,
    State,
    check_line,
)


def test_ten_items_six_of_them_mandatory():
    assert [item.value for item in Item] == [f"M{number}" for number in range(1, 11)]
    assert [item.value for item in MANDATORY] == ["M1", "M2", "M3", "M4", "M5", "M6"]
    assert set(ITEM_LABELS) == set(PARTS) == set(Item)
    assert set(MANDATORY) - {Item.M1, Item.M2} == DOCUMENTS


def test_a_list_on_which_all_was_handed_over_is_complete():
    assert full_list().missing == ()
    assert full_list().unconfirmed(frozenset(Party)) == ()


def test_an_empty_list_lacks_all_ten():
    assert len(HandoverList().missing) == 10
    assert HandoverList().unconfirmed(WITHOUT_OLD) == (
        "接管单位（0 项）", "业主一方（0 项）", "街道（乡镇）（0 项）",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("item", "state", "is_settled"),
    [
        (Item.M3, State.HANDED, True),
        (Item.M3, State.PARTIAL, False),
        (Item.M3, State.REFUSED, False),
        (Item.M3, State.REPLACED, True),
        (Item.M3, State.EXPLAINED, False),
        (Item.M7, State.EXPLAINED, True),
        (Item.M10, State.REFUSED, False),
        (Item.M9, State.PARTIAL, False),
    ],
)
def test_what_is_mandatory_must_come_the_rest_may_be_explained(item, state, is_settled):
    assert (full_list(line(item, state=state, note="说明")).missing == ()) is is_settled


def test_one_open_part_keeps_its_item_open_and_says_what_is_owed_until_when():
    owing = line(
        Item.M3, part="结构图", state=State.PARTIAL, lacking="地下室结构图",
        lacking_until=date(2024, 10, 15),
    )  # fmt: skip
    found = full_list(line(Item.M3), owing).missing

    assert found == (
        "第 3 项 竣工图等验收资料“结构图”部分移交，还欠地下室结构图，应于 2024年10月15日前补齐",
    )


def test_each_side_confirms_every_line():
    once = {Party.OWNERS: date(2024, 9, 19)}
    found = full_list(line(Item.M1, confirmed=once), line(Item.M2, confirmed=None))

    assert found.unconfirmed(frozenset(Party)) == (
        "原物业服务企业（2 项）", "接管单位（2 项）", "业主一方（1 项）", "街道（乡镇）（2 项）",
    )  # fmt: skip


def test_what_is_refused_is_named():
    refused = [line(item, state=State.REFUSED, note="拒交") for item in (Item.M5, Item.M1)]

    assert full_list(*refused).refused == (Item.M1, Item.M5)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"item": Item.M1, "part": " "}, "请写明移交的是什么"),
        ({"item": Item.M6, "part": "业主名册（电子版）", "receiver": Party.NEW},
            "只能交给业主一方，不能交给接管单位.*第九百四十九条第一款.*个人信息保护法"),
        ({"item": Item.M9, "note": "门禁密码：Ab12345"}, "系统不保存密码"),
        ({"item": Item.M9, "condition": "口令是 8843201"}, "系统不保存密码"),
        ({"item": Item.M9, "reading": "admin pwd=s3cret!"}, "系统不保存密码"),
        ({"item": Item.M3, "state": State.PARTIAL, "lacking": "图"}, "哪天以前补齐"),
        ({"item": Item.M3, "state": State.PARTIAL, "lacking": "图",
            "lacking_until": date(2024, 9, 17)}, "补齐的期限早于登记日期 2024年9月18日"),
        ({"item": Item.M3, "state": State.EXPLAINED, "note": "没有"},
            "必须移交.*第九百四十九条第一款.*第二十九条第一款"),
        ({"item": Item.M3, "state": State.REPLACED}, "请写明情况和依据"),
        ({"item": Item.M8, "balance": None}, "没有的写 0.*第三条"),
    ],
)  # fmt: skip
def test_a_line_that_the_law_does_not_let_stand_is_refused(told, sentence):
    with pytest.raises(Refused, match=sentence):
        check_line(line(**told))


@pytest.mark.parametrize(
    "told",
    [
        {"item": Item.M6, "part": "业主名册"},
        {"item": Item.M9, "note": "账号 3 个，密码已当面移交并改密"},
        {"item": Item.M9, "condition": "密码在密封信封内"},
        {"item": Item.M2, "part": "电梯", "reading": "电表 00213", "receiver": Party.NEW},
        {"item": Item.M3, "state": State.REPLACED, "note": "从城建档案馆调取"},
        {"item": Item.M8, "balance": 12_345_67},
    ],
)
def test_an_ordinary_line_stands(told):
    check_line(line(**told))


def test_all_four_sides_are_known():
    assert set(ALL_SIDES) == set(Party) == {*WITHOUT_OLD, Party.OLD}
