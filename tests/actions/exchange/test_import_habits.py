"""What clerks do to a table without thinking of it, and what they are told."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.exchange_books import (
    CODES,
    annex_2,
    case,
    community,
    company,
    contract,
    problem,
    take,
    told,
    visit,
    workbook,
)
from tingban.actions.exchange.intake import Upload
from tingban.data.complaints.models import Case
from tingban.data.registry.models import Community, Contract
from tingban.reports.exchange.marked import mark

pytestmark = pytest.mark.django_db


def changed(data: bytes, change) -> bytes:
    """A workbook after somebody's hand went over it."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_tail(*lines: list[object]) -> bytes:
    """附件2 of one case with these lines under it."""

    def append(book) -> None:
        for line in lines:
            book["附件2"].append(line)

    return changed(workbook({"附件2": annex_2([case(1)])}), append)


@pytest.mark.parametrize(
    "line",
    [
        ["合计"],
        ["合 计", "", "2件"],
        ["合计：2件"],
        ["总计", 2],
        ["填表人：张三", "", "", "", "审核人：李四"],
        ["", "", "填表人：王五", "", "", "", "填报日期：2024年10月11日"],
        ["填表人：", "张三", "", "负责人：", "李四"],
        ["填报单位（盖章）：盐湖区住建局", "", "联系电话：0359-2222363"],
        ["备注：以上为本周数据"],
        ["说明：1.本表每周五报送"],
    ],
)
def test_what_people_put_under_a_table_is_no_row_of_it(line):
    report = take(with_tail(line))

    assert report.ok, told(report)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "line",
    [
        ["", "联系人：李某 13800138000", "第2件：电梯停运无人维修，多次反映没有人管", "来电"],
        ["", "", "单位：某某物业不作为，小区门口长期没有人值守，请尽快处理"],
        ["合计", "", "第2件：电梯停运无人维修", "来电", "2024-06-03", "", "", "否"],
    ],
)
def test_a_row_that_only_begins_like_a_note_is_read_or_told(line):
    report = take(with_tail(line))

    is_sum = line[0] == "合计"
    assert report.ok is is_sum
    assert is_sum or ("required", "附件2", "A5") in told(report)


@pytest.mark.parametrize(
    "habit",
    [
        "2024.9.6", "2024年9月6日", 45541, "'20240906", "２０２４．９．６", "2024-9-6 上午",
        "2024年9月6日上午9点", "2024、9、6", "2024—9—6", "2024 9 6", "2024。9。6",
        "二〇二四年九月六日",
    ],
)  # fmt: skip
def test_a_day_is_understood_in_the_habits_of_counties(habit):
    row = contract(0, 统一社会信用代码="甲物业有限公司", 开始日期=habit)

    report = take(workbook({"小区台账": [community(0)], "物业服务合同": [row]}))

    assert report.ok, [it.sentence for it in report.faults]
    assert Contract.objects.get().starts_on == date(2024, 9, 6)


@pytest.mark.parametrize(
    ("habit", "why"),
    [("9月6日", "没有写年份"), ("9.6", "没有写年份"), ("2024.9", "没有写是哪一日"),
     ("2024年9月", "没有写是哪一日"), ("24.9.6", "年份要写四位数"), ("昨天", "不是日期")],
)  # fmt: skip
def test_a_day_that_cannot_be_known_is_told_with_what_is_missing(habit, why):
    row = contract(0, 开始日期=habit)

    report = take(workbook({"小区台账": [community(0)], "物业服务合同": [row]}))

    assert why in next(it.expected for it in report.faults if it.column == "开始日期")


@pytest.mark.parametrize("habit", ["二〇二四年六月三日", "2024—6—3", "2024 6 3", "2024-6-3 上午"])
def test_the_one_cell_of_two_times_understands_the_same_habits(habit):
    report = take(workbook({"附件2": annex_2([case(1, 受理和收到时间=habit)])}))

    assert report.ok, [it.sentence for it in report.faults]


@pytest.mark.parametrize("habit", ["'1200", "１２００", "1,200", "1200户", "1 200", " 1200 "])
def test_a_count_is_understood_as_it_is_typed(habit):
    assert take(workbook({"小区台账": [community(0, 户数=habit)]})).ok
    assert Community.objects.get().households == 1200


@pytest.mark.parametrize(("habit", "is_closed"), [("是。", True), ("否;", False), ("√", True)])
def test_yes_and_no_may_end_with_a_stop(habit, is_closed):
    report = take(workbook({"附件2": annex_2([case(1, 是否办结=habit)])}))

    assert report.ok
    assert (Case.objects.get().standing == "closed") is is_closed


def test_a_code_that_was_read_is_told_in_the_words_of_the_file():
    report = take(workbook({"小区台账": [community(0, 小区编码="1408811000001")
                                     | {"县(市、区)": "永济"}]}))  # fmt: skip

    assert [it.read for it in report.faults] == ["永济市"]


def test_a_hidden_sheet_is_read_and_mentioned():
    def hide(book) -> None:
        book.create_sheet("封面")
        book["小区台账"].sheet_state = "hidden"

    report = take(changed(workbook({"小区台账": [community(0)]}), hide))

    assert report.ok
    assert "“小区台账”是隐藏的，其中 1 行也读了" in report.files[0].warnings[0]


def test_a_fault_in_a_hidden_row_column_and_sheet_can_be_seen_in_the_copy():
    def hide(book) -> None:
        page = book["小区台账"]
        page.row_dimensions[2].hidden = page.column_dimensions["H"].hidden = True
        book.create_sheet("封面")
        page.sheet_state = "hidden"

    data = changed(workbook({"小区台账": [community(0, 户数="很多"), community(1)]}), hide)

    page = load_workbook(io.BytesIO(mark(data, take(data).faults)))["小区台账"]

    assert page.sheet_state == "visible"
    assert not page.row_dimensions[2].hidden
    assert not page.column_dimensions["H"].hidden


@pytest.mark.parametrize("data", ["小区编码,小区名称\n,甲\n".encode("gb18030"), b"PK\x03\x04 x"])
def test_what_is_no_workbook_is_told_what_to_do(data):
    assert "另存为 .xlsx" in take(Upload("表.xlsx", data)).faults[0].sentence


def test_an_empty_workbook_is_told_apart_from_a_wrong_one():
    def empty(book) -> None:
        book.create_sheet("Sheet1")
        del book["小区台账"]

    report = take(changed(workbook({"小区台账": []}), empty))

    assert [it.expected for it in report.faults] == ["文件里什么也没有填写，应核对是不是选错了文件"]


def test_a_second_line_of_heads_above_the_columns_does_no_harm():
    def add(book) -> None:
        page = book["小区台账"]
        page.insert_rows(1)
        page["A1"], page["H1"] = "小区基本情况", "规模"
        page.merge_cells("A1:G1")

    assert take(changed(workbook({"小区台账": [community(0)]}), add)).ok


@pytest.mark.parametrize("sheet", ["检查记录", "问题清单"])
def test_a_number_that_is_used_again_for_another_community_is_mentioned(sheet):
    registers = {"小区台账": [community(0), community(1)], "物业企业": [company(0)]}
    first = [visit("PC-1"), visit("PC-2"), visit("PC-9", 1)]
    assert take(workbook(registers | {"检查记录": first, "问题清单": [problem("WT-1")]})).ok
    again = {
        "检查记录": [visit("PC-1", 1), visit("PC-2", 1)], "问题清单": [problem("WT-1", 1)],
    }  # fmt: skip

    report = take(workbook({sheet: again[sheet]}))

    assert report.ok
    (warning,) = report.files[0].warnings
    assert "第 2 行" in warning
    assert "原来登记在“锦绣花园”" in warning
    assert ("等 2 行" in warning) is (sheet == "检查记录")


def test_a_number_of_a_community_that_was_merged_away_is_not_used_twice():
    registers = {"小区台账": [community(0), community(1)], "物业企业": [company(0)]}
    assert take(workbook(registers | {"检查记录": [visit("PC-1")]})).ok
    assert take(workbook({"小区台账": [community(0, 合并至=CODES[1])]})).ok

    assert take(workbook({"检查记录": [visit("PC-1", 1)]})).files[0].warnings == []
