"""Forms of credit pushes: the items, what leaves together, what comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from tingban.reads.enforcement.credit_lists import PushLine
from tingban.rules.enforcement.credit_faults import ItemFault
from tingban.rules.enforcement.credit_fields import FORMATS, NO_DECISION
from tingban.rules.enforcement.credit_items import ITEM_BY_CODE
from tingban.rules.rectification.fields import Ask, Field
from tingban.web.desk.fact_forms import ChangingForm, text_field
from tingban.web.desk.proceeding_forms import fit

_PREFIX: Final = "told_"
_TABLES: Final = ".xlsx,.xls,.csv"


class ItemsForm(ChangingForm):
    """All items of a push; the browser keeps none back, so that all faults are told at once."""

    use_required_attribute = False

    def mark(self, faults: Sequence[ItemFault]) -> None:
        """Each fault beside its item, and all of them at the top."""
        for fault in faults:
            _, _, sentence = fault.sentence.partition("：")
            name = _PREFIX + fault.code
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, sentence or fault.sentence)


class AmendForm(ItemsForm):
    """The same, and why."""

    reason = text_field("更正的原因", rows=2)


def items_form(
    data: Any, *, fields: tuple[Field, ...], values: Mapping[str, Any], version: int, is_new: bool
) -> ItemsForm:
    """The form with what is known filled in."""
    kind = ItemsForm if is_new else AmendForm
    initial = {_PREFIX + it.name: _shown(it, values.get(it.name)) for it in fields}
    form = kind(data, initial=initial | {"version": version})
    fit(form, tuple(replace(it, is_required=_is_required(it)) for it in fields))
    for name, shown in form.fields.items():
        if name.startswith(_PREFIX):
            shown.error_messages["required"] = "没有填写。"
    return form


def _is_required(field: Field) -> bool:
    item = ITEM_BY_CODE.get(field.name)
    return item.is_required if item else field.name != NO_DECISION.name


def _shown(field: Field, value: Any) -> Any:
    """A kept value as its widget shows it."""
    if value in (None, ""):
        return value
    match field.ask:
        case Ask.MONEY:
            return Decimal(value) / 100
        case Ask.DAY:
            return date.fromisoformat(value)
        case Ask.LINES:
            return "\n".join(value)
    return value


class SendForm(forms.Form):
    """Which pushes leave in one file, and as what."""

    numbers = forms.MultipleChoiceField(
        label="选择推送", widget=forms.CheckboxSelectMultiple,
        help_text="一份文件只装同一个县、同一类信息",
        error_messages={"required": "请至少选择一条。"},
    )  # fmt: skip
    format = forms.ChoiceField(
        label="文件格式", choices=FORMATS, initial="xlsx", widget=forms.RadioSelect,
        help_text="三种格式内容相同，按平台要求选择",
    )  # fmt: skip

    def __init__(self, *args: Any, ready: Sequence[PushLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = [  # type: ignore[attr-defined]
            (it.number, f"{it.title}（{it.kind_label}，{it.stage_label}）") for it in ready
        ]


class ReceiptsForm(forms.Form):
    """A list of receipts."""

    file = forms.FileField(
        label="回执文件", widget=forms.FileInput(attrs={"accept": _TABLES}),
        help_text="须有“回执编号”一列，以及“推送编号”或“文号”；可以有“结果”和“原因”。"
        "有一行对不上，就一条也不写入。",
        error_messages={"required": "请选择回执文件。"},
    )  # fmt: skip


class CheckForm(forms.Form):
    """A returned list and its month."""

    month = forms.DateField(
        label="月份", input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        help_text="核对这个月发出的推送",
        error_messages={"invalid": "请填写月份，例如 2024-06。"},
    )  # fmt: skip
    file = forms.FileField(
        label="平台导出的名单", widget=forms.FileInput(attrs={"accept": _TABLES}),
        help_text="表头用三十项的名称或代码，至少有“行政处罚决定书文号”",
        error_messages={"required": "请选择平台导出的名单。"},
    )  # fmt: skip
