"""Estates and streets are told by how their names end, and compared by what they contain."""

import pytest

from tingban.rules.complaints.places import common_name, estate_name, estates, streets


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("投诉盐湖区丽发新城小区附近建搅拌站", ("丽发新城",)),
        ("我是锦绣花园的业主", ("锦绣花园",)),
        ("凤凰小区三栋电梯停运", ("凤凰",)),
        ("请问滨江国际城二期何时交房", ("滨江国际城",)),
        ("伊景园.滨河苑捆绑车位销售", ("伊景园", "滨河苑")),
        ("明珠佳园与锦绣花园都停水", ("明珠佳园", "锦绣花园")),
        ("小区物业不作为，业主多次反映", ()),
        ("老旧小区没有物业", ()),
        ("为什么小区不能进车", ()),
        ("市政府和公园旁边垃圾成堆", ()),
        ("白鹭社区便民服务不便民", ()),
    ],
)
def test_the_head_of_a_letter_names_its_estate(text, names):
    assert estates(text) == names


def test_what_is_named_late_is_not_where_it_happens():
    assert estates("电梯停运多日。" + "业主多次反映，" * 20 + "隔壁锦绣花园就没有这样") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请问东城街道凉塘路什么时候改造", ("东城街道", "凉塘路")),
        ("反映学苑路第三小学门口堵车", ("学苑路", "第三小学")),
        ("电梯停运", ()),
    ],
)
def test_the_head_of_a_letter_names_streets(text, names):
    assert streets(text) == names


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (("丽发新城",), ("诉丽发新城",), "丽发新城"),
        (("滨河苑", "新城"), ("伊景园滨河苑",), "滨河苑"),
        (("丽发新城",), ("润芳园",), ""),
        (("星城",), ("时代星城",), ""),
        (("星城",), ("星城",), "星城"),
        ((), ("润芳园",), ""),
    ],
)
def test_two_names_mean_one_estate_where_one_contains_the_other(one, other, name):
    assert common_name(one, other) == name


def test_the_word_for_what_a_place_is_does_not_count():
    assert estate_name("凤凰小区") == estate_name("凤凰") == "凤凰"
    assert estate_name("恒大绿洲（二期）") == estate_name("恒大绿洲(2期)")
