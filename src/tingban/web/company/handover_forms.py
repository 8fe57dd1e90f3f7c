"""Forms of the hand-over list at the company door."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from tingban.rules.exits.handover import OBJECTION_LENGTH, Line
from tingban.web.desk.handover_forms import key_of

_CHANGED: Final = "勾选的项刚刚有了改动，请核对最新的清单再勾选。"


class ConfirmForm(forms.Form):
    """Which of the lines that wait for this side it confirms."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lines = forms.MultipleChoiceField(
        error_messages={
            "required": "请先勾选要确认的项，再点“确认勾选的项”。", "invalid_choice": _CHANGED,
        },
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [key_of(line) for line in waiting]
        self.fields["lines"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]  # a field with choices

    @property
    def ticked(self) -> frozenset[str]:
        """What was ticked when the page came back."""
        return frozenset(self["lines"].value() or ()) if self.is_bound else frozenset()


class ObjectionForm(forms.Form):
    """What is wrong with a line."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    line = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="哪里不对，实际是多少", max_length=OBJECTION_LENGTH,
        help_text="业主一方、街道、接管单位和住建部门都看得到。"
        "不要写业主的姓名、房号、电话，也不要写密码。",
        widget=forms.Textarea(attrs={"class": "pt-box", "rows": 5}),
        error_messages={
            "required": "请写明哪里不对、实际是多少。",
            "max_length": f"最多写 {OBJECTION_LENGTH} 个字，请写得短一些。",
        },
    )  # fmt: skip
