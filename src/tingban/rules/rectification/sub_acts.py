"""The sub-acts cut out of the decree's sentences, each with its duty (DOMAIN 1.2).

A problem has one category and at least one sub-act of it. Publication of public income is
always CAT-6, never one of 2-01…2-07, although 民法典 943 names them together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.kit.text import fold, name_key
from tingban.rules.errors import Refused
from tingban.rules.rectification.categories import CATEGORY_LABELS, Category


@dataclass(frozen=True, slots=True)
class SubAct:
    """One act or omission; `duties` are keys of rules.law."""

    code: str
    label: str
    duties: tuple[str, ...]

    @property
    def category(self) -> Category:
        """The category that its first digit names."""
        return Category(f"CAT-{self.code[0]}")


# Code | wording | duties. 9-xx are proposals: neither decree nor law lists them.
_ROWS: Final = """
1-01 | 未按合同约定和物业的使用性质妥善维修业主共有部分 | CC-942.1 PMR-35.1
1-02 | 未妥善养护业主共有部分 | CC-942.1
1-03 | 未妥善清洁业主共有部分 | CC-942.1
1-04 | 未妥善绿化业主共有部分 | CC-942.1
1-05 | 未妥善经营管理物业服务区域内的业主共有部分 | CC-942.1
1-06 | 维护物业服务区域内的基本秩序不到位 | CC-942.1
1-07 | 未采取合理措施保护业主的人身、财产安全 | CC-942.1 PMR-35.2 PMR-46.1
2-01 | 未向业主公开服务的事项 | CC-943
2-02 | 未向业主公开负责人员 | CC-943
2-03 | 未向业主公开质量要求 | CC-943
2-04 | 未向业主公开收费项目 | CC-943
2-05 | 未向业主公开收费标准 | CC-943
2-06 | 未向业主公开履行情况 | CC-943
2-07 | 未向业主公开维修资金使用情况 | CC-943 CC-281.1
2-08 | 未向业主大会、业主委员会（物管会）报告 | CC-943
2-09 | 未告知装饰装修活动的禁止行为和注意事项 | CC-945.1 PMR-52.2
2-10 | 发现违法违规行为未及时劝阻和制止 | CC-942.2 PMR-45.1
2-11 | 劝阻、制止无效未及时向街办或相关主管部门报告 | CC-942.2 PMR-45.1
3-01 | 未提供消防安全防范服务 | FPL-18.2 CC-942.2
3-02 | 共用消防设施未维护管理 | FPL-18.2 FPL-16.1.2 FPL-16.1.3
3-03 | 疏散通道、安全出口未维护管理 | FPL-18 FPL-28
3-04 | 消防车通道未维护管理 | FPL-18 FPL-28
3-05 | 未及时劝阻和制止占用、堵塞、封闭疏散通道、安全出口、消防车通道等行为 | FPL-28 CC-942.2
3-06 | 劝阻、制止无效未及时向街办（乡镇）、消防救援机构报告 | CC-942.2
4-01 | 合同终止后未在约定期限或合理期限内退出 | CC-949.1
4-02 | 未交还物业服务用房 | CC-949.1 PMR-38.1
4-03 | 未交还相关设施 | CC-949.1
4-04 | 未交还物业服务所必需的相关资料 | CC-949.1 PMR-38.1 PMR-29.1
4-05 | 未配合新物业服务人做好交接 | CC-949.1 PMR-38.2
4-06 | 未如实告知物业的使用和管理状况 | CC-949.1
5-01 | 未得相关业主、业主大会同意或授权，利用共用部位、共用设施设备经营 \
| CC-278.1.8 PMR-54 OWN-14
5-02 | 擅自占用业主共有的道路或者其他场地经营 | CC-274 CC-275.2 PMR-50
5-03 | 擅自利用电梯投放经营性广告 | CC-278.1.8 CC-282
5-04 | 擅自改变或利用物业管理用房经营 | CC-274 PMR-37
6-01 | 未及时公示公共收益收支明细 | CC-943 OWN-13..3
6-02 | 未在物业服务区域内醒目位置公示 | CC-943
7-01 | 侵占利用公共收益 | CC-282 OWN-14.2
7-02 | 未按合同约定或业主大会决议分配使用公共收益 | CC-282 CC-283 PMR-54
9-01 | 违规收费：超标准、自立项目、重复收费 | PMD-2 PRC-9
9-02 | 将全部服务转委托或支解转委托 | CC-941.2 PMR-39 PMR-59
9-03 | 以停水停电停热停气催费 | CC-944.3
9-04 | 挪用专项维修资金 | PMR-53.2 PMR-60
9-05 | 泄露业主个人信息 | PIP-51
9-06 | 恶意阻挠业主大会或涉黑恶线索 |
9-99 | 其他 |
"""
FREE_TEXT: Final = "9-99"


def _row(line: str) -> SubAct:
    code, label, duties = (part.strip() for part in line.split("|"))
    return SubAct(code, label, tuple(duties.split()))


SUB_ACTS: Final[tuple[SubAct, ...]] = tuple(_row(line) for line in _ROWS.strip().splitlines())
SUB_ACT_BY_CODE: Final = {act.code: act for act in SUB_ACTS}

_BY_LABEL: Final = {name_key(act.label): act for act in SUB_ACTS}
_SPLIT: Final = re.compile(r"[;；\n]+")
_CODES: Final = re.compile(r"(?<!\d)([1-79])[-—–](\d{1,2})(?!\d)", re.ASCII)


def sub_acts_of(category: Category) -> tuple[SubAct, ...]:
    """The sub-acts to choose from."""
    return tuple(act for act in SUB_ACTS if act.category is category)


def parse_sub_acts(value: object) -> tuple[tuple[SubAct, ...], str]:
    """The sub-acts named in a cell by code or wording, and the text that names none.

    Excel takes `1-01` for the first of January: a date cell is read back as its code.
    """
    if isinstance(value, date):
        value = f"{value.month}-{value.day:02d}"
    text = str(value or "")
    found: dict[str, SubAct] = {}
    rest: list[str] = []
    for part in (part.strip() for part in _SPLIT.split(text)):
        acts = _acts_in(part)
        found.update((act.code, act) for act in acts)
        if part and not acts:
            rest.append(part)
    return tuple(found.values()), "；".join(rest)


def _acts_in(part: str) -> list[SubAct]:
    by_label = _BY_LABEL.get(name_key(part))
    if by_label:
        return [by_label]
    codes = (f"{digit}-{int(number):02d}" for digit, number in _CODES.findall(fold(part)))
    return [SUB_ACT_BY_CODE[code] for code in codes if code in SUB_ACT_BY_CODE]


def check_sub_acts(category: Category, acts: Iterable[SubAct]) -> None:
    """Every sub-act belongs to the category of the problem."""
    strange = [act for act in acts if act.category is not category]
    if strange:
        raise Refused(
            f"问题行为“{strange[0].label}”不属于“{CATEGORY_LABELS[category]}”。", rule="DOMAIN 1.2"
        )
