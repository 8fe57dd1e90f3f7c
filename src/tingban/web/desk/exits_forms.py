"""Forms of 企业退出, and its filter."""

from django import forms

from tingban.rules.exits import EXIT_LABELS
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.ui.filters import choice, county_field, search_field, told


class ExitForm(forms.Form):
    """A company is to leave a community."""

    community = forms.CharField(widget=forms.HiddenInput)
    company = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="退出方式", choices=list(EXIT_LABELS.items()), widget=forms.RadioSelect,
        help_text="正常更替不计入汇总表；其余方式在交接确认之日起计入",
    )  # fmt: skip


class HandoverForm(forms.Form):
    """The day on which the handover was confirmed."""

    on = forms.DateField(
        label="交接确认日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="退出从这一天起计入汇总表",
    )  # fmt: skip


class ExitFilterForm(OfCommunity, OfCompany):
    """Which exits."""

    q = search_field("小区、企业")
    county = county_field()
    kind = choice("退出方式", "全部", told(EXIT_LABELS))
    state = choice(
        "状态", "全部", [("standing", "办理中"), ("ended", "已交接"), ("void", "已作废")]
    )
