"""Which fines 住建 may impose for which sub-act, and how high (DOMAIN 1.3, 物业管理条例 ch. 6).

Amounts in 0.01 yuan. Local law has no rows (AMB-38): a case that rests on it brings article and
range itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.law import cite
from tingban.rules.rectification.categories import CATEGORY_LABELS, Category
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE

WAN: Final = 10_000_00
# 行政处罚法 51: on the spot, a unit.
SPOT_MOST: Final = 3_000_00
# 行政处罚法 63Ⅰ(一): from here a fine on a unit counts as 较大 for a hearing. A decision of
# ours [D], shown as 本市口径: Shanxi's own figure is not known; who offers a hearing too early
# harms nobody.
HEARING_FROM: Final = 3 * WAN
LOCAL: Final = "LOCAL"


class Kind(StrEnum):
    """处罚种类; 责令改正 is a duty beside them and never one (DOMAIN 1.3, trap 1)."""

    WARNING = "warning"
    CENSURE = "censure"
    FINE = "fine"
    GAINS = "gains"


KIND_LABELS: Final[Mapping[Kind, str]] = {
    Kind.WARNING: "警告",
    Kind.CENSURE: "通报批评",
    Kind.FINE: "罚款",
    Kind.GAINS: "没收违法所得",
}


@dataclass(frozen=True, slots=True)
class PenaltyLever:
    """One article: for these sub-acts, with these kinds, within this range.

    `must` are the kinds it orders, `may` those it allows beside; a range in per cent is of `base`.
    """

    key: str
    acts: frozenset[str]
    must: frozenset[Kind]
    may: frozenset[Kind] = frozenset()
    low: int = 0
    high: int = 0
    percent: tuple[int, int] | None = None
    base: str = ""
    after_order: bool = False

    @property
    def cited(self) -> str:
        """《物业管理条例》第六十三条."""
        return cite(self.key)

    def range_of(self, base: int) -> tuple[int, int]:
        """The lowest and the highest fine."""
        if self.percent is None:
            return self.low, self.high
        low, high = self.percent
        return -(-base * low // 100), base * high // 100


_BOTH: Final = frozenset({Kind.WARNING, Kind.FINE})
LEVERS: Final[tuple[PenaltyLever, ...]] = (
    PenaltyLever(
        "PMR-58", frozenset({"4-04"}), frozenset({Kind.FINE}), frozenset({Kind.CENSURE}),
        low=WAN, high=10 * WAN, after_order=True,
    ),
    PenaltyLever(
        "PMR-59", frozenset({"9-02"}), frozenset({Kind.FINE}), percent=(30, 50),
        base="委托合同价款",
    ),
    PenaltyLever(
        "PMR-60", frozenset({"9-04"}), frozenset({Kind.WARNING}),
        frozenset({Kind.FINE, Kind.GAINS}), percent=(0, 200), base="挪用数额",
    ),
    PenaltyLever("PMR-62", frozenset({"5-04"}), _BOTH, low=WAN, high=10 * WAN),
    PenaltyLever(
        "PMR-63", frozenset({"5-01", "5-02", "5-03"}), _BOTH, low=5 * WAN, high=20 * WAN
    ),
)  # fmt: skip
LEVER_BY_KEY: Final = {lever.key: lever for lever in LEVERS}
LEVER_LABELS: Final[Mapping[str, str]] = {
    "PMR-58": "《物业管理条例》第五十八条（不移交有关资料，责令后逾期）：1万元以上10万元以下",
    "PMR-59": "《物业管理条例》第五十九条（全部物业管理一并委托）：委托合同价款30%以上50%以下",
    "PMR-60": "《物业管理条例》第六十条（挪用维修资金）：警告、没收违法所得，可并处2倍以下",
    "PMR-62": "《物业管理条例》第六十二条（擅自改变用房用途）：警告，并处1万元以上10万元以下",
    "PMR-63": "《物业管理条例》第六十三条（擅自占用、经营）：警告，并处5万元以上20万元以下",
    LOCAL: "地方性法规、规章（下面写明条款和罚款幅度）",
}

_BY_CATEGORY: Final[Mapping[Category, str]] = {
    Category.CAT_1: (
        "《物业管理条例》没有对此规定罚款。请责令整改、重新核定服务等级；"
        "不按规定提供服务而收费的，移送市场监督管理部门"
    ),
    Category.CAT_2: (
        "《物业管理条例》没有对此规定罚款。请责令整改；未明码标价的，移送市场监督管理部门"
    ),
    Category.CAT_3: (
        "依照《中华人民共和国消防法》第六十条由消防救援机构处罚。请移送消防救援机构，并抄告街道"
    ),
    Category.CAT_4: (
        "《物业管理条例》第五十八条只对不移交有关资料规定了罚款。"
        "请引导业主依照民法典第九百四十九条提起诉讼"
    ),
    Category.CAT_6: (
        "《物业管理条例》没有对此规定罚款。请责令公示，告知业主可以依法请求公布、查阅"
    ),
    Category.CAT_7: (
        "《物业管理条例》没有对此规定罚款。请责令返还，告知业主可以起诉；"
        "涉嫌职务侵占、挪用资金的，移送公安机关"
    ),
}
_BY_ACT: Final[Mapping[str, str]] = {
    "9-01": "由市场监督管理部门依照《价格违法行为行政处罚规定》处罚，请移送",
    "9-03": "法律没有对此规定由住建部门罚款，请责令改正，告知业主可以起诉",
    "9-05": "由履行个人信息保护职责的部门处理，请移送",
    "9-06": "由公安机关处理，请移送",
}
_ELSE: Final = "没有查到由住建部门罚款的规定，请核对问题行为，或者移送有管辖权的机关"


def levers_for(acts: Iterable[str]) -> tuple[PenaltyLever, ...]:
    """The articles that give a penalty for these sub-acts."""
    codes = set(acts)
    return tuple(lever for lever in LEVERS if lever.acts & codes)


def why_no_fine(acts: Iterable[str]) -> str:
    """Why 住建 cannot punish any of these, and what can be done instead."""
    code = next(iter(acts), "")
    if code not in SUB_ACT_BY_CODE:
        return f"问题没有写明问题行为，{_ELSE}。"
    category = SUB_ACT_BY_CODE[code].category
    told = _BY_ACT.get(code) or _BY_CATEGORY.get(category, _ELSE)
    return f"“{CATEGORY_LABELS[category]}”：{told}（使用地方性法规的，写明条款）。"


def yuan(cents: int) -> str:
    """5万元, 3,000元, 1,234.50元."""
    if cents and cents % WAN == 0:
        return f"{cents // WAN}万元"
    return f"{cents // 100:,}元" if cents % 100 == 0 else f"{cents / 100:,.2f}元"
