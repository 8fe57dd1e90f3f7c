"""Workbooks as counties make them, and a small world in which every sheet has rows."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tests.people import NOW, ZONE, clerk
from tests.stories import a_code
from tingban.actions.exchange.imports import import_files
from tingban.actions.exchange.intake import Upload
from tingban.rules.actors import Actor
from tingban.rules.exchange.outcome import ImportReport
from tingban.rules.exchange.sheets import ANNEX_2, SHEET_BY_TITLE

Row = dict[str, Any]
CODES = ("1408020010001", "1408020010002", "1408020020001")
FIRMS = (a_code(90001), a_code(90002))
UNIT = "单位（盖章）：盐湖区住房和城乡建设局"


@dataclass(frozen=True)
class Formula:
    """A formula where a value belongs."""

    text: str
    value: object = 0


@dataclass
class Page:
    """One sheet: rows by title, and what people do around them."""

    rows: Sequence[Row]
    titles: Sequence[str] = ()
    above: Sequence[Sequence[object]] = ()
    merged: Sequence[str] = field(default_factory=list)


def page_of(title: str, rows: Sequence[Row], **how: Any) -> Page:
    """The sheet with all of its columns in their order."""
    return Page(rows, [it.title for it in SHEET_BY_TITLE[title].columns], **how)


def annex_2(rows: Sequence[Row], *, unit: str = UNIT, stated: str = "2024年6月14日") -> Page:
    """The bare ten columns as a county mails them: title, unit line, head."""
    above = [["运城市物业服务突出问题登记办理台账"], [unit, "", "", "", f"填报时间：{stated}"]]
    return Page(rows, [column.title for column in ANNEX_2], above)


def workbook(pages: Mapping[str, Page | Sequence[Row]]) -> bytes:
    """An .xlsx with these sheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        for name, told in pages.items():
            page = told if isinstance(told, Page) else page_of(name, told)
            _write(book.add_worksheet(name), page, formats)
    return file.getvalue()


def _write(sheet: Any, page: Page, formats: Mapping[type, Any]) -> None:
    lines = [*page.above, page.titles]
    lines += [[row.get(title, "") for title in page.titles] for row in page.rows]
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if isinstance(value, Formula):
                sheet.write_formula(number, place, value.text, None, value.value)
            elif isinstance(value, date):
                plain = value.replace(tzinfo=None) if isinstance(value, datetime) else value
                sheet.write_datetime(number, place, plain, formats[type(value)])
            elif value != "":
                sheet.write(number, place, value)
    for block in page.merged:
        sheet.merge_range(block, "")


def take(
    *files: bytes | Upload, actor: Actor | None = None, at: datetime = NOW, **how: Any
) -> ImportReport:
    """Import files as the county's clerk."""
    uploads = [
        it if isinstance(it, Upload) else Upload(f"第{place}份.xlsx", it)
        for place, it in enumerate(files, start=1)
    ]
    return import_files(uploads, actor=actor or clerk(), at=at, **how)


def told(report: ImportReport) -> list[tuple[str, str, str]]:
    """Kind, sheet and cell of each fault."""
    return [(it.kind.value, it.sheet, it.cell) for it in report.faults]


def community(place: int = 0, **other: Any) -> Row:
    names = ("锦绣花园", "阳光小区", "河东一号")
    return {
        "小区编码": CODES[place], "县(市、区)": "盐湖区", "小区名称": names[place],
        "街道(乡镇)": "中城街道", "地址": "红旗街1号", "管理方式": "专业物业",
        "收费方式": "政府指导价", "户数": 1200, "专有部分总面积": 98765.432, "业主人数": 1180,
    } | other  # fmt: skip


def company(place: int = 0, **other: Any) -> Row:
    names = ("明珠物业服务有限公司", "安居物业服务有限公司")
    return {
        "统一社会信用代码": FIRMS[place], "企业名称": names[place],
        "法定代表人": "王某", "联系电话": "0359-2222363",
    } | other  # fmt: skip


def contract(place: int = 0, firm: int = 0, **other: Any) -> Row:
    return {
        "小区编码": CODES[place], "统一社会信用代码": FIRMS[firm], "合同类型": "前期",
        "开始日期": date(2020, 1, 1), "结束日期": date(2025, 12, 31),
        "收费标准": "1.20元/月·㎡", "服务等级": "二级",
    } | other  # fmt: skip


def mission(number: str = "DD-01", **other: Any) -> Row:
    return {
        "任务编号": number, "组织层级": "县", "县(市、区)": "盐湖", "开展日期": date(2024, 6, 4),
    } | other  # fmt: skip


def visit(number: str = "PC-001", place: int = 0, **other: Any) -> Row:
    return {
        "记录编号": number, "小区编码": CODES[place], "类型": "排查", "组织层级": "县",
        "检查日期": date(2024, 6, 3), "统一社会信用代码": FIRMS[0],
    } | other  # fmt: skip


def problem(number: str = "WT-001", place: int = 0, **other: Any) -> Row:
    return {
        "问题编号": number, "小区编码": CODES[place], "统一社会信用代码": FIRMS[0],
        "问题类别": "CAT-1", "问题描述": "楼道多日无人清扫", "来源": "排查",
        "确认日期": date(2024, 6, 5), "整改期限": date(2024, 6, 20),
    } | other  # fmt: skip


def case(row_no: int = 1, **other: Any) -> Row:
    return {
        "序号": row_no, "投诉(举报)人及联系方式": "李某 13800138000",
        "问题和舆情简要内容": f"第{row_no}件：锦绣花园电梯停运三天无人维修", "来源": "来电",
        "受理和收到时间": "收到：2024-06-03；受理：2024-06-04", "承办科室": "房产科",
        "办理进展和结果": "已责令整改", "是否办结": "否", "受理人": "张某", "备注": "",
    } | other  # fmt: skip


def whole_book(**other: Sequence[Row]) -> dict[str, Sequence[Row]]:
    """Every sheet of the 数据交换簿, one or two rows each; `other` takes the place of sheets."""
    book: dict[str, Sequence[Row]] = {
        "小区台账": [community(0), community(1), community(2, 合并至=CODES[0])],
        "物业企业": [company(0), company(1)],
        "物业服务合同": [contract(0), contract(1, 1)],
        "督导任务": [mission()],
        "检查记录": [
            visit(),
            visit("DC-001", 1, 类型="督导", 任务编号="DD-01", 检查日期="2024.6.4"),
        ],
        "问题清单": [
            problem(完成日期=date(2024, 6, 12)),
            problem("WT-002", 1, 来源="督导检查", 来源编号="DC-001", 问题类别=3),
        ],
        "责令整改": [{"文号": "盐住建责字〔2024〕1号", "问题编号": "WT-001、WT-002",
                    "送达日期": date(2024, 6, 6)}],
        "等级核定": [{"小区编码": CODES[0], "决定日期": date(2024, 6, 13), "类型": "重新核定",
                    "原等级": "二级", "新等级": "三级", "文号": "盐核字1号"}],
        "行政处罚": [{"文号": "盐住建罚字〔2024〕1号", "统一社会信用代码": FIRMS[0],
                    "县(市、区)": "140802", "处罚机关": "住建", "决定日期": date(2024, 6, 13),
                    "处罚类别": "罚款", "罚款金额(元)": 30000}],
        "企业退出": [{"小区编码": CODES[1], "统一社会信用代码": FIRMS[1], "退出方式": "解聘",
                    "交接确认日期": date(2024, 6, 15)}],
        "媒体曝光": [{"统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖区",
                    "发布日期": date(2024, 6, 14), "媒体": "运城日报", "典型案例": "案例一"}],
        "登记办理台账": [
            case(1, 受理编号="TS-140802-20240603-0001", 小区编码=CODES[0], 状态="办结",
                 收到时间=datetime(2024, 6, 3, 9, 30, tzinfo=ZONE), 受理时间=date(2024, 6, 4),
                 办结时间=date(2024, 6, 12), 是否办结="是"),
            case(2, 受理编号="TS-140802-20240605-0001", 小区编码="盐湖/阳光小区", 受理层级="县"),
        ],
    }  # fmt: skip
    return book | other
