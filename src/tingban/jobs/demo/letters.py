"""The demo's 登记办理台账: complaints with invented people."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tingban.jobs.demo.happenings import FIRST_DAY, LAST_DAY, workday
from tingban.jobs.demo.names import OFFICES, WEIGHTS, person, phone
from tingban.jobs.demo.world import Estate, Registers, Row, pick
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.complaints.duplicates import WINDOW
from tingban.rules.complaints.numbers import case_number

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_COUNT: Final = 2_100
_SOURCES: Final = (
    ("12345政务服务热线转办", 46), ("本领域来电", 24), ("信访部门转办", 9), ("本领域来访", 7),
    ("本领域来信", 4), ("电子邮箱", 4), ("网站/微信公众号", 4), ("其他", 2),
)  # fmt: skip
# What is complained of, and what was done about it.
_DONE: Final = {
    "楼道卫生长期无人打扫，垃圾清运不及时": "企业已增派保洁人员，楼道和垃圾点清理完毕",
    "电梯频繁停运，报修多日未处理": "电梯已检修并恢复运行",
    "物业费收费标准未公示，业主询问不答复": "收费标准已在公示栏张贴",
    "地下车库漏水，物业称无维修责任": "漏水处属公共部位，企业已完成防水维修",
    "小区公共收益多年未公示": "公共收益收支情况已补充公示",
    "消防通道被车辆占用，物业不管": "通道已清理，并施划禁停标线",
    "电梯广告收益去向不明": "广告合同和收支明细已公示",
    "门禁损坏，外来人员随意进出": "门禁已修复，并安排专人值守",
    "绿化带被改成收费停车位": "车位已取消，绿化正在恢复",
    "二次供水水箱未按期清洗": "水箱已清洗，检测报告已公示",
    "装修押金到期不退": "押金已退还",
    "原物业公司合同到期后拒不移交物业用房": "物业用房和资料已移交",
    "路灯损坏夜间出行不便": "路灯已更换",
    "单元门口堆放杂物，多次反映无果": "杂物已清理，并纳入日常巡查",
}
_MATTERS: Final = tuple(_DONE)
_NEVER_CLOSED, _CLOSED_LATE = 0.012, 0.07
_ANSWERS: Final = (
    "已现场核实并责令企业限期整改，{done}，已回访反映人。",
    "经核查情况属实，{done}，反映人表示满意。",
    "已约谈项目负责人，{done}。",
    "经核查，所反映事项已按合同约定处理，已向反映人说明。",
)
# A 重复件 names the same place and the same person.
_SAME_MATTER: Final = (
    "投诉(举报)人及联系方式", "问题和舆情简要内容", "县(市、区)", "小区编码", "受理层级",
)  # fmt: skip
_REPEATED_WITHIN: Final = timedelta(days=WINDOW)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who takes the calls of a unit, and which of its offices see to them."""

    receivers: tuple[str, ...]
    offices: tuple[str, ...]


def _desk(rng: random.Random, unit: str) -> Desk:
    offices = ("房产科",) if unit == CITY else tuple(rng.sample(OFFICES[1:], 2))
    return Desk(tuple(person(rng) for _ in range(3)), offices)


_ANONYMOUS: Final = "匿名"
_CONFIDENTIAL: Final = "实名（保密）"
_NAMELESS: Final = (_ANONYMOUS, _CONFIDENTIAL)


def _contact(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.12:
        return _ANONYMOUS
    if kind < 0.16:
        return _CONFIDENTIAL
    return f"{person(rng)} {phone(rng)}"


def _moments(rng: random.Random) -> tuple[datetime, datetime, datetime | None]:
    day = workday(rng, FIRST_DAY, LAST_DAY)
    received = datetime.combine(day, time(8, rng.randrange(60)), _ZONE) + timedelta(
        minutes=rng.randrange(540)
    )
    accepted = received + timedelta(hours=rng.randrange(1, 50))
    chance = rng.random()
    if chance < _NEVER_CLOSED:
        return received, accepted, None
    if chance < _CLOSED_LATE:
        return received, accepted, accepted + timedelta(days=rng.randrange(25, 75))
    return received, accepted, accepted + timedelta(hours=rng.randrange(20, 480))


def _case(rng: random.Random, unit: str, estate: Estate, desk: Desk) -> Row:
    received, accepted, closed = _moments(rng)
    is_province = unit == CITY and rng.random() < 0.16
    contact, matter = _contact(rng), rng.choice(_MATTERS)
    return {
        "序号": "",
        "投诉(举报)人及联系方式": contact,
        "问题和舆情简要内容": f"{estate.name}：{matter}。",
        "来源": "省厅转办" if is_province else pick(rng, _SOURCES),
        "受理和收到时间": "",
        "承办科室": rng.choice(desk.offices),
        "办理进展和结果": (
            rng.choice(_ANSWERS).format(done=_DONE[matter]) if closed else "正在办理。"
        ),
        "是否办结": "是" if closed else "否",
        "受理人": rng.choice(desk.receivers),
        "备注": "",
        "受理编号": "",
        "县(市、区)": AREA_BY_CODE[estate.county].full_name,
        "小区编码": estate.code,
        "受理层级": "市" if unit == CITY else "县",
        "收到时间": received,
        "受理时间": accepted,
        "办结时间": closed or "",
        "状态": "办结" if closed else "办理中",
        "主件编号": "",
    }


def _pass_on(row: Row) -> None:
    """已移送 is never closed (INTERCHANGE 2)."""
    row.update({"状态": "已移送", "是否办结": "否", "办结时间": ""})
    row.update({"办理进展和结果": "正在办理。", "备注": "移送有关部门处理"})


def _repeat(row: Row, main: Row) -> None:
    """A 重复件: the same person on the same matter, never closed itself (DOMAIN 3.1.1)."""
    row.update({name: main[name] for name in _SAME_MATTER})
    row.update({"状态": "重复件", "是否办结": "否", "办结时间": ""})
    row.update({"主件编号": main["受理编号"], "办理进展和结果": "并入主件办理。"})
    row["备注"] = f"与{main['受理编号']}为同一事项"


def _recent(cases: list[Row], received: datetime) -> list[Row]:
    """Main cases that a letter of this moment may repeat; of the nameless nobody knows whether."""
    since = received - _REPEATED_WITHIN
    return [
        one for one in cases
        if isinstance(at := one["收到时间"], datetime) and at >= since
        and one["投诉(举报)人及联系方式"] not in _NAMELESS
    ]  # fmt: skip


def _number(rng: random.Random, cases: list[tuple[str, Row]]) -> None:
    """Give each case its 序号 and 受理编号, in the order of receipt."""
    serial: Counter[str] = Counter()
    daily: Counter[tuple[str, date]] = Counter()
    earlier: dict[str, list[Row]] = defaultdict(list)
    for unit, row in cases:
        received = row["收到时间"]
        if not isinstance(received, datetime):
            raise TypeError("a demo case carries its moment of receipt")
        serial[unit] += 1
        daily[unit, received.date()] += 1
        number = case_number(unit, received.date(), daily[unit, received.date()])
        row["序号"], row["受理编号"] = serial[unit], number
        chance = rng.random()
        if chance < 0.025 and (mains := _recent(earlier[unit], received)):
            _repeat(row, rng.choice(mains))
        elif chance < 0.04:
            _pass_on(row)
        else:
            earlier[unit].append(row)


def tell(rng: random.Random, registers: Registers) -> list[tuple[str, Row]]:
    """The complaints with the unit that registered each, oldest first."""
    shares = [*WEIGHTS.values(), 26.0]
    estates = {county: registers.of(county) for county in WEIGHTS}
    everywhere = list(registers.estates)
    desks = {unit: _desk(rng, unit) for unit in [*WEIGHTS, CITY]}
    cases = []
    for unit in rng.choices([*WEIGHTS, CITY], shares, k=_COUNT):
        estate = rng.choice(everywhere if unit == CITY else estates[unit])
        cases.append((unit, _case(rng, unit, estate, desks[unit])))
    cases.sort(key=lambda pair: str(pair[1]["收到时间"]))
    _number(rng, cases)
    return cases
