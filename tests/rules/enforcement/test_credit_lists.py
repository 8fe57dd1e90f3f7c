"""Lists of the platform, read and held against ours (DOMAIN 7.2)."""

from datetime import date

import pytest

from tests.rules.enforcement.credit_values import K1
from tingban.reports.enforcement.credit_files import heading
from tingban.rules.enforcement.credit_items import ITEMS, spelled
from tingban.rules.enforcement.credit_lists import (
    Difference,
    Gap,
    differences,
    read_penalties,
    read_receipts,
)
from tingban.rules.errors import Refused

NUMBER = "盐建罚决字〔2024〕1号"
HEADS = [heading(it) for it in ITEMS]
ROW = [spelled(it, K1.get(it.code)) for it in ITEMS]


def test_our_own_file_comes_back_without_a_difference():
    theirs = read_penalties([["信用中国（山西）"], HEADS, ROW])

    assert list(theirs) == [NUMBER]
    assert differences({NUMBER: K1}, theirs) == ()


def test_what_is_written_otherwise_is_the_same():
    theirs = read_penalties(
        [
            ["CF_WSH", "CF_NR_FK", "CF_JDRQ", "CF_CFLB", "CF_XDR_MC", "CF_NR_WFFF"],
            [NUMBER, 0.2, date(2024, 6, 12), "罚款", "明珠物业服务有限公司 ", "0"],
        ]
    )

    assert differences({NUMBER: K1}, theirs) == ()


def test_each_item_that_differs_is_told():
    theirs = read_penalties([["CF_WSH", "CF_NR_FK", "CF_NR"], [NUMBER, 0.3, "罚款三千元。"]])

    assert differences({NUMBER: K1}, theirs) == (
        Difference(Gap.DIFFERENT, NUMBER, "处罚内容", "罚款二千元。", "罚款三千元。"),
        Difference(Gap.DIFFERENT, NUMBER, "罚款金额", "0.200000", "0.300000"),
    )


def test_what_is_missing_on_either_side_is_told_and_what_should_be_gone():
    theirs = {"乙": {}, "丙": {}, "丁": {}}

    found = differences({"甲": K1}, theirs, known=frozenset({"丙"}), ended=frozenset({"丁"}))

    assert [(it.gap, it.number) for it in found] == [
        (Gap.MISSING_THERE, "甲"), (Gap.STILL_THERE, "丁"), (Gap.MISSING_HERE, "乙"),
    ]  # fmt: skip


def test_a_list_without_the_number_and_one_that_repeats_itself_are_refused():
    with pytest.raises(Refused, match="没有找到“行政处罚决定书文号”这一列"):
        read_penalties([["名称"], ["某"]])
    with pytest.raises(Refused, match="出现两次"):
        read_penalties([["文号"], [NUMBER], [NUMBER]])


def test_receipts_say_which_push_and_whether_it_was_taken():
    told = read_receipts(
        [
            ["推送编号", "文号", "回执编号", "处理结果", "失败原因"],
            ["XY-140802-2024-000001", "", "SX-1", "成功", ""],
            ["", "", "", "", ""],
            ["", "盐建罚决字 〔2024〕1号", "", "退回", "代码不符"],
        ]
    )

    assert [(it.line, it.push, it.number, it.receipt, it.is_refused, it.why) for it in told] == [
        (2, "XY-140802-2024-000001", "", "SX-1", False, ""),
        (4, "", NUMBER, "", True, "代码不符"),
    ]
