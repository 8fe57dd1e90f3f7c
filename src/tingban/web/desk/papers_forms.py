"""Forms of 文书: filter, editor, signing, service."""

from typing import Any, Final

from django import forms

from tingban.actions.documents.papers import Service, Wording
from tingban.reads.documents.paper_lists import PaperFilter
from tingban.rules.documents.batches import BatchKind
from tingban.rules.documents.papers import STAGE_LABELS
from tingban.rules.documents.service import WAYS, Way
from tingban.rules.documents.templates import Slot, SlotKind, Template
from tingban.web.desk.fact_forms import ChangingForm, CreatingForm, day_field, line_field
from tingban.web.ui.filters import Filter, choice, county_field, search_field, told
from tingban.web.ui.optional import marked

_WAYS: Final = [(row.way.value, row.label) for row in WAYS]
_HINTS: Final = {
    SlotKind.DAY: "日期，例如 2024-06-18",
    SlotKind.MONEY: "元，最多两位小数",
    SlotKind.COUNT: "整数",
    SlotKind.AREA: "平方米，最多两位小数",
    SlotKind.LINES: "一条一行，编号由系统加",
}


class PaperFilterForm(Filter):
    """Which papers."""

    q = search_field("文号、标题、所属事项")
    stage = choice(
        "状态", "没有作废的",
        [("mine", "等我签发"), *told(STAGE_LABELS), ("all", "全部")],
    )  # fmt: skip
    template = choice("种类", "各种文书", [])
    county = county_field()

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "各种文书"), *kinds]

    def wanted(self) -> PaperFilter:
        """The filter as the read takes it."""
        return PaperFilter(
            text=self.text_of("q"),
            stage=self.text_of("stage") or "living",
            template=self.text_of("template"),
            county=self.text_of("county"),
        )


class PaperForm(ChangingForm):
    """The body, and beside it what has no other source; fields are those of the template."""

    body = forms.CharField(
        label="正文", max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false"}),
        help_text="一段一行。【】里的是要素，由系统填入数据，请留在原处；其余文字可以改。",
    )  # fmt: skip

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.by_name = {
            f"slot_{place}": slot for place, slot in enumerate(template.slots) if slot.by_hand
        }
        for name, slot in self.by_name.items():
            self.fields[name] = _field(slot)

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """What is typed beside the body."""
        return [self[name] for name in self.by_name]

    def wording(self) -> Wording:
        """The form as the act takes it."""
        told = self.cleaned_data
        typed = {slot.label: told.get(name, "") for name, slot in self.by_name.items()}
        return Wording(told["body"], typed)


def _field(slot: Slot) -> forms.CharField:
    """One line, or several where it is a text; nothing is required until it is sent up."""
    is_long = slot.kind in (SlotKind.TEXT, SlotKind.LINES)
    hint = "；".join(it for it in (_HINTS.get(slot.kind, ""), slot.source) if it)
    field = forms.CharField(
        label=slot.label, required=False, max_length=4000, help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput(),
    )  # fmt: skip
    return marked(field, "送签前补齐") if slot.must else field


class PaperSignForm(ChangingForm):
    """On which day."""

    on = day_field("签发日期")


class PaperServiceForm(ChangingForm):
    """送达."""

    way = forms.ChoiceField(label="送达方式", choices=_WAYS, widget=forms.RadioSelect)
    on = day_field("送达日期", hint="以送达回证、回执上的日期为准；公告送达填公告之日")
    proof = line_field("送达凭证", required=True, limit=200)
    receiver = line_field("签收人", limit=64)

    def service(self) -> Service:
        """The form as the act takes it."""
        told = self.cleaned_data
        return Service(Way(told["way"]), told["on"], told["proof"], told["receiver"])


class PaperBatchForm(CreatingForm):
    """Many at once; a day is asked where they are signed."""

    on = day_field("签发日期", required=False)

    def __init__(self, *args: Any, kind: BatchKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = kind is BatchKind.SIGN


class PaperStepForm(ChangingForm):
    """A step that asks nothing."""
