"""Forms of 责令整改: filter, entering afterwards, signing, serving."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from tingban.actions.rectification.ordering import OrderStatement
from tingban.actions.rectification.orders import PaperOrder
from tingban.actions.rectification.serving import ServiceStatement
from tingban.reads.law import Article
from tingban.reads.rectification.orders import OrderFilter
from tingban.rules.documents import EXAMPLE
from tingban.rules.documents.service import WAYS, Way
from tingban.rules.documents.slots import Officer
from tingban.web.desk.fact_forms import CreatingForm, day_field, line_field, text_field
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.ui.filters import choice, county_field, day, search_field
from tingban.web.ui.optional import marked
from tingban.web.ui.uploads import scans_field

_WAYS: Final = [(row.way.value, row.label) for row in WAYS]
# Not a matter of choice: what the paper says is copied.
_AS_PRINTED: Final = "照通知书填"
_STANDINGS: Final = [
    ("signed", "待送达"), ("served", "已送达"), ("withdrawn", "已撤回"), ("void", "无效"),
]  # fmt: skip


class OrderFilterForm(OfCommunity, OfCompany):
    """Which orders."""

    q = search_field("文号、小区、企业、问题")
    county = county_field()
    standing = choice("状态", "不论状态", _STANDINGS)
    since = day("送达自")
    until = day("送达至")

    def wanted(self) -> OrderFilter:
        """The filter as the read takes it."""
        return OrderFilter(
            text=self.text_of("q"),
            of=self.of,
            county=self.text_of("county"),
            standing=self.text_of("standing") or "all",
            since=self.day_of("since"),
            until=self.day_of("until"),
        )


class ProblemsForm(forms.Form):
    """Which problems the paper speaks of."""

    problem = forms.MultipleChoiceField(
        label="涉及的问题", help_text="同一县(市、区)的，可以选几个",
        error_messages={"required": "请选择通知书涉及的问题。"},
    )  # fmt: skip

    def __init__(self, *args: Any, numbers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["problem"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(number, number) for number in numbers]


class OrderForm(ProblemsForm):
    """An order that was served on paper."""

    number = line_field("文号", required=True, hint=f"例如 {EXAMPLE}")
    served_on = day_field("送达日期")
    due_on = day_field("整改期限", hint="通知书上写明的日期；先按所选问题填好，请与通知书核对")
    officer_1 = marked(line_field("执法人员一", limit=32), _AS_PRINTED)
    certificate_1 = marked(line_field("执法证号一", limit=32), _AS_PRINTED)
    officer_2 = marked(line_field("执法人员二", limit=32), _AS_PRINTED)
    certificate_2 = marked(line_field("执法证号二", limit=32), _AS_PRINTED)
    names_fewer = forms.BooleanField(
        label="通知书上没有写全执法人员",
        required=False,
        help_text="通知书上没有写明两名执法人员或者他们的执法证号的勾选，写了的照填",
    )
    scans = scans_field(
        "通知书扫描件",
        hint="已经签发、盖章的原件，PDF、JPG 或者 PNG；送达回证可以一起上传。只供内部查看",
    )

    def paper(self) -> PaperOrder:
        """The form as the act takes it."""
        told = self.cleaned_data
        return PaperOrder(
            number=told["number"],
            problem_numbers=tuple(told["problem"]),
            served_on=told["served_on"],
            due_on=told["due_on"],
            officers=tuple(
                Officer(told[f"officer_{place}"], told[f"certificate_{place}"]) for place in (1, 2)
            ),
        )


class SignForm(ProblemsForm, CreatingForm):
    """A notice to sign (DOMAIN 8.2)."""

    signed_on = day_field("签发日期")
    laws = forms.MultipleChoiceField(
        label="违反的条款", choices=[], widget=forms.CheckboxSelectMultiple,
        help_text="已按所选问题的行为预先勾选，请核对",
        error_messages={"required": "请选定违反的法律条款。"},
    )  # fmt: skip
    demands = text_field("整改要求", hint="逐条写明要做什么、做到什么程度")
    due_on = day_field("整改期限", hint="应是工作日；专项行动期间最晚到其结束")
    officer_1 = line_field("执法人员一", required=True, limit=32)
    certificate_1 = line_field("执法证号一", required=True, limit=32)
    officer_2 = line_field("执法人员二", required=True, limit=32)
    certificate_2 = line_field("执法证号二", required=True, limit=32)
    organ_address = line_field(
        "机关地址", hint="印在通知书上，企业到这里陈述、申辩、提交材料", limit=200
    )
    amount = forms.DecimalField(
        label="涉及的公共收益", required=False, min_value=Decimal("0.01"), max_digits=12,
        decimal_places=2, help_text="侵占公共收益类问题必填；有几个的，每个问题单独一份通知书",
    )  # fmt: skip
    number = line_field("文号", hint="不填则由系统按本单位机关代字和年份顺序编号")

    def __init__(self, *args: Any, articles: list[Article], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["laws"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(article.key, article.label) for article in articles]

    @property
    def law_groups(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The marked articles, and the others to choose from."""
        field, marked = self.fields["laws"], set(self["laws"].value() or ())
        choices: list[tuple[str, str]] = list(field.choices)  # type: ignore[attr-defined]
        return (
            [choice for choice in choices if choice[0] in marked],
            [choice for choice in choices if choice[0] not in marked],
        )

    def statement(self) -> OrderStatement:
        """The form as the act takes it."""
        told = self.cleaned_data
        return OrderStatement(
            problem_numbers=tuple(told["problem"]),
            signed_on=told["signed_on"],
            due_on=told["due_on"],
            laws=tuple(told["laws"]),
            officers=tuple(
                Officer(told[f"officer_{place}"], told[f"certificate_{place}"]) for place in (1, 2)
            ),
            demands=told["demands"],
            number=told["number"],
            organ_address=told["organ_address"],
            amount=fen(told["amount"]) if told["amount"] else None,
        )


def fen(yuan: Decimal) -> int:
    """Yuan as typed, in 0.01 yuan."""
    return int(yuan * 100)


class RevokeForm(forms.Form):
    """Why the company's link is revoked."""

    reason = text_field("作废原因", rows=3, hint="例如发错了人、企业联系人变更")


class ServiceForm(forms.Form):
    """送达回证."""

    way = forms.ChoiceField(label="送达方式", choices=_WAYS)
    on = day_field("日期")
    receiver = line_field("收件人", hint="签收的人，没有的不填", limit=64)
    proof = line_field(
        "凭证", required=True, hint="例如送达回证、邮政回执编号、公告照片", limit=200
    )

    def statement(self) -> ServiceStatement:
        """The form as the acts take it."""
        told = self.cleaned_data
        on: date = told["on"]
        return ServiceStatement(Way(told["way"]), on, told["proof"], told["receiver"])
