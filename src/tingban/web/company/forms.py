"""Forms of the company door: large fields, plain words, files without script."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django import forms

from tingban.actions.rectification.company_answers import Report
from tingban.reads.rectification.company_side import SideProblem
from tingban.rules.errors import Overtaken, Refused
from tingban.rules.rectification import Category
from tingban.rules.rectification.company_links import TAIL
from tingban.web.ui.submitting import place_of
from tingban.web.ui.uploads import FilesField, ManyFiles, uploads_of

_CHANGED: Final = (
    "您打开页面之后，这里有了改动。请先核对最新的内容，再提交一次；您刚才提交的没有写入。"
)
_PICTURES = "image/jpeg,image/png,image/webp"


def _box(**attrs: object) -> dict[str, object]:
    return {"class": "pt-box", **attrs}


def errors_of(form: forms.Form) -> list[tuple[str, str]]:
    """Every fault with the field it belongs to; empty where nothing was sent."""
    return [
        (place_of(form, name), str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


def accepted(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act went through; a refusal goes onto the form, a line each.

    Whoever was faster is not named here: it was somebody of the bureau, or an owner.
    """
    try:
        act()
    except Overtaken:
        form.add_error(None, _CHANGED)
        return False
    except Refused as refusal:
        for line in refusal.sentence.splitlines():
            form.add_error(None, line)
        return False
    return True


class TailForm(forms.Form):
    """The second piece."""

    tail = forms.CharField(
        label=f"统一社会信用代码的后 {TAIL} 位", max_length=8,
        help_text="在营业执照上，共 18 位，填最后 4 位数字或字母。",
        widget=forms.TextInput(
            attrs=_box(autocomplete="off", autocapitalize="characters", spellcheck="false")
        ),
        error_messages={"required": "请填写后 4 位。"},
    )  # fmt: skip


class PleaForm(forms.Form):
    """陈述、申辩."""

    text = forms.CharField(
        label="对哪一项有异议，事实和理由是什么", max_length=4000,
        widget=forms.Textarea(attrs=_box(rows=8)),
        error_messages={"required": "请写明异议的事实和理由。"},
    )  # fmt: skip


class ExtensionForm(forms.Form):
    """申请延期."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.DateField(
        label="想延长到哪一天", help_text="最多延长 15 日，只能延长一次。",
        widget=forms.DateInput(attrs=_box(type="date"), format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "请填写日期，例如 2024-06-18。"},
    )  # fmt: skip
    reason = forms.CharField(
        label="为什么按期改不完", max_length=2000, widget=forms.Textarea(attrs=_box(rows=5)),
        error_messages={"required": "请写明原因。"},
    )  # fmt: skip


def _pictures(label: str, hint: str) -> FilesField:
    return FilesField(
        label=label, help_text=hint, allow_empty_file=True,
        widget=ManyFiles(attrs=_box(accept=_PICTURES, multiple=True)),
        error_messages={"required": f"请选择{label}。"},
    )  # fmt: skip


def _yuan(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.01"), max_digits=12, decimal_places=2,
        widget=forms.NumberInput(attrs=_box(inputmode="decimal", step="0.01")),
        error_messages={
            "required": "请填写金额。", "invalid": "请填写金额，例如 1200.50。",
            "min_value": "金额应大于零。", "max_decimal_places": "金额最多写两位小数（到分）。",
        },
    )  # fmt: skip


class AnswerForm(forms.Form):
    """整改报告; publication is asked of CAT-6, amounts and voucher of CAT-7 (T-P08)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    report = forms.CharField(
        label="整改情况", max_length=4000, help_text="做了什么、现在怎样，逐项写。",
        widget=forms.Textarea(attrs=_box(rows=8)),
        error_messages={"required": "请写明整改情况。"},
    )  # fmt: skip
    after = _pictures(
        "整改后照片", "至少一张，可以一次选几张；照片里的拍摄地点、手机信息只给办理单位看。"
    )
    publication = _pictures("公示照片", "在小区醒目位置公示的照片，至少一张。")
    owed = _yuan("应退金额（元）")
    repaid = _yuan("已退金额（元）")
    voucher = forms.CharField(
        label="退款凭证", max_length=200, help_text="例如银行回单的编号和日期。",
        widget=forms.TextInput(attrs=_box(autocomplete="off")),
        error_messages={"required": "请写明退款凭证。"},
    )  # fmt: skip
    voucher_files = FilesField(
        label="凭证的照片或 PDF", required=False, allow_empty_file=True,
        widget=ManyFiles(attrs=_box(accept=f"{_PICTURES},application/pdf", multiple=True)),
    )  # fmt: skip

    def __init__(self, *args: Any, problem: SideProblem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if problem.category is not Category.CAT_6:
            del self.fields["publication"]
        if problem.category is not Category.CAT_7:
            for name in ("owed", "repaid", "voucher", "voucher_files"):
                del self.fields[name]

    def report_told(self) -> Report:
        """The form as the act takes it."""
        told = self.cleaned_data
        return Report(
            text=told["report"],
            after=tuple(uploads_of(told["after"])),
            publication=tuple(uploads_of(told.get("publication") or ())),
            owed=_fen(told.get("owed")),
            repaid=_fen(told.get("repaid")),
            voucher=told.get("voucher", ""),
            voucher_files=tuple(uploads_of(told.get("voucher_files") or ())),
        )


def _fen(yuan: Decimal | None) -> int:
    """Yuan as typed, in 0.01 yuan; nothing is nothing."""
    return int(yuan * 100) if yuan is not None else 0
