"""Choosing a community or a company by what one can type of it.

Without script the button 查找 reloads the form with what was found; with it the choices follow
the typing. A choice counts only while it is among what the typed text finds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.urls import reverse

from tingban.reads.registry import communities, companies
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE


@dataclass(frozen=True, slots=True)
class Choice:
    """Something found; `word` alone typed exactly chooses it."""

    key: str
    label: str
    word: str


def communities_like(actor: Actor, text: str) -> list[Choice]:
    """Communities that fit what was typed."""
    found = communities.suggest(actor, text)
    return [
        Choice(one.code, f"{one.label} {AREA_BY_CODE[one.county_code].short}", one.name)
        for one in found
    ]


def companies_like(actor: Actor, text: str) -> list[Choice]:
    """Companies that fit what was typed."""
    found = companies.suggest(actor, text)
    return [Choice(str(one.id), one.label, one.name) for one in found]


FINDERS: Final[dict[str, Callable[[Actor, str], list[Choice]]]] = {
    "community": communities_like,
    "company": companies_like,
}
_WORDS: Final = {"community": "小区", "company": "企业"}


class Pick:
    """A search field of a form together with the choices it found."""

    def __init__(self, form: forms.Form, name: str, actor: Actor) -> None:
        self.form, self.name, self.what = form, name, _WORDS[name]
        self._actor = actor
        self._choices: list[Choice] | None = None
        attrs = form.fields[f"{name}_text"].widget.attrs
        attrs |= {
            "autocomplete": "off",
            "hx-get": reverse("desk:pick", args=[name]),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#picks-{name}",
        }

    @property
    def field(self) -> forms.BoundField:
        """The search field."""
        return self.form[f"{self.name}_text"]

    @property
    def text(self) -> str:
        """What was typed."""
        return str(self.field.value() or "").strip()

    @property
    def chosen(self) -> str:
        """The key that was chosen before."""
        return str(self.form[self.name].value() or "")

    @property
    def choices(self) -> Sequence[Choice]:
        """What the typed text finds."""
        if self._choices is None:
            self._choices = FINDERS[self.name](self._actor, self.text) if self.text else []
        return self._choices

    @property
    def lone(self) -> str:
        """The key that need not be chosen by hand: the only one, or the only one of that name."""
        exact = [one.key for one in self.choices if self.text in (one.word, one.key)]
        keys = exact or [one.key for one in self.choices]
        return keys[0] if len(keys) == 1 else ""

    @property
    def marked(self) -> str:
        """The choice that stands marked on the page."""
        return self.chosen if self.chosen in {one.key for one in self.choices} else self.lone

    def settle(self) -> None:
        """Put the chosen key among the cleaned data, or tell what is still to do."""
        if not self.text:
            self.form.cleaned_data[self.name] = ""
            return
        key = self.marked
        if not key:
            self.form.add_error(f"{self.name}_text", self._sentence())
        self.form.cleaned_data[self.name] = key

    def _sentence(self) -> str:
        if not self.choices:
            return f"没有找到名称含“{self.text}”的{self.what}。请换几个字再查找，或先到台账登记。"
        return f"找到 {len(self.choices)} 个{self.what}，请在下面选定一个。"


def pick_text(name: str, *, required: bool = True, hint: str) -> forms.CharField:
    """The field of a pick that is typed into."""
    return forms.CharField(label=_WORDS[name], max_length=64, required=required, help_text=hint)


def pick_key() -> forms.CharField:
    """The field of a pick that keeps what was chosen."""
    return forms.CharField(required=False, widget=forms.HiddenInput, max_length=32)
