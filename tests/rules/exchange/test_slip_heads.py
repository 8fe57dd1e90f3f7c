"""Heads of slips as offices lay them out: under titles, in several rows, merged."""

import pytest

from tingban.kit.workbook import Block
from tingban.kit.workbook import Sheet as Source
from tingban.rules.errors import Refused
from tingban.rules.exchange.slip_heads import (
    SlipMeaning,
    check_slip_columns,
    lay_out,
)

M = SlipMeaning
ROW = ["1", "GD20240603001", "李某", "13800138000", "电梯停运三天无人维修"]
HEADS = ["序号", "工单编号", "来电人", "联系电话", "诉求内容"]


def sheet(*rows, name="Sheet1", merged=(), **how):
    return Source(name, [list(row) for row in rows], merged=tuple(merged), **how)


def meanings(book):
    return {book.heads[place]: meaning for place, meaning in book.guesses.items()}


def test_heads_stand_under_a_title_and_a_line_of_notes():
    book = lay_out([sheet(["12345热线转办件"], ["单位：市局", "", "2024年6月"], HEADS, ROW)])

    assert meanings(book) == {
        "工单编号": M.REF, "来电人": M.NAME, "联系电话": M.PHONE, "诉求内容": M.TEXT,
    }  # fmt: skip
    assert [row for row, _ in book.tables[0].rows()] == [4]


def test_heads_of_two_rows_with_merged_cells_are_one_head():
    rows = [
        ["工单编号", "来电人信息", "", "诉求内容"],
        ["", "姓名", "联系电话", ""],
        ["GD1", "李某", "13800138000", "电梯停运三天"],
    ]
    merged = [Block(0, 0, 1, 0), Block(0, 1, 0, 2), Block(0, 3, 1, 3)]

    book = lay_out([sheet(*rows, merged=merged)])

    assert book.heads == ("工单编号", "来电人信息 姓名", "来电人信息 联系电话", "诉求内容")
    assert list(book.guesses.values()) == [M.REF, M.NAME, M.PHONE, M.TEXT]
    assert [row for row, _ in book.tables[0].rows()] == [3]


def test_heads_of_three_rows_with_a_row_of_column_numbers_below():
    rows = [
        ["转办件一览"],
        ["工单编号", "基本情况", "", "", "诉求内容"],
        ["", "来电人", "", "转办时间", ""],
        ["", "姓名", "电话", "", ""],
        [1, 2, 3, 4, 5],
        ["GD1", "李某", "13800138000", "2024.6.3", "电梯停运三天"],
    ]
    merged = [
        Block(0, 0, 0, 4), Block(1, 0, 3, 0), Block(1, 1, 1, 3), Block(2, 1, 2, 2),
        Block(2, 3, 3, 3), Block(1, 4, 3, 4),
    ]  # fmt: skip

    book = lay_out([sheet(*rows, merged=merged)])

    assert list(book.guesses.values()) == [M.REF, M.NAME, M.PHONE, M.SENT, M.TEXT]
    assert [row for row, _ in book.tables[0].rows()] == [6]


def test_lower_heads_without_merged_cells_are_heads_too():
    rows = [
        ["工单编号", "来电人", "", "诉求内容"],
        ["", "姓名", "电话", ""],
        ["GD1", "李", "1", "x"],
    ]

    book = lay_out([sheet(*rows)])

    assert list(book.guesses.values()) == [M.REF, M.NAME, M.PHONE, M.TEXT]
    assert [row for row, _ in book.tables[0].rows()] == [3]


def test_heads_repeated_where_a_page_breaks_sums_and_signatures_are_no_slips():
    rows = [HEADS, ROW, HEADS, ROW, ["合计", "", "", "", "2件"], ["填表人：张某", "审核人：李某"]]

    book = lay_out([sheet(*rows)])

    assert [row for row, _ in book.tables[0].rows()] == [2, 4]


def test_a_cell_merged_over_several_rows_stands_in_each_of_them():
    rows = [HEADS, ROW, ["2", "GD2", "王某", "13800138001", ""]]

    book = lay_out([sheet(*rows, merged=[Block(1, 4, 2, 4)])])

    assert [cells[4] for _, cells in book.tables[0].rows()] == ["电梯停运三天无人维修"] * 2


def test_sheets_with_the_same_heads_are_read_together_and_others_are_told():
    book = lay_out([
        sheet(HEADS, ROW, ROW, name="5月"), sheet(["标题"], HEADS, ROW, name="6月"),
        sheet(["填写说明"], ["请如实填写"], name="说明"),
        sheet(HEADS, ROW, name="旧", is_hidden=True),
    ])  # fmt: skip

    assert [table.name for table in book.tables] == ["5月", "6月"]
    assert ["说明" in book.asides[0], "隐藏" in book.asides[1]] == [True, True]


def test_a_table_without_heads_is_refused_so_that_no_person_is_kept_as_a_head():
    with pytest.raises(Refused, match="没有认出表头"):
        lay_out([sheet(ROW, ROW)])


def test_heads_that_hold_a_number_of_somebody_are_refused():
    with pytest.raises(Refused, match="没有认出表头"):
        lay_out([sheet([*HEADS, "13800138000"], ROW)])


def test_heads_without_rows_are_refused():
    with pytest.raises(Refused, match="没有数据行"):
        lay_out([sheet(HEADS)])


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("工单编号", M.REF), ("信访件编号", M.REF), ("转办单号", M.REF), ("序号", None),
        ("投诉（举报）人及联系方式", M.CONTACT), ("来电人及电话", M.CONTACT), ("市民姓名", M.NAME),
        ("主叫号码", M.PHONE), ("来电人联系方式", M.PHONE), ("经办人电话", None),
        ("信访人数", None), ("身份证号", None), ("信访人住址", None), ("来电人地址", None),
        ("事发地址", M.PLACE), ("所属区县", M.COUNTY), ("小区名称", M.COMMUNITY),
        ("物业企业", None), ("诉求标题", M.TITLE), ("问题和舆情简要内容", M.TEXT),
        ("反映问题", M.TEXT), ("信访事项概况", M.TEXT), ("办理情况", None), ("来电时间", M.TOLD),
        ("派单时间", M.SENT), ("办结时间", None), ("要求办结时间", M.DUE), ("办理时限", M.DUE),
        ("反馈截止日期", M.DUE), ("是否保密", M.CONFIDENTIAL),
        ("紧急程度", M.URGENCY), ("备注", M.REMARK),
    ],
)  # fmt: skip
def test_what_a_column_is_called_tells_what_it_means(head, meaning):
    book = lay_out([sheet([head, "楼盘", "主题", "事由时间"], ["a", "b", "c", "d"])])

    assert book.guesses.get(0) == meaning


def test_each_meaning_is_chosen_once_and_something_says_what_it_is_about():
    with pytest.raises(Refused, match="选了两列"):
        check_slip_columns({0: M.TEXT, 1: M.TEXT})
    with pytest.raises(Refused, match="哪一列是内容"):
        check_slip_columns({0: M.REF})
    check_slip_columns({0: M.TITLE})
