"""Two groups, seven categories and the residual one (DOMAIN 1.1, AMB-08).

A code is stable for ever; the label depends on the place where it is printed, byte for byte.
CAT-8 is kept free.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.text import code_text


class Category(StrEnum):
    """What a problem is about."""

    CAT_1 = "CAT-1"
    CAT_2 = "CAT-2"
    CAT_3 = "CAT-3"
    CAT_4 = "CAT-4"
    CAT_5 = "CAT-5"
    CAT_6 = "CAT-6"
    CAT_7 = "CAT-7"
    CAT_9 = "CAT-9"

    @property
    def digit(self) -> str:
        """The last sign of the code."""
        return self.value[-1]


class Group(StrEnum):
    """The two headings of part three of the decree."""

    G1 = "G1"
    G2 = "G2"


GROUP_LABELS: Final[dict[Group, str]] = {
    Group.G1: "物业服务不履约不到位行为",
    Group.G2: "物业服务企业侵害业主利益行为",
}


@dataclass(frozen=True, slots=True)
class CategoryLabels:
    """One category with its three wordings: decree body, 附件3 排查, 附件3 整改."""

    category: Category
    group: Group | None
    body: str
    survey: str
    rectify: str


CATEGORIES: Final[tuple[CategoryLabels, ...]] = (
    CategoryLabels(
        Category.CAT_1,
        Group.G1,
        body="未按照合同约定提供服务",
        survey="未按照合同约定提供服务",
        rectify="未按照合同约定提供服务",
    ),
    CategoryLabels(
        Category.CAT_2,
        Group.G1,
        body="未履行信息公开和报告义务",
        survey="未履行信息公开和报告义务",
        rectify="未履行信息公开报告义务",
    ),
    CategoryLabels(
        Category.CAT_3,
        Group.G1,
        body="未按照合同约定提供安全防范工作",
        survey="未按照合同约定提供安全防范工作",
        rectify="未按照合同约定安全防范工作",
    ),
    CategoryLabels(
        Category.CAT_4,
        Group.G1,
        body="未履行物业服务企业的移交义务",
        survey="未履行物业服务企业的移交义务",
        rectify="未履行物业企业的移交义务",
    ),
    CategoryLabels(
        Category.CAT_5,
        Group.G2,
        body="擅自利用小区公共部位经营",
        survey="擅自利用小区公共部位经营",
        rectify="擅自占用公共部位经营",
    ),
    CategoryLabels(
        Category.CAT_6,
        Group.G2,
        body="未公示公共收益收支情况",
        survey="未公示公共收支收益情况",
        rectify="未公示公共收益情况",
    ),
    CategoryLabels(
        Category.CAT_7,
        Group.G2,
        body="违规侵占小区公共收益",
        survey="违规侵占小区公共收益",
        rectify="违规侵占公共收益",
    ),
    CategoryLabels(
        Category.CAT_9,
        None,
        body="其他违法违规行为",
        survey="其他违法违规行为",
        rectify="其他违法违规行为",
    ),
)
LABELS_OF: Final = {labels.category: labels for labels in CATEGORIES}
# The body heading is the one name inside the system.
CATEGORY_LABELS: Final[dict[Category, str]] = {
    labels.category: labels.body for labels in CATEGORIES
}
EXPECTED: Final = "CAT-1 至 CAT-7 或 CAT-9、其数字，或方案、附件3 中的类别名称"

_CODE: Final = re.compile(r"^(?:CAT)?-?([1-79])$", re.IGNORECASE | re.ASCII)
_HEAD: Final = re.compile(r"^\(?(?:CAT-?)?[1-9][.、):：)-]*(?=\D)", re.IGNORECASE | re.ASCII)
_BY_LABEL: Final = {
    label: labels.category
    for labels in CATEGORIES
    for label in (labels.body, labels.survey, labels.rectify)
} | {"其他": Category.CAT_9}


def category_by_text(value: object) -> Category | None:
    """The category meant by CAT-n, by n, or by any of the three wordings (INTERCHANGE 1)."""
    word = code_text(value)
    code = _CODE.match(word)
    if code:
        return Category(f"CAT-{code[1]}")
    word = word.rstrip("。.;；").replace("其它", "其他")
    return _BY_LABEL.get(word) or _BY_LABEL.get(_HEAD.sub("", word))
