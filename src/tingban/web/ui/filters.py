"""Filters of lists: they live in the address, read as a sentence, and never refuse."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from tingban.rules.actors import Actor
from tingban.rules.areas import COUNTIES
from tingban.web.ui.widgets import QuickSelect


def search_field(hint: str) -> forms.CharField:
    """Words or a number to look for."""
    return forms.CharField(
        label="查找", required=False, max_length=64,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": hint}),
    )  # fmt: skip


def choice(label: str, every: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    """One choice of a filter bar; `every` is the word for no choice."""
    return forms.ChoiceField(
        label=label, required=False, choices=[("", every), *choices], widget=QuickSelect
    )


def told(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """The choices of a table of labels."""
    return [(str(value), label) for value, label in labels.items()]


def county_choices() -> list[tuple[str, str]]:
    """The 13 counties in the order of 附件1."""
    return [(county.code, county.name) for county in COUNTIES]


def county_field(label: str = "县(市、区)") -> forms.ChoiceField:
    """Which county; `Filter` asks only those who see several."""
    return choice(label, "全市", county_choices())


def day(label: str) -> forms.DateField:
    """A day of a filter bar."""
    return forms.DateField(
        label=label, required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class Filter(forms.Form):
    """A filter bar; whoever sees one county is not asked which. Wrong values count as none."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.sees_whole_city:
            self.fields.pop("county", None)

    def value(self, name: str) -> object:
        """What was chosen, of its type; None where nothing or nothing that the field offers."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def text_of(self, name: str) -> str:
        """A word of the filter."""
        return str(self.value(name) or "")

    def day_of(self, name: str) -> date | None:
        """A day of the filter."""
        value = self.value(name)
        return value if isinstance(value, date) else None

    @property
    def sentence(self) -> str:
        """The filter in words: 盐湖区，整改中，已逾期，含“电梯”."""
        parts = [part for name in self.fields if (part := self._part(name))]
        return "，".join(parts)

    @property
    def note(self) -> str:
        """The same beside the head of a page."""
        return f"只显示：{self.sentence}" if self.sentence else ""

    def _part(self, name: str) -> str:
        value, field = self.value(name), self.fields[name]
        if value is None:
            return ""
        if isinstance(field, forms.ChoiceField):
            choices: dict[object, object] = dict(field.choices)  # type: ignore[arg-type]  # flat
            return str(choices.get(value, ""))
        if isinstance(value, date):
            return f"{field.label} {value.year}年{value.month}月{value.day}日"
        return f"含“{value}”"
