"""Filters of the registers: they read as a sentence and live in the address."""

from collections.abc import Mapping
from typing import Any

from django import forms

from tingban.rules.actors import Actor
from tingban.rules.areas import COUNTIES
from tingban.rules.registry import COMPANY_LABELS, CONTRACT_LABELS, MANAGEMENT_LABELS
from tingban.rules.registry.contracts import STATE_LABELS, ContractState


def any_or(label: str, choices: Mapping[Any, str]) -> list[tuple[str, str]]:
    """The choices with "any" before them."""
    return [("", label), *((str(value), text) for value, text in choices.items())]


def county_choices() -> list[tuple[str, str]]:
    """All counties in the order of 附件1."""
    return [("", "全市"), *((area.code, area.name) for area in COUNTIES)]


def search_field(hint: str) -> forms.CharField:
    """Words or a number to look for."""
    return forms.CharField(
        label="查找",
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": hint}),
    )


class ScopedFilter(forms.Form):
    """A filter whose county is asked only of those who see several."""

    def __init__(self, data: Mapping[str, Any], *, actor: Actor) -> None:
        super().__init__(data)
        self.actor = actor
        if "county" in self.fields and not actor.sees_whole_city:
            del self.fields["county"]

    def value(self, name: str) -> str:
        """What was chosen; a value that no field offers means any."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def sentence(self) -> str:
        """What the list shows, in words."""
        told = []
        for name, field in self.fields.items():
            value = self.value(name)
            if value and isinstance(field, forms.ChoiceField):
                told.append(str(dict(field.choices).get(value, value)))  # type: ignore[arg-type]
            elif value:
                told.append(f"含“{value}”")
        return f"只显示：{'，'.join(told)}" if told else ""


class CommunityFilterForm(ScopedFilter):
    """Which communities."""

    q = search_field("名称、别名、编码、地址、企业")
    county = forms.ChoiceField(label="县(市、区)", required=False, choices=county_choices)
    street = forms.ChoiceField(label="街道(乡镇)", required=False)
    management = forms.ChoiceField(
        label="管理方式", required=False, choices=any_or("全部", MANAGEMENT_LABELS)
    )
    burden = forms.ChoiceField(
        label="检查和问题", required=False,
        choices=[("", "全部"), ("open", "有未整改问题"), ("done", "问题已全部整改"),
                 ("clean", "查过且没有问题"), ("unvisited", "还没有检查过")],
    )  # fmt: skip
    gap = forms.ChoiceField(
        label="缺项", required=False,
        choices=[("", "不限"), ("street", "街道待补"), ("contract", "没有合同")],
    )  # fmt: skip
    standing = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "在册"), ("merged", "已并入其他小区"), ("void", "已作废"), ("all", "全部")],
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any], *, actor: Actor, streets: list[str]) -> None:
        super().__init__(data, actor=actor)
        street = self.fields["street"]
        if isinstance(street, forms.ChoiceField):
            street.choices = [("", "全部"), *((name, name) for name in streets)]
        if not streets:
            del self.fields["street"]


class CompanyFilterForm(ScopedFilter):
    """Which companies."""

    q = search_field("名称、曾用名、代码、法定代表人")
    county = forms.ChoiceField(label="服务于", required=False, choices=county_choices)
    here = forms.ChoiceField(
        label="服务于", required=False, choices=[("", "全市"), ("1", "本县(市、区)")]
    )
    kind = forms.ChoiceField(label="类型", required=False, choices=any_or("全部", COMPANY_LABELS))
    record = forms.ChoiceField(
        label="问题和处罚", required=False,
        choices=[("", "全部"), ("open", "有未整改问题"), ("punished", "受过行政处罚"),
                 ("clean", "没有问题")],
    )  # fmt: skip
    standing = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "在册"), ("merged", "已并入其他企业"), ("all", "全部")],
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any], *, actor: Actor) -> None:
        super().__init__(data, actor=actor)
        if actor.sees_whole_city:
            del self.fields["here"]


class ContractFilterForm(ScopedFilter):
    """Which contracts."""

    q = search_field("小区或企业的名称、编码")
    county = forms.ChoiceField(label="县(市、区)", required=False, choices=county_choices)
    kind = forms.ChoiceField(
        label="合同类型", required=False, choices=any_or("全部", CONTRACT_LABELS)
    )
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[*any_or("未作废的", STATE_LABELS), ("lapsed", "到期后没有新合同")],
    )  # fmt: skip

    def clean_state(self) -> str:
        """A state that the list knows."""
        state = str(self.cleaned_data["state"])
        return state if state in {*ContractState, "lapsed"} else ""
