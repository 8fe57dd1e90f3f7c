"""What a count is asked with."""

from datetime import date, datetime, timedelta

from django import forms
from django.http import QueryDict

from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.counting import Moment
from tingban.web.desk.drill_sides import Table

_LIVE_TITLE = "不填即按现在掌握的情况统计；填了，就按那一刻已经登记的情况统计，之后补录的不算。"


class MomentForm(forms.Form):
    """As of which morning, and as known when."""

    as_of = forms.DateField(
        label="截至（当日 0 时）", required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    known_at = forms.DateTimeField(
        label="按此刻所知", required=False, help_text=_LIVE_TITLE,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "title": _LIVE_TITLE}, format="%Y-%m-%dT%H:%M"
        ),
    )  # fmt: skip

    @classmethod
    def asked(cls, told: QueryDict, at: datetime) -> "MomentForm":
        """What the address asks for; where it says nothing, all of today with what is known now."""
        form = cls({**told.dict(), "as_of": told.get("as_of") or tomorrow(at).isoformat()})
        form.is_valid()
        return form

    def moment(self, at: datetime) -> Moment:
        """What was asked, or the present where it could not be read."""
        told = self.cleaned_data
        return Moment(told.get("as_of") or tomorrow(at), told.get("known_at") or at)

    @property
    def is_known_at_chosen(self) -> bool:
        """Whether an earlier state of knowledge was asked for."""
        return bool(self.cleaned_data.get("known_at"))


class ListForm(forms.Form):
    """Searches a list; the number it belongs to stays in the address."""

    q = forms.CharField(
        label="查找", required=False, max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "名称、编码、街道"}),
    )  # fmt: skip


def tomorrow(at: datetime) -> date:
    """The morning up to which everything of today counts."""
    return at.astimezone(SHANGHAI).date() + timedelta(days=1)


class CompareForm(forms.Form):
    """Which two tables stand side by side."""

    old = forms.ChoiceField(label="先")
    new = forms.ChoiceField(label="后")

    @classmethod
    def between(
        cls, tables: tuple[Table, Table] | None, choices: list[tuple[str, str]], told: QueryDict
    ) -> "CompareForm":
        """The form with what is compared now; a table that no list offers is offered too."""
        specs = [table.spec for table in tables] if tables else []
        known = {spec for spec, _ in choices}
        offered = [
            *choices,
            *((table.spec, table.label) for table in tables or () if table.spec not in known),
        ]
        form = cls(dict(zip(("old", "new"), specs, strict=False)) or None)
        for name in form.fields:
            field = form.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
            field.choices = offered
        return form
