"""Headers under titles and notes, columns in any order, notes below the table."""

import pytest

from tingban.kit.workbook import Sheet as Source
from tingban.rules.exchange.recognising import recognise
from tingban.rules.exchange.sheets import COMMUNITIES, LEDGER
from tingban.rules.exchange.tables import read_table

YEARS = frozenset({2024, 2025})


def read(rows, name="小区台账", **how):
    source = Source(name, [list(row) for row in rows], **how)
    found = recognise(source)
    return read_table(found.sheet, source, found.header, number=1, years=YEARS)


HEAD = ["小区名称", "小区编码", "县(市、区)"]
ROW = ["锦绣花园", "1408020010001", "盐湖"]


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        ["小区 名称", "小区\n编码", "县（市、区）"],
        ["※小区名称", "小区编码（必填）", "县 (市、区)"],
        ["小区名称：", " 小区编码", "县区"],
    ],
)
def test_a_header_may_carry_spaces_marks_and_line_breaks(head):
    table = read([head, ROW])

    assert not table.faults
    assert (table.rows[0].name, table.rows[0].county) == ("锦绣花园", "140802")


def test_titles_notes_and_blank_rows_are_skipped():
    blank = ["", "", ""]
    above = [["盐湖区小区台账", "", ""], blank, ["说明：每周更新", "", ""]]
    below = [blank, ["备注：以上属实", "", ""], ["合计", "", 1]]
    rows = [*above, HEAD, blank, ROW, *below]

    table = read(rows)

    assert [row.row for row in table.rows] == [6]
    assert not table.faults


def test_a_row_of_spaces_is_blank():
    assert not read([HEAD, [" ", "\n", "　"], ROW]).faults


def test_rows_that_are_shorter_than_the_header_are_read():
    assert read([[*HEAD, "户数"], ROW]).rows[0].households is None


def test_every_missing_column_is_told():
    table = read([["小区名称", "户数"], ["锦绣花园", 3]])

    assert [(it.kind.value, it.column) for it in table.faults] == [
        ("header", "小区编码"), ("header", "县(市、区)"),
    ]  # fmt: skip


def test_a_sheet_without_its_name_is_known_by_all_of_its_columns():
    titles = [column.title for column in COMMUNITIES.columns]
    source = Source("Sheet1", [["标题"], titles])

    assert recognise(source).sheet is COMMUNITIES
    assert recognise(Source("Sheet1", [titles[:-1]])) is None


def test_the_bare_annex_2_is_known_by_its_ten_columns_in_any_order():
    titles = [column.title for column in LEDGER.columns[:10]]
    found = recognise(Source("附件", [["台账"], list(reversed(titles))]))

    assert found.sheet is LEDGER
    assert found.is_annex_2


def test_a_day_past_the_calendar_is_a_fault_and_the_end_of_a_contract_is_not():
    head = ["小区编码", "统一社会信用代码", "开始日期", "结束日期"]
    row = ["1408020010001", "91350100M000100Y43", "2024-01-01", "2034-01-01"]

    assert not read([head, row], "物业服务合同").faults
    row[2] = "2034-01-01"
    assert [it.kind.value for it in read([head, row], "物业服务合同").faults] == ["calendar"]


def test_a_cell_in_a_formula_is_told_and_its_row_is_not_missed_elsewhere():
    table = read([HEAD, ROW], formulas=frozenset({(1, 0)}))

    assert [(it.kind.value, it.cell) for it in table.faults] == [("formula", "A2")]
    assert [row.code for row in table.partial] == ["1408020010001"]


def test_a_formula_in_a_column_of_no_meaning_does_no_harm():
    assert not read([[*HEAD, "备用"], [*ROW, 3]], formulas=frozenset({(1, 3)})).faults
