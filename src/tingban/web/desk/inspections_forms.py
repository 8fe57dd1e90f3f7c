"""Forms of 检查记录 and 督导任务."""

from typing import Any

from django import forms

from tingban.actions.inspections.missions import MissionStatement
from tingban.actions.inspections.visits import VisitStatement
from tingban.reads.inspections import missions
from tingban.reads.inspections.missions import MissionFilter
from tingban.reads.inspections.visits import VisitFilter
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.inspections import (
    LEVEL_LABELS,
    MISSION_LEVELS,
    VISIT_LABELS,
    OrganiserLevel,
    VisitKind,
)
from tingban.web.desk.fact_forms import ChangingForm, CreatingForm, day_field
from tingban.web.desk.fact_picks import Pick, pick_key, pick_text
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.ui.filters import Filter, choice, county_choices, county_field, day, search_field

_KINDS = [(kind.value, label) for kind, label in VISIT_LABELS.items()]
_LEVELS = [(level.value, f"{label}级") for level, label in LEVEL_LABELS.items()]
_MISSION_LEVELS = [(level.value, f"{LEVEL_LABELS[level]}级") for level in MISSION_LEVELS]
_STANDINGS = [("void", "只看作废"), ("all", "含作废")]


class VisitFilterForm(OfCommunity, OfCompany):
    """Which visits."""

    q = search_field("编号、小区、别名、企业")
    county = county_field()
    kind = choice("类型", "各种检查", _KINDS)
    level = choice("组织层级", "各级组织", _LEVELS)
    since = day("自")
    until = day("至")
    standing = choice("作废", "不含作废", _STANDINGS)

    def wanted(self) -> VisitFilter:
        """The filter as the read takes it."""
        return VisitFilter(
            text=self.text_of("q"),
            of=self.of,
            county=self.text_of("county"),
            kind=self.text_of("kind"),
            level=self.text_of("level"),
            since=self.day_of("since"),
            until=self.day_of("until"),
            standing=self.text_of("standing") or "standing",
        )


class MissionFilterForm(Filter):
    """Which missions."""

    q = search_field("任务编号")
    county = county_field()
    level = choice(
        "组织层级", "市级和县级", [(one.value, f"{LEVEL_LABELS[one]}级") for one in MISSION_LEVELS]
    )
    since = day("自")
    until = day("至")
    standing = choice("作废", "不含作废", _STANDINGS)

    def wanted(self) -> MissionFilter:
        """The filter as the read takes it."""
        return MissionFilter(
            text=self.text_of("q"),
            county=self.text_of("county"),
            level=self.text_of("level"),
            since=self.day_of("since"),
            until=self.day_of("until"),
            standing=self.text_of("standing") or "standing",
        )


class VisitForm(forms.Form):
    """What is stated of a visit."""

    community_text = pick_text("community", hint="输入名称、别名或编码中的几个字，再选定")
    community = pick_key()
    done_on = day_field("检查日期")
    kind = forms.ChoiceField(label="类型", choices=_KINDS, widget=forms.RadioSelect)
    level = forms.ChoiceField(label="组织层级", choices=_LEVELS)
    mission = forms.CharField(
        label="督导任务", required=False, max_length=32,
        widget=forms.TextInput(attrs={"list": "missions"}),
        help_text="属于某次督导的填任务编号；任务须与检查同级、同县、同日",
    )  # fmt: skip
    company_text = pick_text("company", required=False, hint="不填时取检查当日持有合同的企业")
    company = pick_key()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community_pick = Pick(self, "community", actor)
        self.company_pick = Pick(self, "company", actor)

    def clean(self) -> dict[str, Any]:
        """Settle what was picked."""
        self.community_pick.settle()
        self.company_pick.settle()
        return self.cleaned_data

    def statement(self) -> VisitStatement:
        """The form as the act takes it."""
        told = self.cleaned_data
        return VisitStatement(
            community_code=told["community"],
            kind=VisitKind(told["kind"]),
            level=OrganiserLevel(told["level"]),
            done_on=told["done_on"],
            mission_number=told["mission"].strip(),
            company_id=int(told["company"]) if told["company"] else None,
        )


class NewVisitForm(VisitForm, CreatingForm):
    """A visit to register."""


class EditVisitForm(VisitForm, ChangingForm):
    """A visit to correct."""


class MissionForm(forms.Form):
    """What is stated of a mission."""

    level = forms.ChoiceField(label="组织层级", widget=forms.RadioSelect)
    county = forms.ChoiceField(label="去了哪个县(市、区)")
    started_on = day_field("开展日期", hint="一次督导是一队、一县、一天；跨两天的登记为两次")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        city = actor.sees_whole_city
        county_only = [(OrganiserLevel.COUNTY.value, "县级")]
        _choose(self, "level", _MISSION_LEVELS if city else county_only)
        own = [(actor.area_code, AREA_BY_CODE[actor.area_code].name)]
        _choose(self, "county", [("", "请选择"), *county_choices()] if city else own)

    def statement(self) -> MissionStatement:
        """The form as the act takes it."""
        told = self.cleaned_data
        return MissionStatement(OrganiserLevel(told["level"]), told["county"], told["started_on"])


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class NewMissionForm(MissionForm, CreatingForm):
    """A mission to register."""


class EditMissionForm(MissionForm, ChangingForm):
    """A mission to correct."""


def missions_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """The last missions in sight, to pick from while typing."""
    return missions.open_on(actor, county="", on=None)
