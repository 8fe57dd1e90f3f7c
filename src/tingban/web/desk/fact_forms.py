"""What the forms of facts share: days, moments, versions, marks, and acting on them.

A refusal goes onto the form and what was typed stays. After a conflict the form carries the
fresh version: the clerk was told and sees the present state beside it.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import QueryDict

from tingban.rules.errors import Conflict, Refused

LOOK: Final = "look"


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A day, with the browser's own picker."""
    return forms.DateField(
        label=label, required=required, help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请填写日期，例如 2024-06-18。"},
    )  # fmt: skip


def moment_field(label: str, *, hint: str = "") -> forms.DateTimeField:
    """A day and hour in Shanghai."""
    return forms.DateTimeField(
        label=label, help_text=hint, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "请填写日期和时间，例如 2024-06-18 09:30。"},
    )  # fmt: skip


def text_field(label: str, *, required: bool = True, hint: str = "", rows: int = 4) -> Any:
    """Running text."""
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line_field(label: str, *, required: bool = False, hint: str = "", limit: int = 48) -> Any:
    """One line of text."""
    return forms.CharField(label=label, required=required, help_text=hint, max_length=limit)


def mark() -> str:
    """A mark for a creating form: sent twice, it makes one row (`actions.audit.locking.once`)."""
    return uuid4().hex


class CreatingForm(forms.Form):
    """A form that makes a row."""

    form = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ChangingForm(forms.Form):
    """A form that changes a row as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def carry(self, version: int) -> None:
        """Show this version from now on."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("version")] = str(version)
        self.data = data


class ReasonForm(ChangingForm):
    """Why."""

    reason = text_field("原因", rows=3)


class DayReasonForm(ChangingForm):
    """On which day, and why."""

    on = day_field("日期")
    reason = text_field("原因", rows=3)


def attempt(form: forms.Form, call: Callable[[], object], *, fresh: Callable[[], int]) -> object:
    """What the act gives, or None after its refusal went onto the form."""
    try:
        return call() or True
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        if isinstance(refusal, Conflict) and isinstance(form, ChangingForm):
            form.carry(fresh())
        return None


def typed(form: forms.Form) -> dict[str, object]:
    """What stands in a form, to show it again unjudged."""
    return {name: form[name].value() for name in form.fields}
