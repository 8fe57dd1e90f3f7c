"""Forms of 联合惩戒措施清单: what is typed is shown as a change first, then saved."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict

from tingban.kit.digests import sm3
from tingban.reads.enforcement.joint_citable import Citable
from tingban.rules.enforcement.joint_measures import (
    BASIS_LENGTH,
    LABEL_LENGTH,
    RECEIVERS,
    Change,
    Wording,
)
from tingban.rules.enforcement.transfer_stages import RECEIVER_LABELS, Receiver
from tingban.web.desk.fact_forms import day_field, line_field, text_field
from tingban.web.ui.filters import Filter, choice, search_field
from tingban.web.ui.submitting import OnceForm

_RECEIVERS = [(it.value, RECEIVER_LABELS[it]) for it in RECEIVERS]


class MeasureFilterForm(Filter):
    """Which measures."""

    q = search_field("措施、依据")
    receiver = choice("可以建议的部门", "全部", _RECEIVERS)


class PreviewedForm(OnceForm):
    """Saved only as it was shown: `seen` is the digest of what the preview showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def digest(self) -> str:
        """Of everything that was typed."""
        own = {"seen", "version", "mark"}
        told = [(name, it) for name, it in sorted(self.cleaned_data.items()) if name not in own]
        return sm3(repr(told).encode())

    @property
    def is_seen(self) -> bool:
        """Whether the preview showed just this."""
        return bool(self.cleaned_data["seen"]) and self.cleaned_data["seen"] == self.digest

    def show(self, seen: str) -> None:
        """The form goes out again, with this as what was seen."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = seen
        self.data = data


@dataclass(frozen=True, slots=True)
class LawGroup:
    """The articles of a law, to choose from; open where one is chosen."""

    law: str
    articles: list[tuple[Citable, bool]]

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return sum(is_chosen for _, is_chosen in self.articles)


class MeasureForm(PreviewedForm):
    """A measure, or what it is to be from a day on."""

    label = line_field(
        "措施", required=True, limit=LABEL_LENGTH, hint="建议对方做什么，例如：加大抽查频次"
    )
    receivers = forms.MultipleChoiceField(
        label="可以建议的部门", choices=_RECEIVERS, widget=forms.CheckboxSelectMultiple,
        help_text="有权采取这项措施的部门。公安、纪检监察不在其内：涉嫌犯罪、检举公职人员的另行移送。",
        error_messages={
            "required": "请选择可以向哪些部门建议这项措施。",
            "invalid_choice": "所选的部门不在可以建议的范围内，请在列出的部门中选。",
        },
    )  # fmt: skip
    articles = forms.MultipleChoiceField(
        label="依据的条款", required=False, choices=[], widget=forms.CheckboxSelectMultiple,
        help_text="从法律条文中选。条款和其他依据至少有一项。",
    )  # fmt: skip
    basis = line_field("其他依据", limit=BASIS_LENGTH, hint="文件名称和文号；没有的不填")
    valid_from = day_field(
        "施行日期",
        hint="从这一天起可以选用。新增的最早今天；改动的最早明天，原来的内容用到前一天。",
    )
    reason = text_field("原因", rows=3, hint="为什么增加、为什么改，长期留在记录里")

    def __init__(self, *args: Any, citable: list[Citable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.citable = citable
        field = self.fields["articles"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(it.key, it.article) for it in citable]

    @property
    def law_groups(self) -> list[LawGroup]:
        """All articles, law by law."""
        marked = set(self["articles"].value() or ())
        return [
            LawGroup(law, [(it, it.key in marked) for it in part])
            for law, part in groupby(self.citable, key=lambda it: it.law)
        ]

    @property
    def change(self) -> Change:
        """What was told."""
        told = self.cleaned_data
        wording = Wording(
            told["label"], frozenset(Receiver(it) for it in told["receivers"]),
            tuple(told["articles"]), told["basis"],
        )  # fmt: skip
        return Change(wording, told["valid_from"], told["reason"])


class EndForm(PreviewedForm):
    """From when a measure is no longer offered, and why."""

    ends_on = day_field("停用日期", hint="从这一天起不能再选用，最早明天")
    reason = text_field("原因", rows=3, hint="例如：所依据的条款已经废止。长期留在记录里")
