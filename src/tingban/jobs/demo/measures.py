"""Orders, level decisions, penalties, exits and exposures of the demo."""

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from tingban.jobs.demo.happenings import Happenings
from tingban.jobs.demo.world import Estate, Registers, Row, pick
from tingban.rules.areas import AREA_BY_CODE

# One character a county stands for; the real 机关代字 are the bureau's to fill (DOMAIN 6.5).
OFFICE_MARKS: Final = {
    "140802": "盐", "140881": "永", "140882": "河", "140822": "万", "140824": "稷",
    "140825": "新", "140826": "绛", "140827": "垣", "140823": "闻", "140829": "平",
    "140828": "夏", "140821": "临", "140830": "芮",
}  # fmt: skip
_MEDIA: Final = ("运城日报", "本地电视台", "市局微信公众号", "县融媒体中心")


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("a demo row carries a date here")
    return value


def _orders(rng: random.Random, told: Happenings, estates: dict[str, Estate]) -> set[str]:
    """Order about 170 communities; the ordered communities' codes."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for problem in told.sheets["问题清单"]:
        by_code[str(problem["小区编码"])].append(problem)
    serial: dict[str, int] = defaultdict(int)
    chosen = rng.sample(sorted(by_code), 170)
    for code in chosen:
        problems = by_code[code][:3]
        served = max(_day(row["确认日期"]) for row in problems) + timedelta(
            days=rng.randrange(2, 8)
        )
        county = estates[code].county
        serial[county] += 1
        told.add(
            "责令整改",
            {
                "文号": f"{OFFICE_MARKS[county]}建责改字〔2024〕{serial[county]}号",
                "问题编号": "、".join(str(row["问题编号"]) for row in problems),
                "送达日期": served,
                "撤回日期": served + timedelta(days=12) if rng.random() < 0.02 else "",
            },
        )
    return set(chosen)


def _levels(rng: random.Random, told: Happenings, ordered: list[Estate]) -> None:
    for estate in rng.sample([e for e in ordered if e.is_guided], 14):
        told.add(
            "等级核定",
            {
                "小区编码": estate.code,
                "决定日期": date(2024, 7, 8) + timedelta(days=rng.randrange(90)),
                "类型": "重新核定",
                "原等级": "一级",
                "新等级": rng.choice(("二级", "三级")),
                "文号": f"{OFFICE_MARKS[estate.county]}建核级〔2024〕{told.number('等级核定')}号",
            },
        )


def _penalties(rng: random.Random, told: Happenings, ordered: list[Estate]) -> None:
    for estate in rng.sample(ordered, 26):
        organ = pick(rng, (("住建", 84), ("市场监管", 10), ("消防救援", 6)))
        number = told.number("行政处罚")
        mark = OFFICE_MARKS[estate.county]
        decided = date(2024, 7, 15) + timedelta(days=rng.randrange(85))
        told.add(
            "行政处罚",
            {
                "文号": f"{mark}建罚决字〔2024〕{number}号",
                "统一社会信用代码": estate.uscc,
                "县(市、区)": AREA_BY_CODE[estate.county].full_name,
                "处罚机关": organ,
                "决定日期": decided,
                "撤销日期": decided + timedelta(days=20) if number == 7 else "",
                "处罚类别": rng.choice(("罚款", "警告;罚款", "警告")),
                "罚款金额(元)": rng.choice((5_000, 10_000, 20_000, 50_000)),
            },
        )


def _exits(rng: random.Random, told: Happenings, ordered: list[Estate]) -> None:
    kinds = (("解聘", 50), ("企业撤出", 25), ("到期不续", 15), ("强制", 10))
    for estate in rng.sample(ordered, 22):
        gone = date(2024, 7, 20) + timedelta(days=rng.randrange(82))
        told.add(
            "企业退出",
            {
                "小区编码": estate.code,
                "统一社会信用代码": estate.uscc,
                "退出方式": pick(rng, kinds),
                "交接确认日期": gone if rng.random() < 0.8 else "",
            },
        )


def _exposures(rng: random.Random, told: Happenings, ordered: list[Estate]) -> None:
    for estate in rng.sample(ordered, 40):
        on = date(2024, 6, 24) + timedelta(days=rng.randrange(108))
        told.add(
            "媒体曝光",
            {
                "统一社会信用代码": estate.uscc,
                "县(市、区)": AREA_BY_CODE[estate.county].full_name,
                "发布日期": on,
                "撤下日期": on + timedelta(days=25) if rng.random() < 0.06 else "",
                "媒体": rng.choice(_MEDIA),
                "典型案例": f"{estate.name}整改不到位典型案例" if rng.random() < 0.9 else "",
            },
        )


def tell(rng: random.Random, registers: Registers, told: Happenings) -> None:
    """Add the measures that followed from the problems."""
    estates = {estate.code: estate for estate in registers.estates}
    ordered = sorted(_orders(rng, told, estates))
    managed = [estates[code] for code in ordered if estates[code].uscc]
    for measure in (_levels, _penalties, _exits, _exposures):
        measure(rng, told, managed)
