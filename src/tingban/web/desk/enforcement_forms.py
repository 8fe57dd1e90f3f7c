"""Forms of 等级核定, 行政处罚, 媒体曝光, and their filters."""

from decimal import Decimal
from typing import Any

from django import forms

from tingban.rules.actors import Actor
from tingban.rules.areas import AREAS
from tingban.rules.enforcement import LEVEL_LABELS, ORGAN_LABELS, PENALTY_TYPES
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.ui.filters import choice, county_field, search_field, told
from tingban.web.ui.submitting import VersionForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LevelForm(forms.Form):
    """A decision on the service level of a community."""

    community = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="类型", choices=list(LEVEL_LABELS.items()), widget=forms.RadioSelect,
        help_text="重新核定：因服务不达标下调等级，计入汇总表“重新核级小区数”；只适用于执行政府指导价的小区。",
    )  # fmt: skip
    decided_on = forms.DateField(label="决定日期", widget=DAY)
    old_level = forms.ChoiceField(label="原等级", required=False)
    new_level = forms.ChoiceField(label="新等级", required=False)
    document = forms.CharField(
        label="文号", max_length=48, required=False, help_text="例如：盐住建核〔2024〕3号"
    )

    def __init__(self, *args: Any, levels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old_level", "new_level"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "请选择"), *((level, level) for level in levels)]


class CountyForm(forms.Form):
    """A form that asks for the county of those who write for several."""

    county = forms.ChoiceField(
        label="所属县(市、区)", help_text="事情发生在哪里、由谁办理，就计入哪里",
        choices=lambda: [("", "请选择"), *((area.code, area.name) for area in AREAS)],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if not actor.sees_whole_city:
            del self.fields["county"]

    @property
    def county_code(self) -> str:
        """The county told, or the actor's own."""
        return str(self.cleaned_data.get("county") or self.actor.area_code)


class PenaltyForm(CountyForm):
    """A penalty decision."""

    company = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(
        label="处罚决定书文号", max_length=48, help_text="例如：运盐住建罚〔2024〕5号"
    )
    organ = forms.ChoiceField(
        label="处罚机关", choices=list(ORGAN_LABELS.items()), widget=forms.RadioSelect,
        initial="housing", help_text="只有住建部门的处罚计入汇总表",
    )  # fmt: skip
    decided_on = forms.DateField(label="决定日期", widget=DAY)
    category = forms.MultipleChoiceField(
        label="处罚类别", required=False, choices=[(kind, kind) for kind in PENALTY_TYPES],
        widget=forms.CheckboxSelectMultiple,
        help_text="责令改正不是行政处罚，请登记为责令整改",
    )  # fmt: skip
    fine = forms.DecimalField(
        label="罚款金额", required=False, min_value=Decimal(0), max_digits=14, decimal_places=2
    )


class ExposureForm(CountyForm):
    """An exposure in the media."""

    company = forms.IntegerField(widget=forms.HiddenInput)
    published_on = forms.DateField(label="发布日期", widget=DAY)
    outlet = forms.CharField(label="媒体", max_length=96, required=False)
    case_title = forms.CharField(
        label="典型案例", max_length=200, required=False,
        help_text="随汇总表附上的典型案例标题或文件名。没有附典型案例的曝光不计数，可以以后再补。",
    )  # fmt: skip


class CaseTitleForm(VersionForm):
    """The 典型案例 of an exposure."""

    case_title = forms.CharField(label="典型案例标题或文件名", max_length=200)


class EndForm(forms.Form):
    """The day and the ground on which something ended."""

    on = forms.DateField(label="日期", widget=DAY)
    reason = forms.CharField(
        label="依据和原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class GroundForm(forms.Form):
    """Why something is voided."""

    reason = forms.CharField(
        label="作废原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class LevelFilterForm(OfCommunity):
    """Which level decisions."""

    q = search_field("小区、文号")
    county = county_field()
    kind = choice("类型", "全部", told(LEVEL_LABELS))
    state = choice("状态", "有效", [("void", "已作废")])


class PenaltyFilterForm(OfCompany):
    """Which penalties."""

    q = search_field("企业、文号")
    county = county_field()
    kind = choice("机关", "全部", told(ORGAN_LABELS))
    state = choice("状态", "全部", [("standing", "有效"), ("ended", "已撤销")])


class ExposureFilterForm(OfCompany):
    """Which exposures."""

    q = search_field("企业、媒体、典型案例")
    county = county_field()
    state = choice(
        "状态", "全部", [("standing", "公开中"), ("ended", "已撤下"), ("bare", "没有附典型案例")]
    )
