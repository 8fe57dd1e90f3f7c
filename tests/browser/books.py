"""A county's 数据交换簿 as of the second Friday of the campaign, every sheet with rows."""

from datetime import date, datetime
from typing import Any

from tests.exchange_books import Row, workbook
from tests.people import ZONE
from tests.stories import a_code
from tingban.rules.areas import AREA_BY_CODE

BRIEF = {
    "progress": "本周完成三个小区的排查，两件责令整改已送达。",
    "practice": "街道、社区、物业每周一碰头，问题当场认领。",
    "cases": "锦绣花园楼道长期无人清扫，责令后六月十二日整改到位。",
}


def county_sheets(area: str) -> dict[str, list[Row]]:
    """Three communities, two companies, three problems, four cases, and a measure of each kind."""
    county = AREA_BY_CODE[area].name
    place = [f"{area}{n:07d}" for n in (10001, 10002, 20001)]
    firm = [a_code(int(area[-4:]) * 10 + n) for n in (1, 2)]
    return {
        "小区台账": [
            {"小区编码": code, "县(市、区)": county, "小区名称": name, "户数": 860}
            for code, name in zip(place, ("锦绣花园", "阳光小区", "河东一号"), strict=True)
        ],
        "物业企业": [
            {"统一社会信用代码": code, "企业名称": f"{county}{name}物业服务有限公司"}
            for code, name in zip(firm, ("明珠", "安居"), strict=True)
        ],
        "物业服务合同": [
            {"小区编码": code, "统一社会信用代码": holder, "合同类型": "前期",
             "开始日期": date(2020, 1, 1), "结束日期": date(2025, 12, 31), "服务等级": "二级"}
            for code, holder in zip(place, (firm[0], firm[1], firm[0]), strict=True)
        ],
        "督导任务": [
            {"任务编号": f"DD-{area}-01", "组织层级": "县", "县(市、区)": county,
             "开展日期": date(2024, 6, 4)},
        ],
        "检查记录": [
            _visit(area, 1, place[0], firm[0], date(2024, 6, 3)),
            _visit(area, 2, place[1], firm[1], date(2024, 6, 4), 类型="督导",
                   任务编号=f"DD-{area}-01"),
            _visit(area, 3, place[2], firm[0], date(2024, 6, 5)),
            _visit(area, 4, place[1], firm[1], date(2024, 6, 6)),
        ],
        "问题清单": [
            _problem(area, 1, place[0], firm[0], "CAT-1", 完成日期=date(2024, 6, 12)),
            _problem(area, 2, place[1], firm[1], "CAT-3", 来源="督导检查",
                     来源编号=f"PC-{area}-002"),
            _problem(area, 3, place[0], firm[0], "CAT-5"),
        ],
        "责令整改": [
            {"文号": f"{area}责字1号", "问题编号": f"WT-{area}-001、WT-{area}-002",
             "送达日期": date(2024, 6, 10)},
        ],
        "等级核定": [
            {"小区编码": place[0], "决定日期": date(2024, 6, 11), "类型": "重新核定",
             "原等级": "二级", "新等级": "三级", "文号": f"{area}核字1号"},
            {"小区编码": place[2], "决定日期": date(2024, 6, 11), "类型": "重新核定",
             "原等级": "二级", "新等级": "三级", "文号": f"{area}核字2号"},
        ],
        "行政处罚": [
            {"文号": f"{area}罚字1号", "统一社会信用代码": firm[0], "县(市、区)": county,
             "处罚机关": "住建", "决定日期": date(2024, 6, 12), "处罚类别": "罚款",
             "罚款金额(元)": 30000},
        ],
        "企业退出": [
            {"小区编码": place[1], "统一社会信用代码": firm[1], "退出方式": "解聘",
             "交接确认日期": date(2024, 6, 13)},
        ],
        "媒体曝光": [
            {"统一社会信用代码": firm[0], "县(市、区)": county, "发布日期": date(2024, 6, 13),
             "媒体": "运城日报", "典型案例": "楼道无人清扫"},
        ],
        "登记办理台账": [
            _case(area, 1, place[0], 状态="办结", 是否办结="是",
                  办结时间=datetime(2024, 6, 12, 16, 0, tzinfo=ZONE)),
            _case(area, 2, place[1]),
            _case(area, 3, place[0]),
            _case(area, 4, place[2], 来源="省厅转办"),
        ],
    }  # fmt: skip


def _visit(area: str, number: int, place: str, firm: str, on: date, **other: Any) -> Row:
    return {
        "记录编号": f"PC-{area}-{number:03d}", "小区编码": place, "类型": "排查",
        "组织层级": "县", "检查日期": on, "统一社会信用代码": firm,
    } | other  # fmt: skip


def _problem(area: str, number: int, place: str, firm: str, category: str, **other: Any) -> Row:
    return {
        "问题编号": f"WT-{area}-{number:03d}", "小区编码": place, "统一社会信用代码": firm,
        "问题类别": category, "问题描述": f"第{number}个问题", "来源": "排查",
        "确认日期": date(2024, 6, 7), "整改期限": date(2024, 6, 28),
    } | other  # fmt: skip


def _case(area: str, number: int, place: str, **other: Any) -> Row:
    return {
        "序号": number, "投诉(举报)人及联系方式": f"李某{number} 1380000{number:04d}",
        "问题和舆情简要内容": f"第{number}件：电梯停运三天无人维修", "来源": "来电",
        "受理和收到时间": "收到：2024-06-03；受理：2024-06-04", "承办科室": "房产科",
        "办理进展和结果": "已责令整改", "是否办结": "否", "受理人": "张某", "备注": "",
        "受理编号": f"TS-{area}-20240603-{number:04d}", "小区编码": place, "受理层级": "县",
        "收到时间": datetime(2024, 6, 3, 9, 30, tzinfo=ZONE),
        "受理时间": datetime(2024, 6, 4, 9, 0, tzinfo=ZONE),
    } | other  # fmt: skip


def city_book(area: str) -> bytes:
    """What the city itself has accepted: two cases about a community of this county."""
    rows = [
        _case("140800", 1, f"{area}0010001", 受理层级="市"),
        _case("140800", 2, f"{area}0010002", 受理层级="市", 状态="办结", 是否办结="是",
              办结时间=datetime(2024, 6, 11, 10, 0, tzinfo=ZONE)),
    ]  # fmt: skip
    return workbook({"登记办理台账": rows})


def county_book(area: str) -> bytes:
    """The workbook of a county that has nothing to correct."""
    return workbook(county_sheets(area))


def mended_book(area: str) -> bytes:
    """The same, its third problem put right on the day before the report."""
    sheets = county_sheets(area)
    sheets["问题清单"][2]["完成日期"] = date(2024, 6, 13)
    return workbook(sheets)


def faulty_book(area: str) -> tuple[bytes, list[tuple[str, str, str]]]:
    """The same with three faults; sheet, cell and what was typed of each."""
    sheets = county_sheets(area)
    sheets["小区台账"][2]["户数"] = "很多"
    sheets["检查记录"][3]["检查日期"] = "2024-13-06"
    sheets["行政处罚"][0]["处罚机关"] = "城管"
    faults = [
        ("小区台账", "H4", "很多"), ("检查记录", "F5", "2024-13-06"), ("行政处罚", "D2", "城管"),
    ]  # fmt: skip
    return workbook(sheets), faults
