"""本市口径: figures that no law and no 方案 gives, decided by us [D] until the bureau does.

Each is defined once, where its rule stands; here they are only told, so that nobody takes them
for law. There is no table of city parameters yet: one who changes a figure changes its rule.
"""

from dataclasses import dataclass
from typing import Final

from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement.penalty_levers import HEARING_FROM, yuan
from tingban.rules.exits.retention import COURT_MONTHS


@dataclass(frozen=True, slots=True)
class Figure:
    """What is fixed, at how much, and what the law says instead of a figure."""

    what: str
    figure: str
    why: str


FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "告知听证的“较大数额”（对单位）", f"{yuan(HEARING_FROM)}起",
        "行政处罚法第六十三条没有写数额；省里有规定的，按省里的改。",
    ),
    Figure(
        "处罚前陈述、申辩的期限", LIMIT_BY_KEY["DL-16/plea"].span,
        "行政处罚法第四十五条没有写天数；与要求听证的期限一致。",
    ),
    Figure(
        "重新核定等级，企业陈述的期限", LIMIT_BY_KEY["T-P12/level-plea"].span,
        "没有上级规定；比照处罚前的陈述期限。",
    ),
    Figure(
        "曝光前企业陈述的期限", LIMIT_BY_KEY["DL-31/plea"].span,
        "没有上级规定；典型案例按月曝光，所以较短。",
    ),
    Figure(
        "业主表决清册上的姓名，撤销期满后再保存", f"{COURT_MONTHS} 个月",
        "个人信息保护法第十九条只要求“最短时间”；最后一天起诉的，两审要这么久。",
    ),
)  # fmt: skip
