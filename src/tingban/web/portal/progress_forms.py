"""Number and 查询码, and what is done with them."""

import re
from typing import Any, Final

from django import forms

from tingban.actions.complaints.receiving import LONGEST_TEXT
from tingban.kit.text import clean, fold
from tingban.rules.complaints import (
    CODE_LENGTH,
    is_query_code,
    normalise_query_code,
    parse_case_number,
)
from tingban.rules.complaints.stages import RATING_LABELS, Rating
from tingban.web.portal.files import files_field
from tingban.web.ui.submitting import new_mark

_SAMPLE: Final = "TS-140802-20240603-0012-0"
_WHOLE_NUMBER: Final = re.compile(r"(TS)?-?\d{6}-?\d{8}-?\d{4}-?\d", re.IGNORECASE | re.ASCII)


class EntryForm(forms.Form):
    """What the receipt says; a slip of the pen is told before anything is looked up."""

    number = forms.CharField(
        label="受理编号", max_length=40, help_text=f"如 {_SAMPLE}，横线写不写都行。",
        error_messages={"required": "请写受理编号。"},
        widget=forms.TextInput(attrs={"class": "pt-box", "autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label="查询码", max_length=24,
        help_text=f"回执上的 {CODE_LENGTH} 位字母和数字，大小写都行。",
        error_messages={"required": "请写查询码。"},
        widget=forms.TextInput(
            attrs={"class": "pt-box pt-short", "autocomplete": "off", "spellcheck": "false"}
        ),
    )  # fmt: skip

    def clean_number(self) -> str:
        """The number as it is printed."""
        told = fold(self.cleaned_data["number"])
        number = parse_case_number(told)
        if number is not None:
            return str(number)
        if _WHOLE_NUMBER.fullmatch(told):
            raise forms.ValidationError("编号里好像抄错了一位，请对着回执核对。")
        raise forms.ValidationError(f"编号不完整。它的样子是 {_SAMPLE}，一共 19 个数字。")

    def clean_code(self) -> str:
        """The code as it was printed."""
        code = normalise_query_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(f"查询码是 {CODE_LENGTH} 位，您写了 {len(code)} 位。")
        if not is_query_code(code):
            raise forms.ValidationError("查询码里没有数字 0、1，也没有字母 I、L、O，请核对。")
        return code


class MaterialForm(forms.Form):
    """More words or files."""

    text = forms.CharField(
        label="要补充什么", required=False, max_length=LONGEST_TEXT,
        help_text="新的情况、时间、地点。不要写身份证号，也不要写别人的姓名和电话。",
        widget=forms.Textarea(attrs={"class": "pt-box", "rows": 6}),
        error_messages={"max_length": f"最多 {LONGEST_TEXT} 个字，请说主要的。"},
    )  # fmt: skip
    uploads = files_field()
    mark = forms.CharField(widget=forms.HiddenInput, initial=new_mark, required=False)

    def clean(self) -> dict[str, Any]:
        """Something of either."""
        told: dict[str, Any] = self.cleaned_data
        has_files = any(told.get("uploads") or ())
        if not self.errors and not has_files and not clean(told.get("text", "")):
            self.add_error("text", "请写要补充的内容，或者选择照片。")
        return told


class WithdrawForm(forms.Form):
    """Why the complainant no longer wants it."""

    reason = forms.CharField(
        label="为什么撤回", max_length=200,
        help_text="如：物业已经解决了。",
        error_messages={"required": "请简单写一下原因。"},
        widget=forms.Textarea(attrs={"class": "pt-box", "rows": 3}),
    )  # fmt: skip


class RateForm(forms.Form):
    """满意, 基本满意, 不满意."""

    rating = forms.ChoiceField(
        label="您对办理结果", widget=forms.RadioSelect,
        choices=[(it.value, label) for it, label in RATING_LABELS.items()],
        error_messages={"required": "请选一种。"},
    )  # fmt: skip
    reason = forms.CharField(
        label="哪里不满意，有什么新情况", required=False, max_length=1000,
        help_text="选“不满意”的请写明，由负责人决定是否重新办理。",
        widget=forms.Textarea(attrs={"class": "pt-box", "rows": 4}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """不满意 says why (T-C18)."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("rating") == Rating.NOT_CONTENT and not clean(told.get("reason", "")):
            self.add_error("reason", "请说说哪里不满意，有什么新情况，我们好接着办。")
        return told
