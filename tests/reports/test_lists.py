"""A list taken away is a workbook that opens well and runs nothing."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.people import NOW, ZONE
from tingban.reports.lists import HEAD_ROW, ListColumn, write_list

COLUMNS = (
    ListColumn("小区名称", 30),
    ListColumn("户数", 8, numeric=True, unit="户"),
    ListColumn("检查日期", 12),
    ListColumn("收到时间", 17),
)
FIRST = HEAD_ROW + 2


def _sheet(*rows: tuple[object, ...], title: str = "小区台账") -> Worksheet:
    target = BytesIO()
    write_list(
        title=title, columns=COLUMNS, rows=iter(rows), made_by="李文书", at=NOW, target=target
    )
    return load_workbook(target).worksheets[0]


def test_days_and_moments_are_dates_of_excel() -> None:
    moment = datetime(2024, 6, 3, 9, 30, tzinfo=ZONE)

    sheet = _sheet(("锦绣花园", 860, date(2024, 6, 3), moment))

    assert sheet.cell(FIRST, 3).value == datetime.combine(date(2024, 6, 3), time())
    assert sheet.cell(FIRST, 3).number_format == "yyyy-mm-dd"
    assert sheet.cell(FIRST, 4).value == moment.replace(tzinfo=None)


def test_what_looks_like_a_formula_stays_text() -> None:
    sheet = _sheet(("=HYPERLINK(1)", "+1", "@a", "-2"))

    row = sheet[FIRST]
    assert [cell.data_type for cell in row] == ["s", "s", "s", "s"]
    assert row[0].value == "=HYPERLINK(1)"


def test_numbers_stand_right_and_name_their_unit() -> None:
    sheet = _sheet(("锦绣花园", Decimal("1860.5"), None, None))

    assert sheet.cell(HEAD_ROW + 1, 2).value == "户数（户）"
    assert sheet.cell(FIRST, 2).value == 1860.5
    assert sheet.cell(FIRST, 2).alignment.horizontal == "right"


def test_a_code_of_many_digits_loses_none() -> None:
    sheet = _sheet(("911408020000000001", 911408020000000001, None, None))

    assert sheet.cell(FIRST, 1).value == "911408020000000001"
    assert sheet.cell(FIRST, 2).value == "911408020000000001"


def test_heads_stay_in_sight_and_filter_the_rows() -> None:
    sheet = _sheet(("甲", 1, None, None), ("乙", 2, None, None))

    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:D5"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_every_page_tells_who_took_it_and_when() -> None:
    sheet = _sheet()

    assert sheet["A2"].value == "导出人：李文书　导出时间：2024-06-18 10:30"
    assert "李文书" in sheet.oddFooter.left.text


def test_an_empty_list_says_so() -> None:
    sheet = _sheet(title="问题清单[2024/06]")

    assert sheet.title == "问题清单202406"
    assert sheet.cell(FIRST, 1).value == "没有符合条件的记录"
