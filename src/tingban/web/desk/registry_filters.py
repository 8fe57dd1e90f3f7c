"""Filters of the registers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from tingban.rules.actors import Actor
from tingban.rules.registry import COMPANY_LABELS, CONTRACT_LABELS, MANAGEMENT_LABELS
from tingban.rules.registry.contracts import STATE_LABELS
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.ui.filters import Filter, choice, county_field, search_field, told


class CommunityFilterForm(Filter):
    """Which communities."""

    q = search_field("名称、别名、编码、地址、企业")
    county = county_field()
    street = choice("街道(乡镇)", "全部", ())
    management = choice("管理方式", "全部", told(MANAGEMENT_LABELS))
    burden = choice(
        "检查和问题",
        "全部",
        [
            ("open", "有未整改问题"),
            ("done", "问题已全部整改"),
            ("clean", "查过且没有问题"),
            ("unvisited", "还没有检查过"),
        ],
    )
    gap = choice("缺项", "不限", [("street", "街道待补"), ("contract", "没有合同")])
    standing = choice(
        "状态", "在册", [("merged", "已并入其他小区"), ("void", "已作废"), ("all", "全部")]
    )

    def __init__(self, data: Mapping[str, Any], *, actor: Actor, streets: list[str]) -> None:
        super().__init__(data, actor=actor)
        street = self.fields["street"]
        if isinstance(street, forms.ChoiceField):
            street.choices = [("", "全部"), *((name, name) for name in streets)]
        if not streets:
            del self.fields["street"]


class CompanyFilterForm(Filter):
    """Which companies."""

    q = search_field("名称、曾用名、代码、法定代表人")
    county = county_field("服务于")
    here = choice("服务于", "全市", [("1", "本县(市、区)")])
    kind = choice("类型", "全部", told(COMPANY_LABELS))
    record = choice(
        "问题和处罚",
        "全部",
        [("open", "有未整改问题"), ("punished", "受过行政处罚"), ("clean", "没有问题")],
    )
    standing = choice("状态", "在册", [("merged", "已并入其他企业"), ("all", "全部")])

    def __init__(self, data: Mapping[str, Any], *, actor: Actor) -> None:
        super().__init__(data, actor=actor)
        if actor.sees_whole_city:
            del self.fields["here"]


class ContractFilterForm(OfCommunity, OfCompany):
    """Which contracts."""

    q = search_field("小区或企业的名称、编码")
    county = county_field()
    kind = choice("合同类型", "全部", told(CONTRACT_LABELS))
    state = choice("状态", "未作废的", [*told(STATE_LABELS), ("lapsed", "到期后没有新合同")])
