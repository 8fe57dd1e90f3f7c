"""Days that are yet to come: taken, and told at the cell (the forms refuse them)."""

from datetime import date, datetime, timedelta

import pytest

from tests.exchange_books import (
    CODES,
    FIRMS,
    annex_2,
    case,
    contract,
    mission,
    problem,
    take,
    told,
    visit,
    whole_book,
    workbook,
)
from tests.people import NOW, ZONE
from tingban.data.inspections.models import Visit
from tingban.rules.exchange.columns import Column
from tingban.rules.exchange.sheets import SHEETS

pytestmark = pytest.mark.django_db
TOMORROW = NOW.date() + timedelta(days=1)
AHEAD = "晚于今天（2024-06-18）"
LATER = {"完成日期": date(2024, 6, 6), "重开日期": date(2024, 6, 7)}


def ahead(**sheets) -> list[str]:
    """What is told of days to come in a file that is taken."""
    report = take(workbook(whole_book(**sheets)))
    assert report.ok, told(report)
    return [it for it in report.files[0].warnings if AHEAD in it]


def test_a_file_of_days_that_were_is_not_warned_of():
    assert ahead() == []


ROWS = {
    "督导任务.开展日期": [mission("DD-01", 开展日期=TOMORROW)],
    "检查记录.检查日期": [visit(), visit("DC-001", 1), visit("PC-9", 检查日期=TOMORROW)],
    "问题清单.确认日期": [problem("WT-001", 确认日期=TOMORROW, 整改期限=""), problem("WT-002", 1)],
    "问题清单.完成日期": [problem("WT-001", 完成日期=TOMORROW), problem("WT-002", 1)],
    "问题清单.重开日期": [
        problem("WT-001", **LATER | {"重开日期": TOMORROW}), problem("WT-002", 1)
    ],
    "问题清单.再次完成日期": [
        problem("WT-001", **LATER, 再次完成日期=TOMORROW), problem("WT-002", 1)
    ],
    "问题清单.撤销日期": [problem("WT-001", 撤销日期=TOMORROW), problem("WT-002", 1)],
    "责令整改.送达日期": [{"文号": "一号", "问题编号": "WT-001", "送达日期": TOMORROW}],
    "责令整改.撤回日期": [
        {"文号": "一号", "问题编号": "WT-001", "送达日期": "2024-06-06", "撤回日期": TOMORROW}
    ],
    "等级核定.决定日期": [{"小区编码": CODES[0], "决定日期": TOMORROW, "类型": "重新核定"}],
    "行政处罚.决定日期": [
        {"文号": "一号", "统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖", "处罚机关": "住建",
         "决定日期": TOMORROW}
    ],
    "行政处罚.撤销日期": [
        {"文号": "一号", "统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖", "处罚机关": "住建",
         "决定日期": "2024-06-06", "撤销日期": TOMORROW}
    ],
    "企业退出.交接确认日期": [
        {"小区编码": CODES[1], "统一社会信用代码": FIRMS[1], "退出方式": "解聘",
         "交接确认日期": TOMORROW}
    ],
    "媒体曝光.发布日期": [
        {"统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖", "发布日期": TOMORROW}
    ],
    "媒体曝光.撤下日期": [
        {"统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖", "发布日期": "2024-06-06",
         "撤下日期": TOMORROW}
    ],
    "登记办理台账.收到时间": [
        case(1, 受理编号="TS-140802-20240603-0001", 收到时间=TOMORROW, 受理时间=TOMORROW)
    ],
    "登记办理台账.受理时间": [case(1, 受理编号="TS-140802-20240603-0001", 受理时间=TOMORROW)],
    "登记办理台账.办结时间": [
        case(1, 受理编号="TS-140802-20240603-0001", 是否办结="是", 办结时间=TOMORROW)
    ],
}  # fmt: skip


@pytest.mark.parametrize("at", ROWS)
def test_a_day_to_come_is_told_at_its_column(at):
    sheet, title = at.split(".")

    warnings = ahead(**{sheet: ROWS[at]})

    assert any(f"“{sheet}”第" in it and f"“{title}”" in it for it in warnings), warnings
    assert all("2024-06-19" in it for it in warnings)


def is_fact(column: Column) -> bool:
    return column.is_date and not column.may_lie_ahead


def test_every_column_of_days_is_tried_or_may_lie_ahead():
    columns = {(sheet.title, it.title) for sheet in SHEETS for it in sheet.columns if is_fact(it)}

    assert {tuple(at.split(".")) for at in ROWS} == columns


def test_what_is_agreed_or_due_may_lie_ahead():
    rows = [contract(0), contract(1, 1, 开始日期=date(2024, 7, 1), 结束日期=date(2026, 6, 30))]

    assert ahead(物业服务合同=rows) == []


def test_today_itself_is_no_day_to_come():
    today = datetime(2024, 6, 18, 23, 30, tzinfo=ZONE)
    rows = [case(1, 受理编号="TS-140802-20240603-0001", 收到时间=today, 受理时间=today)]

    assert ahead(登记办理台账=rows) == []


def test_many_are_told_once_with_the_first_cell_and_the_count():
    rows = [visit(f"PC-{day}", 检查日期=f"2024-06-{day}") for day in (20, 21, 22)]

    (warning,) = ahead(检查记录=[visit(), visit("DC-001", 1), *rows])

    assert "第 4 行“检查日期”（F 列）等 3 格是 2024-06-20" in warning
    assert Visit.objects.count() == 5


def test_the_one_cell_of_annex_2_and_its_own_day_are_told_too():
    rows = [case(1, 受理和收到时间="收到：2024-06-18；受理：2024-06-21", 是否办结="否")]

    report = take(workbook({"附件2": annex_2(rows, stated="2024年6月21日")}))

    warnings = [it for it in report.files[0].warnings if AHEAD in it]
    assert report.ok, told(report)
    assert [("受理和收到时间" in it, "填报时间" in it) for it in warnings] == [
        (True, False), (False, True),
    ]  # fmt: skip


def test_a_rehearsal_tells_the_same():
    rows = [visit(), visit("DC-001", 1), visit("PC-9", 检查日期=TOMORROW)]

    report = take(workbook(whole_book(检查记录=rows)), dry_run=True)

    assert any(AHEAD in it for it in report.files[0].warnings)
