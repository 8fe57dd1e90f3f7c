"""A 业主清册 read from Excel: every fault at once, kindly, and nobody's name in it."""

import pytest

from tests.rules.exits.rolls import HEADS, a_row, many, roll_file
from tingban.kit.workbook import open_workbook
from tingban.rules.exits.roll import AreaSource, PartKind, holders
from tingban.rules.exits.roll_reading import ReadRoll, owner_names, read_area, read_roll


def read(rows, *args, **told) -> ReadRoll:
    return read_roll(open_workbook(roll_file(rows, *args, **told)))


def faults(*args, **told) -> list[str]:
    return [f"{it.place}：{it.sentence}" for it in read(*args, **told).faults]


def test_a_clean_roll_is_taken_apart():
    roll = read([a_row("101"), a_row("商2", "45.20㎡", "李某、王某", 用途="商铺", 面积来源="测绘")])

    first, second = roll.parts
    assert roll.faults == roll.warnings == ()
    assert (first.room, first.kind, first.area, first.source) == (
        "101", PartKind.HOME, 8957, AreaSource.REGISTER,
    )  # fmt: skip
    assert (second.kind, second.area, second.owners) == (PartKind.SHOP, 4520, ("李某", "王某"))


def test_columns_stand_in_any_order_under_any_usual_head_below_a_title():
    heads = ("建筑面积（㎡）", "产权人", "室号", "幢号", "规划用途", "面积依据", "备注")
    rows = [(60.5, "张某", 201, 3, "成套住宅", "房产证", "东户"), ("合计", "", "", "", "", "", "")]

    roll = read(rows, heads, above=[("某小区业主清册",), ()])

    assert [(it.building, it.room, it.area) for it in roll.parts] == [("3", "201", 6050)]
    assert roll.warnings == ("这些列没有读取：“备注”。",)


def test_a_building_merged_over_its_rooms_stands_for_all_of_them():
    rows = [a_row(str(room), owners=f"业主{room}", 楼栋="") for room in (101, 102, 103)]

    roll = read(rows, merged=[("A2:A4", "5号楼")])

    assert [part.building for part in roll.parts] == ["5号楼"] * 3


def test_all_faults_are_told_at_once_by_row_and_column():
    told = faults([
        a_row("101"),
        a_row("0101", owners="李某"),
        a_row("102", 0),
        a_row("103", 88.123),
        a_row("104", "九十"),
        a_row("105", owners=""),
        a_row("106", 用途="住宅/商铺"),
        a_row("107", 面积来源="听说"),
        a_row("", 70),
        a_row("109", -3, 建设单位未售或未交付="也许"),
    ])  # fmt: skip

    assert told == [
        ("工作表“清册” 第 3 行 “房号”（C 列）：和第 2 行是同一套房。"
        "一套房只占一行，共有人写在同一格里。"),
        "工作表“清册” 第 4 行 “专有部分面积”（E 列）：是 0，应大于 0。",
        ("工作表“清册” 第 5 行 “专有部分面积”（E 列）：是 88.123，最多两位小数。"
        "请按登记簿或测绘报告上的数填写。"),
        "工作表“清册” 第 6 行 “专有部分面积”（E 列）：不是数字。请只填平方米数，如 89.57。",
        ("工作表“清册” 第 7 行 “业主姓名”（G 列）：没有填。建设单位未售或未交付的，"
        "请在“建设单位未售或未交付”一列写是。"),
        ("工作表“清册” 第 8 行 “用途”（D 列）：读到“住宅/商铺”，"
        "应为住宅/商铺/办公/车位/储藏室/其他中的一种。"),
        "工作表“清册” 第 9 行 “面积来源”（F 列）：读到“听说”，应为登记/测绘/合同中的一种。",
        "工作表“清册” 第 10 行 “房号”（C 列）：没有填。每一行都要有房号。",
        "工作表“清册” 第 11 行 “专有部分面积”（E 列）：是 -3，应大于 0。",
        "工作表“清册” 第 11 行 “建设单位未售或未交付”（I 列）：应为是或否。",
    ]  # fmt: skip


def test_a_doubled_room_is_told_also_where_the_first_is_at_fault():
    told = faults([a_row("101", 0), a_row("101", owners="李某")])

    assert ["同一套房" in sentence for sentence in told] == [False, True]


def test_a_storage_room_may_bear_the_number_of_its_flat():
    assert faults([a_row("101"), a_row("101", 6.5, 用途="储藏室")]) == []


def test_no_part_is_taken_while_one_is_at_fault():
    assert read([a_row("101"), a_row("102", 0)]).parts == ()


def test_a_formula_and_a_missing_column_are_told():
    assert faults([a_row("101")], formula="E2") == [
        (
            "工作表“清册” 第 2 行 “专有部分面积”（E 列）："
            "单元格是公式，应直接填写内容（可复制后“选择性粘贴—数值”）。"
        )
    ]
    assert faults([["1", "101", 80]], ["楼栋", "房号", "面积"]) == [
        (
            "工作表“清册” 第 1 行：表头里缺“用途”、“面积来源”、“业主姓名”一列。"
            "可以下载模板，把内容贴进去再上传。"
        )
    ]


def test_a_book_without_a_roll_says_what_it_looked_for():
    assert "没有找到清册的表头" in faults([[1]], ["甲"])[0]
    assert "表头下面没有房屋" in faults([])[0]


def test_two_columns_of_one_meaning_are_one_too_many():
    told = faults([[*a_row("101"), 90]], [*HEADS, "建筑面积"])

    assert told == [
        "工作表“清册” 第 1 行 “建筑面积”（J 列）：这一列和前面的列是同一个意思，请只留一列。"
    ]


def test_an_identity_number_is_no_owner_number():
    told = faults([a_row("101", 业主编号="110101199003070000"[:17] + "X")])

    assert "像是身份证号" in told[0]
    assert "1101011990" not in told[0]


def test_no_fault_and_no_warning_repeats_a_name():
    roll = read([a_row("101", 0, "欧阳某某"), a_row("102", owners="欧阳某某", 面积来源="")])
    same = read([a_row("101", owners="欧阳某某"), a_row("102", owners="欧阳某某")])

    told = [it.sentence for it in roll.faults] + list(same.warnings)
    assert told
    assert not any("欧阳" in sentence for sentence in told)
    assert "欧阳" not in repr(same.parts)


def test_owners_of_one_name_are_one_head_until_a_number_tells_them_apart():
    same = read([a_row("101"), a_row("102"), a_row("103", owners="李某")])
    apart = read([a_row("101", 业主编号="A1"), a_row("102", 业主编号="a2")])

    assert len({part.identity for part in same.parts}) == 2
    assert same.same_names == ((2, 3),)
    assert same.warnings[0].startswith("第 2、3 行业主姓名相同")
    assert len({part.identity for part in apart.parts}) == 2
    assert apart.warnings == ()


def test_one_number_is_one_head_even_under_two_spellings_of_the_name():
    roll = read(
        [a_row("101", owners="张某", 业主编号=7), a_row("102", owners="张 某某", 业主编号="7")]
    )

    assert len({part.identity for part in roll.parts}) == 1
    assert roll.warnings == ("第 2、3 行业主编号相同，姓名却不一样，已按同一业主计 1 人，请核对。",)


def test_co_owners_are_the_same_in_whatever_order():
    one, other = read([a_row("101", owners="李某、王某"), a_row("102", owners="王某,李某")]).parts

    assert one.identity == other.identity


def test_the_developers_stock_needs_no_name():
    roll = read([a_row(str(room), owners="", 建设单位未售或未交付="是") for room in (201, 202)])

    assert {part.identity for part in roll.parts} == {"stock"}
    assert all(part.is_stock for part in roll.parts)


@pytest.mark.parametrize(
    ("cell", "area"),
    [(89.57, 8957), ("89.57平方米", 8957), ("1,234.5", 123450), (89.56999999999998, 8957),
     ("８９.５７", 8957), (100, 10000)],
)  # fmt: skip
def test_an_area_is_exact_to_a_hundredth(cell, area):
    assert read_area(cell) == ("", area)


@pytest.mark.parametrize("cell", ["", "abc", "nan", "inf", 1e300, 89.575, "-1", 1_000_001])
def test_what_is_no_area_is_refused_with_a_sentence(cell):
    sentence, area = read_area(cell)

    assert sentence.endswith("。")
    assert area == 0


def test_names_are_parted_by_what_people_put_between_them():
    assert owner_names("张某、李某，王某;张某") == ("张某", "李某", "王某")


def test_a_thousand_parts_are_a_thousand_heads():
    roll = read(many(1_000))

    assert roll.faults == ()
    assert len({part.identity for part in roll.parts}) == 1_000
    assert sum(part.area for part in roll.parts) == sum(
        (80 + number % 40) * 100 + 25 for number in range(1, 1_001)
    )
    assert not holders([], with_parking=True)
