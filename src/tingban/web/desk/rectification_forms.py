"""Forms of 问题清单 and 责令整改."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms

from tingban.actions.rectification.problems import ProblemStatement
from tingban.reads.law import calendar
from tingban.reads.rectification.orders import OrderFilter
from tingban.reads.rectification.problems import ProblemFilter
from tingban.rules.actors import Actor
from tingban.rules.documents import EXAMPLE
from tingban.rules.rectification import (
    CATEGORIES,
    CATEGORY_LABELS,
    SOURCE_LABELS,
    Category,
    ProblemSource,
    default_due_on,
    sub_acts_of,
)
from tingban.rules.rectification.moves import PROBLEM_STATES
from tingban.rules.registry.campaign import YUNCHENG_2024
from tingban.web.desk.fact_forms import (
    ChangingForm,
    CreatingForm,
    day_field,
    line_field,
    text_field,
)
from tingban.web.desk.fact_picks import Pick, pick_key, pick_text
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.ui.filters import choice, county_field, day, search_field

_CATEGORIES: Final = [(one.value, label) for one, label in CATEGORY_LABELS.items()]
_SOURCES: Final = [(one.value, label) for one, label in SOURCE_LABELS.items()]
_STATES: Final = [
    *((state, label) for state, label in PROBLEM_STATES.items()),
    ("all", "含作废"),
]


class ProblemFilterForm(OfCommunity, OfCompany):
    """Which problems."""

    q = search_field("编号、小区、企业、描述、文号")
    county = county_field()
    category = choice("问题类别", "各类问题", _CATEGORIES)
    state = choice("状态", "除作废外", _STATES)
    source = choice("来源", "各种来源", _SOURCES)
    due = choice("整改期限", "不论期限", [("overdue", "已逾期"), ("week", "7 天内到期")])
    ordered = choice("责令整改", "不论", [("yes", "已责令整改"), ("no", "未责令整改")])
    since = day("确认自")
    until = day("确认至")

    def wanted(self, today: date) -> ProblemFilter:
        """The filter as the read takes it."""
        return ProblemFilter(
            text=self.text_of("q"),
            of=self.of,
            county=self.text_of("county"),
            category=self.text_of("category"),
            state=self.text_of("state") or "living",
            source=self.text_of("source"),
            due=self.text_of("due"),
            ordered=self.text_of("ordered"),
            since=self.day_of("since"),
            until=self.day_of("until"),
            today=today,
        )


class OrderFilterForm(OfCommunity, OfCompany):
    """Which orders."""

    q = search_field("文号、小区、企业、问题")
    county = county_field()
    standing = choice(
        "状态", "不论状态", [("served", "已送达"), ("withdrawn", "已撤回"), ("void", "无效")]
    )
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


@dataclass(frozen=True, slots=True)
class ActGroup:
    """The sub-acts of a category, as the form offers them."""

    category: str
    label: str
    acts: list[tuple[str, str, bool]]


class ProblemForm(forms.Form):
    """What is stated of a problem."""

    confirmed_on = day_field("确认日期", hint="当天或之前应有检查记录（自查不算）")
    category = forms.ChoiceField(label="问题类别", choices=_CATEGORIES, widget=forms.RadioSelect)
    acts = forms.MultipleChoiceField(
        label="问题行为", help_text="属于所选类别的行为，至少选一项，可以选几项",
        choices=[(act.code, act.label) for row in CATEGORIES for act in sub_acts_of(row.category)],
        error_messages={"required": "请至少选一项问题行为。"},
    )  # fmt: skip
    description = text_field(
        "问题描述", required=False, hint="在哪里、什么情况；选“其他”的必须写。不写个人姓名和电话"
    )
    source = forms.ChoiceField(label="来源", choices=_SOURCES)
    source_ref = line_field("来源编号", hint="投诉举报的填受理编号，督导发现的填任务编号")
    due_on = day_field(
        "整改期限", required=False, hint="不填则按类别的默认期限，最晚到专项行动结束"
    )
    company_text = pick_text("company", required=False, hint="不填时取确认当日持有合同的企业")
    company = pick_key()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company_pick = Pick(self, "company", actor)

    def clean(self) -> dict[str, Any]:
        """Settle what was picked."""
        self.company_pick.settle()
        return self.cleaned_data

    @property
    def act_groups(self) -> list[ActGroup]:
        """Sub-acts by category; the stylesheet shows those of the chosen one."""
        marked = set(self["acts"].value() or ())
        return [
            ActGroup(
                row.category.value,
                row.body,
                [(act.code, act.label, act.code in marked) for act in sub_acts_of(row.category)],
            )
            for row in CATEGORIES
        ]

    def statement(self, community_code: str) -> ProblemStatement:
        """The form as the act takes it; without a limit that of DL-12."""
        told = self.cleaned_data
        category = Category(told["category"])
        due_on = told["due_on"] or default_due_on(
            category, told["confirmed_on"], calendar(), cap_on=YUNCHENG_2024.ends_on
        )
        return ProblemStatement(
            community_code=community_code,
            category=category,
            source=ProblemSource(told["source"]),
            confirmed_on=told["confirmed_on"],
            acts=tuple(told["acts"]),
            description=told["description"],
            company_id=int(told["company"]) if told["company"] else None,
            source_ref=told["source_ref"],
            due_on=due_on,
        )


class NewProblemForm(ProblemForm, CreatingForm):
    """A problem to register: first where."""

    community_text = pick_text("community", hint="输入名称、别名或编码中的几个字，再选定")
    community = pick_key()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.community_pick = Pick(self, "community", actor)

    def clean(self) -> dict[str, Any]:
        """Settle what was picked."""
        self.community_pick.settle()
        return super().clean()


class EditProblemForm(ProblemForm, ChangingForm):
    """A problem to correct; its community stays."""


class OrderForm(forms.Form):
    """An order that was served."""

    number = line_field("文号", required=True, hint=f"例如 {EXAMPLE}")
    served_on = day_field("送达日期")
    problem = forms.MultipleChoiceField(
        label="涉及的问题", help_text="同一县(市、区)内正在整改的问题，可以选几个",
        error_messages={"required": "请选择通知书涉及的问题。"},
    )  # fmt: skip

    def __init__(self, *args: Any, numbers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["problem"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(number, number) for number in numbers]
