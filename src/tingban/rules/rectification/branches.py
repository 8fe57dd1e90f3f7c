"""Which branches of an escalation the law gives for these sub-acts (DOMAIN 1.3, T-P12)."""

from collections.abc import Iterable, Mapping
from typing import Final

from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.stages import MeasureKind

_CAT_3: Final = (
    "安全防范类由消防救援机构依照《中华人民共和国消防法》第六十条处罚，住建部门不能立案处罚。"
    "请选“移送”，移送消防救援机构，并抄告街道（乡镇）。"
)
# Sub-acts of CAT-9 that another organ punishes.
_BY_ACT: Final = {
    "9-01": (
        "违规收费由市场监督管理部门处罚，住建部门不能立案处罚。请选“移送”，移送市场监督管理部门。"
    ),
    "9-05": (
        "个人信息由履行个人信息保护职责的部门处理，住建部门不能立案处罚。"
        "请选“移送”，移送有管辖权的部门。"
    ),
    "9-06": "这类行为由公安机关处理，住建部门不能立案处罚。请选“移送”，移送公安机关。",
}


# Only guided price ties the level to the fee (AMB-35).
NOT_GUIDED: Final = (
    "这个小区的收费方式没有登记为政府指导价，服务等级与收费没有法定联系，不适用重新核定服务等级。"
    "建议由业主、业主委员会按物业服务合同调整服务内容和收费（可另发建议函）。"
    "收费方式待查或者登记有误的，请先在小区台账中查明、改正。"
)


def barred(
    category: Category, acts: Iterable[str], *, is_guided: bool
) -> Mapping[MeasureKind, str]:
    """The branches that are not open to this problem, each with its reason."""
    reasons = {
        MeasureKind.PENALTY: why_no_penalty(category, acts),
        MeasureKind.REGRADE: "" if is_guided else NOT_GUIDED,
    }
    return {kind: reason for kind, reason in reasons.items() if reason}


def why_no_penalty(category: Category, acts: Iterable[str]) -> str:
    """To whom this is handed, where 住建 has no say in any of it; "" where it may open a case.

    Where national law names no fine, a local article may (AMB-38): the case asks for it.
    """
    if category is Category.CAT_3:
        return _CAT_3
    codes = tuple(acts)
    if not codes or not set(codes) <= set(_BY_ACT):
        return ""
    return _BY_ACT[codes[0]]
