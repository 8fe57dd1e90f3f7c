"""The filter of the event log."""

from typing import Any

from django import forms

from tingban.rules.audit import acts


def _act_choices() -> list[Any]:
    return [("", "全部操作"), *acts.grouped_acts()]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class LogFilter(forms.Form):
    """Which entries."""

    who = forms.CharField(
        label="操作人", required=False, max_length=64, widget=forms.TextInput({"type": "search"})
    )
    act = forms.ChoiceField(label="操作", required=False, choices=_act_choices)
    subject = forms.CharField(
        label="对象编号", required=False, max_length=64, widget=forms.TextInput({"type": "search"})
    )
    since = _day("自")
    until = _day("至")
