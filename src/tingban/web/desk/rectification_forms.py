"""Forms of 问题清单 and 责令整改."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django import forms

from tingban.actions.rectification.problems import ProblemStatement
from tingban.reads.law import calendar
from tingban.reads.rectification.problems import ProblemFilter
from tingban.rules.actors import Actor
from tingban.rules.rectification import (
    CATEGORIES,
    CATEGORY_LABELS,
    SOURCE_LABELS,
    Category,
    ProblemSource,
    default_due_on,
    sub_acts_of,
)
from tingban.rules.rectification.lanes import LANE_LABELS
from tingban.rules.rectification.stages import STAGE_LABELS
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
from tingban.web.desk.proof_forms import EVEN_PAPER, files_field, kept_field, paper_field
from tingban.web.ui.filters import choice, county_field, day, search_field

_CATEGORIES: Final = [(one.value, label) for one, label in CATEGORY_LABELS.items()]
_SOURCES: Final = [(one.value, label) for one, label in SOURCE_LABELS.items()]
# What counting looks at; the stages say more.
_STATES: Final = [
    ("clue", "未确认"), ("open", "未完成"), ("complete", "已完成"), ("annulled", "已撤销"),
    ("void", "作废"), ("all", "含作废"),
]  # fmt: skip
# By 整改期限, as the 工作台 counts; by the columns of the board.
_DUES: Final = [
    ("overdue", "逾期未整改"), ("week", "7 天内到期"), ("pressing", "逾期未整改或 7 天内到期"),
    *((f"lane-{lane}", f"看板：{label}") for lane, label in LANE_LABELS.items()),
]  # fmt: skip
_STAGES: Final = list(STAGE_LABELS.items())


class ProblemFilterForm(OfCommunity, OfCompany):
    """Which problems."""

    q = search_field("编号、小区、企业、描述、文号")
    county = county_field()
    category = choice("问题类别", "各类问题", _CATEGORIES)
    state = choice("状态", "除作废外", _STATES)
    stage = choice("办理阶段", "各个阶段", _STAGES)
    source = choice("来源", "各种来源", _SOURCES)
    due = choice("期限", "不论期限", _DUES)
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
            stage=self.text_of("stage"),
            source=self.text_of("source"),
            due=self.text_of("due"),
            ordered=self.text_of("ordered"),
            since=self.day_of("since"),
            until=self.day_of("until"),
            today=today,
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
        "整改期限", required=False, hint="不填则按类别的默认期限；专项行动期间最晚到其结束"
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
        return self.stated(community_code, due_on=due_on)

    def stated(self, community_code: str, *, due_on: date | None) -> ProblemStatement:
        """What every form of a problem tells."""
        told = self.cleaned_data
        return ProblemStatement(
            community_code=community_code,
            category=Category(told["category"]),
            source=ProblemSource(told["source"]),
            confirmed_on=told["confirmed_on"],
            acts=tuple(told["acts"]),
            description=told["description"],
            company_id=int(told["company"]) if told["company"] else None,
            source_ref=told["source_ref"],
            due_on=due_on,
        )


class ConfirmingForm(forms.Form):
    """What a confirmation asks besides the statement (T-P02)."""

    evidence_files = files_field("证据", wanted=EVEN_PAPER)
    evidence_kept = kept_field()
    evidence = paper_field(
        "纸质证据", hint="例如物业服务合同复印件、现场检查笔录", wanted=EVEN_PAPER
    )
    responsible = line_field("责任人", required=True, hint="整改由谁负责到底，姓名和职务", limit=64)


def confirmed(form: forms.Form, statement: ProblemStatement) -> ProblemStatement:
    """The statement with what its confirmation rests on."""
    told = form.cleaned_data
    lines = (line.strip() for line in told["evidence"].splitlines())
    return replace(
        statement,
        evidence=tuple(line for line in lines if line),
        responsible=told["responsible"],
    )


class PlacedForm(ProblemForm, CreatingForm):
    """First where; and whether it is a former problem come back after its look-back time."""

    community_text = pick_text("community", hint="输入名称、别名或编码中的几个字，再选定")
    community = pick_key()
    regression_of = line_field(
        "再次发生自", hint="销号满 60 日又发生的，填原来的问题编号；其他不填"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.community_pick = Pick(self, "community", actor)

    def clean(self) -> dict[str, Any]:
        """Settle what was picked."""
        self.community_pick.settle()
        return super().clean()


class NewProblemForm(PlacedForm, ConfirmingForm):
    """A problem to register, found and confirmed."""

    def statement(self, community_code: str) -> ProblemStatement:
        """The form as the act takes it."""
        told = confirmed(self, super().statement(community_code))
        return replace(told, regression_of=self.cleaned_data["regression_of"])


class ClueForm(PlacedForm):
    """A clue: what may be so; the sub-acts may wait until somebody has been there."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["confirmed_on"].label = "发现日期"
        self.fields["confirmed_on"].help_text = "看到或收到反映的日期"
        self.fields["acts"].required = False
        self.fields["acts"].help_text = "现在说不准的可以不选，确认时再选"
        self.fields["description"].required = True
        del self.fields["due_on"]

    def statement(self, community_code: str) -> ProblemStatement:
        """The form as the act takes it; a clue has no limit yet."""
        told = self.stated(community_code, due_on=None)
        return replace(told, regression_of=self.cleaned_data["regression_of"])


class ConfirmForm(ProblemForm, ConfirmingForm, ChangingForm):
    """A clue that a visit has shown to be so."""

    def statement(self, community_code: str) -> ProblemStatement:
        """The form as the act takes it."""
        return confirmed(self, super().statement(community_code))


class EditProblemForm(ProblemForm, ChangingForm):
    """A problem to correct; its community stays, and so does a term that an order has told."""

    def __init__(self, *args: Any, ordered_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ordered_on = ordered_on

    def statement(self, community_code: str) -> ProblemStatement:
        """The form as the act takes it; a day that was sent all the same is for it to refuse."""
        if self.ordered_on is None:
            return super().statement(community_code)
        return self.stated(community_code, due_on=self.cleaned_data["due_on"] or self.ordered_on)
