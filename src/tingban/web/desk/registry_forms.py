"""Forms by which the registers are stated: communities, companies, contracts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from tingban.actions.registry.communities import CommunityStatement
from tingban.actions.registry.companies import CompanyStatement
from tingban.actions.registry.contracts import ContractStatement
from tingban.actions.registry.owner_bodies import OwnerBodyStatement
from tingban.rules.areas import TOWNSHIPS
from tingban.rules.registry import (
    CONTRACT_LABELS,
    FEE_LABELS,
    MANAGEMENT_LABELS,
    CompanyKind,
    uscc,
)
from tingban.rules.registry.owner_bodies import OWNER_BODY_LABELS, OwnerBodyKind
from tingban.web.ui.submitting import OnceForm, VersionForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CommunityForm(OnceForm):
    """What is stated of a community; its county comes from the page."""

    name = forms.CharField(
        label="小区名称", max_length=96, help_text="写全称；分期的写明第几期，例如：锦绣花园二期"
    )
    street = forms.ChoiceField(
        label="街道(乡镇)", required=False,
        help_text="小区编码按街道编。暂时不清楚的可以先留空，以后再补，编码不变。",
    )  # fmt: skip
    address = forms.CharField(label="地址", max_length=200, required=False)
    management = forms.ChoiceField(
        label="管理方式", required=False, choices=[("", "请选择"), *MANAGEMENT_LABELS.items()]
    )
    fee_mode = forms.ChoiceField(
        label="收费方式", required=False, choices=[("", "请选择"), *FEE_LABELS.items()],
        help_text="只有执行政府指导价的项目才能重新核定服务等级",
    )  # fmt: skip
    households = forms.IntegerField(label="户数", min_value=0, max_value=99_999, required=False)
    exclusive_area = forms.DecimalField(
        label="专有部分总面积", min_value=Decimal(0), max_digits=12, decimal_places=2,
        required=False,
    )  # fmt: skip
    owner_count = forms.IntegerField(
        label="业主人数", min_value=0, max_value=999_999, required=False
    )
    confirmed = forms.BooleanField(label="我已核对，这不是同一个小区，仍要保存", required=False)

    def __init__(self, *args: Any, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county = county
        names = [town.name for town in TOWNSHIPS if town.county_code == county]
        kept = str(self.initial.get("street", ""))
        names += [kept] if kept and kept not in names else []
        street = self.fields["street"]
        if isinstance(street, forms.ChoiceField):
            street.choices = [("", "暂不清楚（待补）"), *((name, name) for name in names)]

    def statement(self) -> CommunityStatement:
        """What was filled in."""
        told = self.cleaned_data
        return CommunityStatement(
            county_code=self.county,
            name=told["name"],
            street=told["street"],
            address=told["address"],
            management=told["management"],
            fee_mode=told["fee_mode"],
            households=told["households"],
            exclusive_area=told["exclusive_area"],
            owner_count=told["owner_count"],
        )


class CommunityEditForm(CommunityForm, VersionForm):
    """The same, on a version."""


class AliasForm(forms.Form):
    """Another name of a community."""

    name = forms.CharField(label="别名、曾用名", max_length=96)


class CodeField(forms.CharField):
    """统一社会信用代码; a wrong one is told with the check character that would fit."""

    def clean(self, value: object) -> str:
        """The normalised code, or what is wrong with it."""
        code = uscc.normalise(super().clean(value))
        wrong = uscc.fault(code) if code else None
        if wrong:
            raise forms.ValidationError(f"{wrong}。{check_hint(code)}")
        return code


def check_hint(code: str) -> str:
    """Which last character would fit, where the first 17 can be right."""
    base = code[:17]
    if len(base) < 17 or any(sign not in uscc.ALPHABET for sign in base):
        return "请对照营业执照逐位核对。"
    return f"如果前 17 位没有抄错，最后一位应为“{uscc.check_character(base)}”；请对照营业执照核对。"


class CompanyForm(OnceForm):
    """What is stated of a company."""

    name = forms.CharField(label="企业名称", max_length=96, help_text="与营业执照一致的全称")
    uscc = CodeField(
        label="统一社会信用代码", max_length=40, required=False,
        help_text="18 位，见营业执照。暂时没有的可以先留空，企业列入“待补”，不计入企业数。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="类型", initial=CompanyKind.ENTERPRISE.value, widget=forms.RadioSelect,
        choices=[
            (CompanyKind.ENTERPRISE.value, "物业服务企业"),
            (CompanyKind.OTHER_MANAGER.value, "其他管理人（社区、自然人、国企兜底等）"),
        ],
    )  # fmt: skip
    legal_person = forms.CharField(label="法定代表人", max_length=48, required=False)
    phone = forms.CharField(
        label="联系电话", max_length=64, required=False, help_text="办公电话，多个用空格隔开"
    )
    confirmed = forms.BooleanField(label="我已核对，这不是同一家企业，仍要保存", required=False)

    def statement(self) -> CompanyStatement:
        """What was filled in."""
        told = self.cleaned_data
        return CompanyStatement(
            name=told["name"],
            uscc=told["uscc"],
            legal_person=told["legal_person"],
            phone=told["phone"],
            kind=CompanyKind(told["kind"]),
        )


class CompanyEditForm(CompanyForm, VersionForm):
    """The same, on a version."""


class CompanyCodeForm(VersionForm):
    """The code of a company that went without."""

    uscc = CodeField(
        label="统一社会信用代码", max_length=40, help_text="18 位，见营业执照",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    confirmed = forms.BooleanField(label="我已核对，两条登记是同一家企业，并为一家", required=False)


class MergeForm(VersionForm):
    """Into which other row, and why."""

    into = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="合并依据", max_length=200, required=False,
        help_text="例如：同一小区的两次登记，地址相同", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ContractForm(forms.Form):
    """What is stated of a contract besides its key."""

    kind = forms.ChoiceField(
        label="合同类型", required=False, choices=[("", "请选择"), *CONTRACT_LABELS.items()]
    )
    starts_on = forms.DateField(label="开始日期", widget=DAY)
    ends_on = forms.DateField(
        label="结束日期",
        required=False,
        widget=DAY,
        help_text="不定期的不填；提前终止的填实际终止日",
    )
    fee = forms.CharField(
        label="收费标准", max_length=48, required=False, help_text="例如：1.10 元/㎡·月"
    )
    level = forms.ChoiceField(label="服务等级", required=False)

    def __init__(self, *args: Any, levels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = str(self.initial.get("level", ""))
        names = levels if not kept or kept in levels else [*levels, kept]
        level = self.fields["level"]
        if isinstance(level, forms.ChoiceField):
            level.choices = [("", "请选择"), *((name, name) for name in names)]

    def statement(self) -> ContractStatement:
        """What was filled in."""
        told = self.cleaned_data
        return ContractStatement(
            ends_on=told["ends_on"], kind=told["kind"], fee=told["fee"], level=told["level"]
        )


class ContractAddForm(ContractForm):
    """A new contract: whose, where, from when."""

    community = forms.CharField(widget=forms.HiddenInput)
    company = forms.IntegerField(widget=forms.HiddenInput)

    def key(self) -> tuple[str, int, date]:
        """What identifies the contract."""
        told = self.cleaned_data
        return told["community"], told["company"], told["starts_on"]


class ContractEditForm(ContractForm, VersionForm):
    """The same, on a version; the first day is part of the key and stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["starts_on"]


class OwnerBodyForm(OnceForm):
    """An owner body; nobody's telephone is asked."""

    kind = forms.ChoiceField(
        label="类型", choices=list(OWNER_BODY_LABELS.items()), widget=forms.RadioSelect
    )
    term = forms.CharField(label="届次", max_length=32, required=False, help_text="例如：第二届")
    term_starts_on = forms.DateField(label="任期开始", required=False, widget=DAY)
    term_ends_on = forms.DateField(
        label="任期结束", required=False, widget=DAY, help_text="届满前 90 天提醒换届"
    )
    filed_on = forms.DateField(label="备案日期", required=False, widget=DAY)
    filing_number = forms.CharField(label="备案号", max_length=48, required=False)

    def statement(self) -> OwnerBodyStatement:
        """What was filled in."""
        told = self.cleaned_data
        return OwnerBodyStatement(
            kind=OwnerBodyKind(told["kind"]),
            term=told["term"],
            term_starts_on=told["term_starts_on"],
            term_ends_on=told["term_ends_on"],
            filed_on=told["filed_on"],
            filing_number=told["filing_number"],
        )


class OwnerBodyEditForm(OwnerBodyForm, VersionForm):
    """The same, on a version."""
