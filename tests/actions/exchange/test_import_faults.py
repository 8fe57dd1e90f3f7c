"""Every kind of fault is told once, at the cell where it can be put right (INTERCHANGE 1)."""

from datetime import date

import pytest

from tests.exchange_books import (
    CODES,
    FIRMS,
    Formula,
    Page,
    annex_2,
    case,
    community,
    company,
    contract,
    mission,
    page_of,
    problem,
    take,
    told,
    visit,
    whole_book,
    workbook,
)
from tests.people import YONGJI, city_clerk, clerk
from tingban.actions.exchange.intake import Upload
from tingban.data.registry.models import Community, Company
from tingban.rules.exchange.faults import FaultKind

pytestmark = pytest.mark.django_db
REGISTERS = {
    "小区台账": [community(0), community(1)],
    "物业企业": [company(0), company(1)],
}


def faults_of(pages, **how):
    report = take(workbook(pages), **how)
    assert not report.ok
    return told(report)


@pytest.mark.parametrize(
    ("sheet", "row", "found"),
    [
        ("小区台账", community(小区编码="14080200100"), ("value", "A2")),
        ("小区台账", community(**{"县(市、区)": "临汾市"}), ("value", "B2")),
        ("小区台账", community(小区名称=""), ("required", "C2")),
        ("小区台账", community(管理方式="外包"), ("value", "F2")),
        ("小区台账", community(户数="很多"), ("value", "H2")),
        ("小区台账", community(合并至=CODES[0]), ("ring", "K2")),
        ("小区台账", community(合并至="1408020019999"), ("unknown", "K2")),
        ("小区台账", community(**{"县(市、区)": "永济市", "小区编码": "1408811000001"}),
         ("foreign", "B2")),
        ("物业企业", company(统一社会信用代码="91140802MA0T90001X"), ("value", "A2")),
        ("物业企业", company(联系电话="无"), ("value", "D2")),
        ("物业服务合同", contract(结束日期=date(2019, 1, 1)), ("order", "E2")),
        ("物业服务合同", contract(小区编码="盐湖/没有这个小区"), ("unknown", "A2")),
        ("物业服务合同", contract(开始日期="2024年13月1日"), ("value", "D2")),
        ("督导任务", mission(组织层级="乡"), ("value", "B2")),
        ("检查记录", visit(任务编号="DD-99"), ("unknown", "E2")),
        ("检查记录", visit(类型="视察"), ("value", "C2")),
        ("检查记录", visit(检查日期=date(2031, 1, 1)), ("calendar", "F2")),
        ("问题清单", problem(问题类别="CAT-10"), ("value", "D2")),
        ("问题清单", problem(问题行为="2-01"), ("conflict", "E2")),
        ("问题清单", problem(整改期限=date(2024, 6, 1)), ("order", "J2")),
        ("问题清单", problem(重开日期=date(2024, 6, 20)), ("order", "L2")),
        ("问题清单", problem(确认日期=date(2024, 5, 1), 整改期限=""), ("no_visit", "I2")),
        ("问题清单", problem(来源="督导检查", 来源编号="PC-999"), ("unknown", "H2")),
        ("问题清单", problem(来源="督导检查", 来源编号="PC-B"), ("conflict", "H2")),
        ("责令整改", {"文号": "1号", "问题编号": "WT-A、WT-999", "送达日期": date(2024, 6, 6)},
         ("unknown", "B2")),
        ("责令整改", {"文号": "1号", "问题编号": "WT-A", "送达日期": date(2024, 6, 6),
                    "撤回日期": date(2024, 6, 5)}, ("order", "D2")),
        ("等级核定", {"小区编码": CODES[0], "决定日期": date(2024, 6, 9), "类型": "撤销"},
         ("value", "C2")),
        ("行政处罚", {"文号": "F1", "统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖",
                    "处罚机关": "住建", "决定日期": date(2024, 6, 9), "处罚类别": "责令改正"},
         ("conflict", "G2")),
        ("行政处罚", {"文号": "F1", "统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖",
                    "处罚机关": "公安", "决定日期": date(2024, 6, 9)}, ("value", "D2")),
        ("企业退出", {"小区编码": CODES[0], "统一社会信用代码": FIRMS[0], "退出方式": "跑路"},
         ("value", "C2")),
        ("媒体曝光", {"统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖",
                    "发布日期": date(2024, 6, 9), "撤下日期": date(2024, 6, 8)}, ("order", "D2")),
        ("登记办理台账", case(是否办结="快了", 受理编号="X-1"), ("value", "H2")),
        ("登记办理台账", case(受理编号="X-1", 主件编号="X-1"), ("ring", "S2")),
        ("登记办理台账", case(受理编号="X-1", 主件编号="X-9"), ("unknown", "S2")),
        ("登记办理台账", case(受理编号="X-1", 状态="办理中", 是否办结="是"), ("conflict", "H2")),
        ("登记办理台账", case(受理编号="X-1", 状态="办结", 是否办结="是"), ("required", "Q2")),
        ("登记办理台账", case(受理编号="X-1", 受理和收到时间="收到：2024-06-05；受理：2024-06-04"),
         ("order", "E2")),
        ("登记办理台账", case(受理编号="X-1", 受理和收到时间="上周三"), ("value", "E2")),
        ("登记办理台账", case(**{"受理编号": "X-1", "小区编码": CODES[0], "县(市、区)": "永济市"}),
         ("conflict", "L2")),
    ],
)  # fmt: skip
def test_one_fault_is_told_at_its_cell(sheet, row, found):
    take(workbook(REGISTERS | {
        "检查记录": [visit("PC-A"), visit("PC-B", 1)], "问题清单": [problem("WT-A")],
    }))  # fmt: skip

    assert faults_of({sheet: [row]}) == [(found[0], sheet, found[1])]


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_sheet():
    rows = [community(户数="x", 小区名称=""), community(1, 管理方式="y")]

    assert faults_of({"小区台账": rows}) == [
        ("required", "小区台账", "C2"), ("value", "小区台账", "H2"), ("value", "小区台账", "F3"),
    ]  # fmt: skip
    assert not Community.objects.exists()


def test_a_fault_says_what_was_read_and_what_was_expected():
    report = take(workbook({"小区台账": [community(户数="很多")]}))

    assert report.faults[0].sentence == (
        "“第1份.xlsx” 工作表“小区台账” 第 2 行 “户数”（H 列）：内容看不懂。"
        "读到“很多”，应为不小于 0 的整数。"
    )


def test_two_long_contracts_at_once_are_told_at_the_later_one():
    book = REGISTERS | {"物业服务合同": [contract(), contract(0, 1, 开始日期=date(2023, 1, 1))]}

    assert faults_of(book) == [("overlap", "物业服务合同", "D3")]


def test_a_handover_of_sixty_days_is_no_fault_but_is_mentioned():
    rows = [contract(结束日期=date(2024, 3, 1)), contract(0, 1, 开始日期=date(2024, 1, 10))]

    report = take(workbook(REGISTERS | {"物业服务合同": rows}))

    assert report.ok, told(report)
    assert "交接" in report.files[0].warnings[0]


def test_merges_in_a_ring_are_told():
    rows = [community(0, 合并至=CODES[1]), community(1, 合并至=CODES[0])]

    assert faults_of({"小区台账": rows}) == [("ring", "小区台账", "K2"), ("ring", "小区台账", "K3")]


def test_parents_in_a_ring_are_told():
    rows = [case(1, 受理编号="X-1", 主件编号="X-2"), case(2, 受理编号="X-2", 主件编号="X-1")]

    assert {it[0] for it in faults_of({"登记办理台账": rows})} == {"ring"}


@pytest.mark.parametrize(
    ("sheet", "rows", "cell"),
    [
        ("小区台账", [community(), community(小区名称="又一个")], "A3"),
        ("物业企业", [company(), company(企业名称="别名")], "A3"),
        ("物业服务合同", [contract(), contract()], "D3"),
        ("检查记录", [visit(), visit(检查日期=date(2024, 6, 4))], "A3"),
        ("问题清单", [problem(), problem()], "A3"),
        ("登记办理台账", [case(1, 受理编号="X-1"), case(2, 受理编号="X-1")], "K3"),
        ("登记办理台账", [case(1), case(1)], "A3"),
    ],
)
def test_a_row_told_twice_is_a_fault(sheet, rows, cell):
    take(workbook(whole_book()))

    assert faults_of({sheet: rows}) == [("duplicate", sheet, cell)]


def test_another_countys_rows_do_not_come_in_with_a_countys_clerk():
    take(workbook(REGISTERS | {"检查记录": [visit("PC-A")]}))
    pages = {
        "小区台账": [community(2, 小区编码="")],
        "检查记录": [visit("PC-B"), visit("PC-A")],
    }

    found = faults_of(pages, actor=clerk(YONGJI))

    assert set(found) == {
        ("foreign", "小区台账", "B2"), ("foreign", "检查记录", "B2"), ("foreign", "检查记录", "A3"),
        ("foreign", "检查记录", "B3"),
    }  # fmt: skip
    assert take(workbook(pages), actor=city_clerk()).ok


def test_formulas_error_values_and_merged_cells_are_told_where_they_stand():
    broken = Formula("=1/0", "#DIV/0!")
    rows = [community(0, 户数=Formula("=600*2", 1200)), community(1, 户数=broken), community(2)]
    page = page_of("小区台账", rows, merged=["E3:E4"])

    assert faults_of({"小区台账": page}) == [
        ("formula", "小区台账", "H2"), ("merged", "小区台账", "E3"), ("formula", "小区台账", "H3"),
    ]  # fmt: skip


def test_a_formula_without_a_kept_value_below_the_last_row_is_told():
    rows = [community(), {"户数": Formula("=SUM(H2:H2)", "")}]

    assert ("formula", "小区台账", "H3") in faults_of({"小区台账": rows})


def test_a_missing_column_is_told_at_the_header():
    page = Page([community()], ["小区编码", "县(市、区)", "户数"])

    assert faults_of({"小区台账": page}) == [("header", "小区台账", "")]


def test_a_column_that_stands_twice_is_told():
    page = Page([community()], ["小区编码", "县(市、区)", "小区名称", "户数", "户数"])

    assert faults_of({"小区台账": page}) == [("header", "小区台账", "E1")]


def test_a_wrong_template_is_refused_with_the_names_it_should_have():
    report = take(workbook({"Sheet1": Page([{"甲": 1, "乙": 2}], ["甲", "乙"])}))

    assert told(report) == [("file", "", "")]
    assert "小区台账" in report.faults[0].sentence


def test_an_annex_2_of_nobody_is_refused_and_taken_for_the_area_given():
    file = workbook({"附件2": annex_2([case()], unit="单位（盖章）：")})

    report = take(file, actor=city_clerk())

    assert told(report) == [("unit", "附件2", "A2")]
    assert take(file, actor=city_clerk(), area=YONGJI).files[0].unit == YONGJI


def test_an_annex_2_of_another_county_is_refused():
    file = workbook({"附件2": annex_2([case()], unit="单位（盖章）：永济市住建局")})

    assert [it[0] for it in told(take(file))][:1] == ["unit"]


def test_a_company_name_that_fits_two_is_ambiguous():
    take(workbook({"物业企业": [company(0, 企业名称="同名物业"), company(1, 企业名称="同名物业")],
                   "小区台账": [community()]}))  # fmt: skip

    assert faults_of({"检查记录": [visit(统一社会信用代码="同名物业")]}) == [
        ("ambiguous", "检查记录", "G2")
    ]


def test_a_file_that_is_no_workbook_is_one_fault():
    report = take(Upload("x.xlsx", b"PK\x03\x04 nothing"), Upload("y.csv", b"a,b\n1,2\n"))

    assert [it.kind for it in report.faults] == [FaultKind.FILE, FaultKind.FILE]
    assert not Company.objects.exists()


def test_unknown_columns_are_mentioned_and_ignored():
    row = community() | {"楼栋数": 12}
    page = Page([row], [*community(), "楼栋数"])

    report = take(workbook({"小区台账": page}))

    assert report.ok
    assert "“楼栋数”" in report.files[0].warnings[0]
