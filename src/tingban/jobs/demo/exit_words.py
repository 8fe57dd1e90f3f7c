"""What the exits of the demo say; nobody in it exists."""

from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from tingban.rules.exits.roll_columns import COLUMNS
from tingban.rules.exits.vote import Matter
from tingban.rules.exits.vote_stages import Convener, Plan, Way

TRIGGER: Final[dict[str, Any]] = {
    "origin": "trigger",
    "grounds": "电梯长期停运，三次责令整改逾期未改；保洁、门岗减员三分之二。",
    "reaction": "业主多次联名反映，要求更换企业。",
    "contract_ends_on": "2025-12-31",
}
EMERGENCY: Final[dict[str, Any]] = {
    "emergency_by": "中城街道应急物业服务队",
    "emergency_from": "2024-09-23",
    "emergency_until": "2024-12-31",
    "emergency_scope": "供水、电梯、消防值守、保洁、门岗",
    "emergency_paid": "按原标准的六成由业主交纳，不足部分由街道垫付",
}
TYPED: Final = {
    "退出风险": "电梯、供水可能断档\n物业费收缴纠纷",
    "应对措施": "街道应急服务衔接\n提前指导选聘新企业",
    "研判结论": "同意引导业主依法启动",
    "主送": "本小区业主委员会",
    "指导意见": "先核对业主清册\n会议通知留存照片",
    "联系人": "物业管理科，0359-6388865",
    "催告期限": "2024-10-08",
    "改正期限": "2024-10-10",
    "应急单位": "中城街道应急物业服务队",
    "应急期限": "2024年9月23日至12月31日",
    "应急内容": "供水、电梯、消防值守\n保洁、门岗",
    "费用承担": "按原标准的六成由业主交纳，不足部分由街道垫付。",
}
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫"
_AREAS: Final = tuple(80 + 2.5 * place for place in range(1, len(_SURNAMES) + 1))
# A single building, so that the register of communities and the roll of its owners agree.
SIZE: Final[dict[str, object]] = {
    "户数": len(_SURNAMES), "业主人数": len(_SURNAMES), "专有部分总面积": sum(_AREAS),
}  # fmt: skip


def plan(notice_on: date, meeting_on: date, until: date) -> Plan:
    """A vote on the dismissal alone."""
    return Plan(
        "解聘物业服务企业表决", Convener.COMMITTEE, Way.WRITTEN, notice_on, meeting_on, until,
        ((Matter.DISMISS, "解聘现物业服务企业"),),
    )  # fmt: skip


def roll() -> bytes:
    """Twelve homes, as an owners' body keeps them."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("业主清册")
    sheet.write_row(0, 0, [column.title for column in COLUMNS.values()])
    for place, surname in enumerate(_SURNAMES, start=1):
        told = {
            "楼栋": "1号楼", "单元": "1单元", "房号": f"{place}01", "用途": "住宅",
            "专有部分面积": _AREAS[place - 1], "面积来源": "登记", "业主姓名": f"{surname}某",
        }  # fmt: skip
        sheet.write_row(place, 0, [told.get(column.title, "") for column in COLUMNS.values()])
    book.close()
    return target.getvalue()
