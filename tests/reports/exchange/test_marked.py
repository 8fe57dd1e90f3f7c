"""The marked copy: cells coloured and commented, a list in front, and it imports when repaired."""

import io

import pytest
from openpyxl import load_workbook

from tests.exchange_books import Formula, community, page_of, workbook
from tingban.kit.workbook import NotAWorkbook, open_workbook
from tingban.reports.exchange.marked import mark
from tingban.rules.exchange.faults import Fault, FaultKind


def fault(cell="H2", **told):
    defaults = {
        "kind": FaultKind.VALUE, "sheet": "小区台账", "row": 0, "letter": "", "column": "户数",
        "read": "很多", "expected": "应为不小于 0 的整数",
    }  # fmt: skip
    if cell:
        defaults |= {"letter": cell.rstrip("0123456789"), "row": int(cell.lstrip("ABCDEFGHIJK"))}
    return Fault(**(defaults | told))


def marked(data, *faults):
    return load_workbook(io.BytesIO(mark(data, faults)))


@pytest.fixture
def book():
    return workbook({"小区台账": [community(户数="很多"), community(1)]})


def test_the_cell_is_coloured_and_says_what_is_wrong(book):
    page = marked(book, fault())["小区台账"]

    assert page["H2"].fill.fgColor.rgb.endswith("FFC7CE")
    assert page["H2"].comment.text == "内容看不懂。应为不小于 0 的整数。"
    assert page["H3"].comment is None
    assert page["H2"].value == "很多"


def test_the_list_stands_first_and_leads_to_the_cell(book):
    result = marked(book, fault(), fault("", expected="表头不对"))

    page = result.worksheets[0]
    assert page.title == "错误清单"
    assert [cell.value for cell in page[2]] == [
        1, "小区台账", "H2", "户数", "内容看不懂", "很多", "应为不小于 0 的整数",
    ]  # fmt: skip
    assert page["C2"].hyperlink.location == "'小区台账'!H2"
    assert page["C3"].value == "整张表"


def test_two_faults_of_one_cell_stand_in_one_comment(book):
    page = marked(book, fault(), fault(expected="另一处"))["小区台账"]

    assert page["H2"].comment.text.count("\n") == 1


def test_what_was_read_never_becomes_a_formula(book):
    page = marked(book, fault(read="=1+1", expected="@SUM(A1)"))["错误清单"]

    assert (page["F2"].value, page["F2"].data_type) == ("=1+1", "s")


def test_a_merged_block_is_marked_at_its_corner():
    data = workbook(
        {"小区台账": page_of("小区台账", [community(), community(1)], merged=["D2:E2"])}
    )

    page = marked(data, fault("E2", column="地址"))["小区台账"]

    assert page["D2"].comment is not None


def test_formulas_of_the_file_stay_to_be_seen():
    data = workbook({"小区台账": [community(户数=Formula("=2*3", 6))]})

    assert marked(data, fault())["小区台账"]["H2"].value == "=2*3"


def test_the_copy_of_a_copy_has_one_list(book):
    again = mark(mark(book, [fault()]), [fault()])

    assert open_workbook(again).sheet_names == ("错误清单", "小区台账")


def test_where_the_looks_cannot_be_read_the_values_are_kept(book, monkeypatch):
    def broken(*_, **__):
        raise KeyError("xl/styles.xml")

    monkeypatch.setattr("tingban.reports.exchange.marked.load_workbook", broken)

    page = marked(book, fault())["小区台账"]
    assert (page["H2"].value, page["C2"].value, page["H2"].comment is None) == (
        "很多", "锦绣花园", False,
    )  # fmt: skip


def test_what_is_no_workbook_cannot_be_marked():
    with pytest.raises(NotAWorkbook):
        mark(b"nothing", [])
