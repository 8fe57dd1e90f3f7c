"""Forms of 服务等级标准."""

from decimal import Decimal

from django import forms

from tingban.actions.registry.service_levels import ServiceLevelStatement
from tingban.rules.registry.levels import LEVEL_STATE_LABELS
from tingban.web.ui.filters import Filter, choice, search_field, told
from tingban.web.ui.submitting import OnceForm


def _fee(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal(0), max_digits=8, decimal_places=2,
        help_text="元/月·m²，没有规定的不填",
    )  # fmt: skip


class ServiceLevelForm(OnceForm):
    """One level of the standard."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="名称", max_length=16, help_text="例如：三级")
    code = forms.CharField(
        label="代码", max_length=16, help_text="导入表里也可以写代码；一般用数字，例如：3"
    )
    rank = forms.IntegerField(
        label="排位",
        help_text="数字越大，服务越好。等级高低只看排位，不看名称里的数字。",
    )  # fmt: skip
    standard = forms.CharField(
        label="标准文件", max_length=128, required=False,
        help_text="依据的文件名称和文号；没有的不填",
    )  # fmt: skip
    fee_min = _fee("最低收费")
    fee_max = _fee("最高收费")
    valid_from = forms.DateField(
        label="施行日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="标准变了的，按新的施行日期另登记一条，原来的保留",
    )  # fmt: skip

    @property
    def statement(self) -> ServiceLevelStatement:
        """What was told."""
        given = self.cleaned_data
        return ServiceLevelStatement(
            given["code"], given["name"], given["rank"], given["valid_from"], given["standard"],
            given["fee_min"], given["fee_max"],
        )  # fmt: skip


class ServiceLevelFilterForm(Filter):
    """Which levels."""

    q = search_field("名称、代码、标准文件")
    state = choice("状态", "全部", told(LEVEL_STATE_LABELS))
