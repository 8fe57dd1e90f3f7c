"""评分表 read from real workbooks: what fills the form, and each fault at its cell."""

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from tests.people import NOW
from tingban.reports.enforcement.score_template import write_score_template
from tingban.rules.enforcement.level_book import LIMITS, MOST_RATERS, ScoreBook, read_file
from tingban.rules.enforcement.level_scores import SCHEME, read_sheet

HEADS = ("项目", "满分", "评甲", "评乙", "评丙")
ROWS = (("房屋管理", 50, 40, 41, 42), ("保洁和绿化养护", 50, 30, 30.5, 31))


def a_book(
    rows: Sequence[Sequence[object]] = ROWS, heads: Sequence[str] = HEADS, *,
    above: Sequence[Sequence[object]] = (), merged: str = "", formula: str = "",
) -> bytes:  # fmt: skip
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("评分表")
    for number, row in enumerate([*above, heads, *rows]):
        sheet.write_row(number, 0, row)
    if merged:
        sheet.merge_range(merged, "同一个")
    if formula:
        sheet.write_formula(formula, "=20+20", None, 40)
    book.close()
    return target.getvalue()


def told(data: bytes) -> list[tuple[str, str]]:
    return [(it.place, it.sentence) for it in read_file(data).faults]


def few(count: int) -> tuple[str, str]:
    return "第 1 行", (
        f"缺评定人：现场评定至少 3 人，表头里写了 {count} 人的姓名和得分。"
        "模板里的“评定人1”等改成姓名。"
    )


def test_what_was_filled_in_is_what_the_form_would_have():
    book = read_file(a_book())

    assert book == ScoreBook(
        ("评甲", "评乙", "评丙"),
        ("房屋管理 50 40 41 42", "保洁和绿化养护 50 30 30.5 31"),
    )
    assert read_sheet(book.lines, book.raters).totals == (70, 71.5, 73)


def test_a_title_above_sums_and_idle_columns_are_passed_over():
    rows = [("1", *ROWS[0], "好"), ("2", *ROWS[1], ""), ("", "合计", 100, 70, 71.5, 73, "")]
    data = a_book(rows, ("序号", *HEADS, "备注"), above=[("某小区评分表",), ()])

    assert read_file(data).lines == ("房屋管理 50 40 41 42", "保洁和绿化养护 50 30 30.5 31")


def test_the_formulas_of_the_sums_beneath_are_not_read():
    rows = [*ROWS, ("合计",)]

    assert read_file(a_book(rows, formula="C4")).faults == ()


def test_an_item_that_the_template_does_not_have_is_a_hint_with_what_it_may_be():
    rows = [("房屋管里", 50, 40, 41, 42), ("电梯", 50, 30, 30, 31)]

    book = read_file(a_book(rows))

    assert len(book.lines) == 2
    assert book.hints == (
        "第 2 行“房屋管里”不在模板的项目里，已按您的写法读入。是不是“房屋管理”？",
        "第 3 行“电梯”不在模板的项目里，已按您的写法读入。",
    )


def test_spaces_in_a_name_do_not_part_it():
    (line,) = read_file(a_book([("房屋 管理", 50, 40, 41, 42)])).lines

    assert line == "房屋管理 50 40 41 42"


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (a_book([("房屋管理", 50, 51, 41, 42)]),
         [("第 2 行 C 列", "评甲给了 51 分，超过满分 50 分。")]),
        (a_book([("房屋管理", 50, 40, "", 42)]), [("第 2 行 D 列", "没有填评乙的得分。")]),
        (a_book([("房屋管理", 50, 40, "四十", 42)]),
         [("第 2 行 D 列", "评乙的得分写的是“四十”，应为分数，最多一位小数。")]),
        (a_book([("房屋管理", 50, 40, 40.25, 42)]),
         [("第 2 行 D 列", "评乙的得分写的是“40.25”，应为分数，最多一位小数。")]),
        (a_book([("房屋管理", 50, 40, -1, 42)]),
         [("第 2 行 D 列", "评乙的得分写的是“-1”，应为分数，最多一位小数。")]),
        (a_book([("房屋管理", "1e2", 40, "1_0", 42)]), [
            ("第 2 行 B 列", "满分写的是“1e2”，应为分数，最多一位小数。"),
            ("第 2 行 D 列", "评乙的得分写的是“1_0”，应为分数，最多一位小数。"),
        ]),
        (a_book([("房屋管理", 50, 40, "9" * 40, 42)]),
         [("第 2 行 D 列", "评乙的得分写的是“999999999999”，应为分数，最多一位小数。")]),
        (a_book([("房屋管理", 0, 0, 0, 0)]), [("第 2 行 B 列", "满分应大于零。")]),
        (a_book([("房屋管理", "", 1, 1, 1)]), [("第 2 行 B 列", "没有填满分。")]),
        (a_book([("", 50, 40, 41, 42)]), [("第 2 行 A 列", "没有写项目名称；不用的行请清空。")]),
        (a_book([ROWS[0], ROWS[0]]),
         [("第 3 行 A 列", "“房屋管理”和第 2 行是同一个项目，只留一行。")]),
        (a_book(formula="C2"),
         [("第 2 行 C 列", "单元格是公式，应直接填写分数（可复制后“选择性粘贴—数值”）。")]),
        (a_book([("房屋管理", 50, 40, 41)], HEADS[:4]),
         [few(2)]),
        (a_book(heads=(*HEADS[:4], "评甲")), [
            few(2),
            ("第 1 行 E 列", "评定人“评甲”写了两列。"),
        ]),
        (a_book(heads=(*HEADS[:4], "评定人3")),
         [("第 1 行 E 列", "“评定人3”还没有改成评定人的姓名。")]),
        (a_book([(*ROWS[0], 43)]), [("第 2 行 F 列", "这一列有得分，表头没有写评定人的姓名。")]),
        (a_book([], HEADS), [("", "表头下面没有项目，请填好再上传。")]),
        (a_book(heads=("事项", "分数", "甲", "乙", "丙")),
         [("", "没有找到表头。表头一行里应有“项目”“满分”和各评定人的姓名，请用模板填写。")]),
        (a_book([(f"第{number}项", 1, 1, 1, 1) for number in range(31)]),
         [("", "有 31 个项目，最多 30 个，请合并后再上传。")]),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_cell(data, faults):
    assert told(data) == faults


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([("房屋管理", 50, 40, 41, 42)], (*HEADS, *(f"评定人{number}" for number in range(1000)))),
        ([("房屋管理", 50, *range(1000))], HEADS),
        ([("房屋管理", 50, 40, 41, 42, *[""] * 15, "x")] * 2000, HEADS),
    ],
    ids=["raters", "marks of nobody", "rows"],
)
def test_a_table_that_is_too_wide_is_told_once(rows, heads):
    ((_, sentence),) = told(a_book(rows, heads))

    assert sentence == "T 列右边还有内容。评分表最多 20 列，请用模板填写。"


def test_a_table_of_twenty_columns_is_read():
    heads = (*HEADS, *["备注"] * 15)

    assert told(a_book([(*ROWS[0], *["好"] * 15)], heads)) == []


def test_the_first_fifty_faults_are_told_and_how_many_more_there_are():
    book = read_file(a_book([(f"第{number}项", 1, 2, 2, 2) for number in range(20)]))

    assert (len(book.faults), book.more_faults) == (50, 10)
    assert book.faults[-1].place == "第 18 行 D 列"


def test_of_far_too_many_rows_only_as_many_are_looked_at_as_a_sheet_may_have():
    book = read_file(a_book([("同一项", "x", "x", "x", "x")] * 4000))

    assert book.faults[0].sentence == "有 4000 个项目，最多 30 个，请合并后再上传。"
    # Of each line four marks; the name counts from the second on.
    assert len(book.faults) + book.more_faults == 1 + 30 * 4 + 29


def test_a_merged_cell_in_the_table_is_told_and_one_above_it_is_not():
    inside = a_book([("房屋管理", 50, 40, 41, 42), ("", 50, 30, 30, 31)], merged="A2:A3")
    above = a_book(above=[("",), ()], merged="A1:E1")

    across = a_book([("房屋管理", 50, 40, "", 42)], merged="C2:D2")

    # Once: what it swallowed is not told beside it.
    assert told(inside) == [("第 2 行 A 列", "A2:A3 是合并的单元格。请取消合并，一格写一个内容。")]
    assert ("第 2 行 C 列", "C2:D2 是合并的单元格。请取消合并，一格写一个内容。") in told(across)
    assert "第 2 行 D 列" not in dict(told(across))
    assert told(above) == []


def test_all_faults_are_told_at_once():
    assert len(told(a_book([("房屋管理", 50, 51, "", "x"), ("", 50, 1, 1, 1)]))) == 4


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        ("项目,满分\n".encode(), "文件不是 Excel 工作簿"),
        (b"PK\x03\x04 broken", "文件已损坏"),
        (b"PK\x03\x04" + b"0" * (LIMITS.file_bytes + 1), "文件超过 1 MB"),
    ],
)
def test_nothing_but_a_small_workbook_is_read(data, words):
    ((place, sentence),) = told(data)

    assert place == ""
    assert words in sentence


def the_template() -> bytes:
    target = BytesIO()
    write_score_template(target, at=NOW)
    return target.getvalue()


def test_the_empty_template_brings_nothing_and_has_room_for_all():
    assert told(the_template()) == [few(0)]


def test_the_template_filled_in_is_read_as_it_stands():
    book = openpyxl.load_workbook(BytesIO(the_template()))
    sheet = book["评分表"]
    for place, name in enumerate(("评甲", "评乙", "评丙"), start=3):
        sheet.cell(1, place, name)
        for row in range(2, 2 + len(SCHEME)):
            sheet.cell(row, place, 10 + place / 2)
    target = BytesIO()
    book.save(target)

    read = read_file(target.getvalue())

    assert (read.faults, read.hints, read.raters) == ((), (), ("评甲", "评乙", "评丙"))
    assert [line.split()[0] for line in read.lines] == [item.name for item in SCHEME]
    assert read.lines[0].split()[1:] == ["20", "11.5", "12", "12.5"]
    assert MOST_RATERS == 5
