"""What happened in the demo's campaign, as rows of the exchange workbook with their dates.

Ratios follow DOMAIN 10: inspected to ordered to punished as 80 to 10 to 1.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tingban.jobs.demo.world import Estate, Registers, Row, pick
from tingban.rules.areas import AREA_BY_CODE

FIRST_DAY: Final = date(2024, 5, 22)
LAST_DAY: Final = date(2024, 10, 10)
_CATEGORIES: Final = (
    ("CAT-1", 38), ("CAT-2", 16), ("CAT-3", 17), ("CAT-4", 3), ("CAT-5", 9), ("CAT-6", 12),
    ("CAT-7", 3), ("CAT-9", 2),
)  # fmt: skip
_TEXTS: Final = {
    "CAT-1": ("单元门损坏长期未修", "楼道卫生清扫不及时", "绿化带枯死未补种", "门岗夜间无人值守"),
    "CAT-2": ("收费项目和标准未在公示栏公开", "未公开维修资金使用情况", "装修注意事项未告知业主"),
    "CAT-3": ("消防通道被杂物占用未劝阻", "楼道灭火器过期未更换", "消防车通道停车未制止"),
    "CAT-4": ("合同终止后未移交物业服务用房", "未移交设施设备技术资料"),
    "CAT-5": ("电梯轿厢广告未经业主同意", "占用公共场地设摊收费", "物业用房对外出租"),
    "CAT-6": ("公共收益收支半年未公示", "公共收益公示不在醒目位置"),
    "CAT-7": ("停车收益未入公共收益账", "广告收入去向不明"),
    "CAT-9": ("超标准收取装修押金", "以停水方式催收物业费"),
}
# Of those not put right in time, how many are once the county has pressed.
_MENDED_LATE: Final = 0.75
_DUE: Final = {"CAT-2": 7, "CAT-3": 3, "CAT-6": 7, "CAT-7": 30}


@dataclass(slots=True)
class Happenings:
    """Rows by sheet; the dates in them decide in which week they are told."""

    sheets: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, sheet: str, row: Row) -> Row:
        """Note one row."""
        self.sheets.setdefault(sheet, []).append(row)
        return row

    def number(self, sheet: str) -> int:
        """Running number of the next row of a sheet."""
        return len(self.sheets.get(sheet, ())) + 1


def workday(rng: random.Random, first: date, last: date) -> date:
    """A weekday between the two."""
    while True:
        day = first + timedelta(days=rng.randrange((last - first).days + 1))
        if day.isoweekday() < 6:
            return day


def _visit(told: Happenings, estate: Estate, kind: str, level: str, on: date) -> Row:
    return told.add(
        "检查记录",
        {
            "记录编号": f"XC-{estate.county}-2024-{told.number('检查记录'):06d}",
            "小区编码": estate.code,
            "类型": kind,
            "组织层级": level,
            "任务编号": "",
            "检查日期": on,
            "统一社会信用代码": "",
        },
    )


def _problem(rng: random.Random, told: Happenings, estate: Estate, visit: Row, source: str) -> Row:
    category = pick(rng, _CATEGORIES)
    found_on = visit["检查日期"]
    assert isinstance(found_on, date)  # noqa: S101  # the row was made above
    confirmed = found_on + timedelta(days=rng.randrange(4))
    return told.add(
        "问题清单",
        {
            "问题编号": f"WT-{estate.county}-2024-{told.number('问题清单'):06d}",
            "小区编码": estate.code,
            "统一社会信用代码": estate.uscc,
            "问题类别": category,
            "问题行为": "",
            "问题描述": rng.choice(_TEXTS[category]),
            "来源": source,
            "来源编号": visit["记录编号"] if source == "督导检查" else "",
            "确认日期": confirmed,
            "整改期限": confirmed + timedelta(days=_DUE.get(category, 15)),
            "完成日期": "", "重开日期": "", "再次完成日期": "", "撤销日期": "",
        },
    )  # fmt: skip


def _fate(rng: random.Random, problem: Row, diligence: float) -> None:
    """When the problem was put right, if it was."""
    confirmed = problem["确认日期"]
    assert isinstance(confirmed, date)  # noqa: S101  # set by _problem
    if rng.random() < 0.012:
        problem["撤销日期"] = confirmed + timedelta(days=rng.randrange(5, 30))
        return
    days = int(rng.lognormvariate(2.6, 0.6)) + 1
    if rng.random() > diligence:
        if rng.random() > _MENDED_LATE:
            return
        days += rng.randrange(15, 50)
    done = confirmed + timedelta(days=days)
    problem["完成日期"] = done
    if rng.random() < 0.03:
        again = done + timedelta(days=rng.randrange(10, 40))
        problem["重开日期"] = again
        if rng.random() < 0.6:
            problem["再次完成日期"] = again + timedelta(days=rng.randrange(5, 25))


def _survey(rng: random.Random, told: Happenings, estates: list[Estate], diligence: float) -> None:
    for estate in rng.sample(estates, round(len(estates) * 0.82)):
        # Most of the survey is done in the first three months.
        last = FIRST_DAY + timedelta(days=90) if rng.random() < 0.8 else LAST_DAY
        visit = _visit(told, estate, "排查", "县", workday(rng, FIRST_DAY, last))
        if not estate.uscc or rng.random() > 0.46:
            continue
        for _ in range(pick_count(rng)):
            _fate(rng, _problem(rng, told, estate, visit, "排查"), diligence)


def pick_count(rng: random.Random) -> int:
    """How many problems a community with problems has."""
    return rng.choices((1, 2, 3, 4), (55, 28, 12, 5))[0]


def _mission(
    rng: random.Random, told: Happenings, level: str, estates: list[Estate], on: date
) -> None:
    county = estates[0].county
    prefix = "DD-1408-2024" if level == "市" else f"DD-{county}-2024"
    number = f"{prefix}-{told.number('督导任务'):03d}"
    told.add(
        "督导任务",
        {
            "任务编号": number,
            "组织层级": level,
            "县(市、区)": AREA_BY_CODE[county].full_name,
            "开展日期": on,
        },
    )
    managed = [estate for estate in estates if estate.uscc]
    for estate in rng.sample(managed, min(len(managed), rng.randrange(3, 7))):
        visit = _visit(told, estate, "督导", level, on)
        visit["任务编号"] = number
        if rng.random() < 0.4:
            _fate(rng, _problem(rng, told, estate, visit, "督导检查"), 0.72)


def _supervise(rng: random.Random, told: Happenings, registers: Registers) -> None:
    counties = sorted({estate.county for estate in registers.estates})
    for week in range(18):
        monday = date(2024, 6, 3) + timedelta(days=7 * week)
        for county in rng.sample(counties, 2):
            on = workday(rng, monday, monday + timedelta(days=4))
            _mission(rng, told, "市", registers.of(county), on)
        for county in rng.sample(counties, 4):
            on = workday(rng, monday, monday + timedelta(days=4))
            _mission(rng, told, "县", registers.of(county), on)


def tell(rng: random.Random, registers: Registers) -> Happenings:
    """Visits, missions and problems of the whole campaign, in the order in which they happen."""
    told = Happenings()
    counties = sorted({estate.county for estate in registers.estates})
    slow = set(rng.sample(counties, 3))
    for county in counties:
        diligence = 0.55 if county in slow else rng.uniform(0.74, 0.9)
        _survey(rng, told, registers.of(county), diligence)
    _supervise(rng, told, registers)
    return told
