"""Heads that stand once more in the table: left out and told; a case never is."""

import io

import pytest
from openpyxl import load_workbook

from tests.exchange_books import annex_2, case, community, take, told, workbook
from tingban.data.complaints.models import Case
from tingban.data.registry.models import Community
from tingban.rules.exchange.sheets import ANNEX_2

pytestmark = pytest.mark.django_db
TITLES = [column.title for column in ANNEX_2]
HEAD = 3  # 附件2: title, unit line, head


def with_rows(*lines: list[object], at: int = HEAD + 1, merged: tuple[str, ...] = ()) -> bytes:
    """附件2 of two cases with these lines pushed in at a row."""
    book = load_workbook(io.BytesIO(workbook({"附件2": annex_2([case(1), case(2)])})))
    sheet = book["附件2"]
    sheet.insert_rows(at, len(lines))
    for number, line in enumerate(lines, start=at):
        for place, value in enumerate(line, start=1):
            sheet.cell(number, place, value if value != "" else None)
    for block in merged:
        sheet.merge_cells(block)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        list(range(1, 11)),
        [f"（{number}）" for number in range(1, 11)],
        ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"],
        ["栏次", *range(1, 10)],
        ["甲", *range(1, 10)],
        ["序号", *range(2, 11)],
    ],
)
def test_the_numbers_of_the_columns_are_no_case(line):
    report = take(with_rows(line))

    assert report.ok, told(report)
    assert Case.objects.count() == 2
    assert any("第 4 行是表头" in it for it in report.files[0].warnings)


@pytest.mark.parametrize("at", [HEAD + 1, HEAD + 2, HEAD + 3])
def test_the_head_repeated_where_a_page_breaks_is_no_case(at):
    spaced = ["序 号", *TITLES[1:7], "是否\n办结", *TITLES[8:]]

    report = take(with_rows(spaced, at=at))

    assert report.ok, told(report)
    assert Case.objects.count() == 2
    assert any(f"第 {at} 行是表头" in it for it in report.files[0].warnings)


def test_title_unit_and_head_repeated_together_are_no_cases():
    title = ["运城市物业服务突出问题登记办理台账"]
    unit = ["单位（盖章）：盐湖区住房和城乡建设局", "", "", "", "填报时间：2024年6月14日"]

    report = take(with_rows(title, unit, TITLES, list(range(1, 11)), at=HEAD + 2))

    assert report.ok, told(report)
    assert Case.objects.count() == 2


def test_the_lower_half_of_split_heads_is_no_case():
    sub = ["", "姓名、电话", "", "", "收到／受理", "", "", "是／否", "", ""]
    tall = tuple(f"{letter}3:{letter}4" for letter in "ACDFGIJ")

    report = take(with_rows(sub, merged=tall))

    assert report.ok, told(report)
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "merged"),
    [
        # A text like a title, a count that breaks off, a case bound to the head by a merged cell.
        (["序号", "李某", "问题和舆情简要内容：电梯停运", "来电", "2024-06-03"], ()),
        ([3, "", "电梯停运", "来电", "2024-06-03", "", "", "否"], ()),
        (["", "", "电梯停运无人维修", "来电", "2024-06-03", "", "", "否"], ("A3:A4",)),
        (["", "", "", "来电", "2024-06-03", "", "", "否"], ("A3:A4",)),
        ([1, 2, 3], ()),
    ],
)
def test_what_may_be_a_case_is_read_or_told(line, merged):
    report = take(with_rows(line, merged=merged))

    assert not any("是表头" in it for it in report.files[0].warnings)
    assert not report.ok or Case.objects.count() == 3


def test_a_count_in_the_midst_of_the_cases_is_told():
    report = take(with_rows(list(range(1, 11)), at=HEAD + 2))

    assert not report.ok


def test_the_head_of_any_sheet_may_be_repeated():
    rows = [community(0), {title: title for title in community(0)}, community(1)]

    report = take(workbook({"小区台账": rows}))

    assert report.ok, told(report)
    assert Community.objects.count() == 2
