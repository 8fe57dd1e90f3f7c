"""附件2 as it leaves the platform, opened again (DOMAIN 2.1)."""

from io import BytesIO

import openpyxl

from tests.reports.weekly.samples import ledger_form, ledger_row
from tingban.reports.weekly import wording
from tingban.reports.weekly.annex2 import FIRST_ROW, HEAD_ROW, SHEET, write_annex2


def sheet_of(*rows):
    target = BytesIO()
    write_annex2(ledger_form(*rows), target)
    return openpyxl.load_workbook(target)[SHEET]


def line(sheet, number: int):
    return sheet[FIRST_ROW + number]


def test_the_title_the_three_lines_and_the_note_stand_word_for_word():
    sheet = sheet_of(ledger_row(1))

    told = [str(row[0].value) for row in sheet.iter_rows() if row[0].value is not None]
    assert wording.ANNEX_2_TITLE in told
    assert told[2:5] == [
        "单位（盖章）：盐湖区住房和城乡建设局",
        "填报人：李某某",
        "填报时间：2024 年 6 月 14 日",
    ]
    assert wording.ANNEX_2_NOTE in told


def test_the_ten_columns_stand_in_their_order():
    sheet = sheet_of()

    assert [cell.value for cell in sheet[HEAD_ROW + 1]] == list(wording.ANNEX_2_COLUMNS)


def test_a_line_says_what_the_ledger_says():
    sheet = sheet_of(ledger_row(1), ledger_row(7, is_closed=True, remark="延期至 2024-07-01"))

    assert [cell.value for cell in line(sheet, 2)] == [
        7, "张* 138****5678", "锦绣花园电梯停运三天无人维修", "本领域来电",
        "收到：2024-06-03；受理：2024-06-04", "房产科",
        "2024-06-07 已现场核实，责令企业限期整改。", "是", "王某某", "延期至 2024-07-01",
    ]  # fmt: skip
    assert line(sheet, 1)[7].value == "否"


def test_a_void_line_stays_and_is_struck_through():
    sheet = sheet_of(ledger_row(1), ledger_row(2, is_void=True))

    assert all(cell.font.strike for cell in line(sheet, 2))
    assert not any(cell.font.strike for cell in line(sheet, 1))


def test_what_begins_like_a_formula_stays_text():
    sheet = sheet_of(ledger_row(1, summary='=HYPERLINK("http://x")', receiver="+1", remark="@a"))

    cells = line(sheet, 1)
    assert cells[2].value == '=HYPERLINK("http://x")'
    assert {cells[2].data_type, cells[8].data_type, cells[9].data_type} == {"s"}


def test_control_characters_and_a_very_long_text_do_not_break_it():
    sheet = sheet_of(ledger_row(1, summary="电梯\x00停运\x0b" + "三天" * 4000))

    assert line(sheet, 1)[2].value.startswith("电梯停运")
    assert sheet.row_dimensions[FIRST_ROW + 1].height <= 409


def test_it_prints_on_a4_landscape_with_its_heads_on_each_page():
    sheet = sheet_of(*(ledger_row(number) for number in range(1, 60)))

    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"


def test_an_empty_ledger_is_a_form_without_lines():
    sheet = sheet_of()

    assert str(line(sheet, 1)[0].value) == wording.ANNEX_2_NOTE
