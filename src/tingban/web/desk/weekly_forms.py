"""Forms of the Friday: the brief and its notes, reasons, cells, values."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from tingban.rules.weekly.cells import CELLS
from tingban.rules.weekly.contents import BRIEF_PARTS, BriefText

_CELL_CHOICES: Final = [(cell.code, cell.title) for cell in CELLS]
_PART_HINTS: Final = {
    "progress": "本周做了什么、到什么程度。数字由系统自动附上，不用手写。",
    "practice": "可以推广的做法；没有就写“本周无”。",
    "cases": "典型案例，不写投诉人的姓名和电话；没有就写“本周无”。",
}
_NOTE: Final = "note-"


class VersionedForm(forms.Form):
    """Carries the version that the page was made from, so that two clerks do not overwrite."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PartField(forms.CharField):
    """A part that has to be written in the end; a draft may stop halfway."""

    def validate(self, value: str) -> None:
        """Nothing is asked of a draft."""


class DraftForm(VersionedForm):
    """The three parts of 周工作简报, and a note to each warning."""

    use_required_attribute = False

    def __init__(self, *args: Any, checks: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in BRIEF_PARTS.items():
            self.fields[name] = PartField(
                label=label,
                help_text=_PART_HINTS[name],
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        for check in checks:
            self.fields[f"{_NOTE}{check}"] = forms.CharField(
                label=f"{check} 的说明", required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of 简报."""
        return [self[name] for name in BRIEF_PARTS]

    def note(self, check: str) -> forms.BoundField | None:
        """The field of the note to a warning."""
        name = f"{_NOTE}{check}"
        return self[name] if name in self.fields else None

    @property
    def brief(self) -> BriefText:
        """What was typed."""
        return BriefText.of({name: self.cleaned_data[name] for name in BRIEF_PARTS})

    @property
    def notes(self) -> dict[str, str]:
        """Notes by check."""
        return {
            name.removeprefix(_NOTE): text
            for name, text in self.cleaned_data.items()
            if name.startswith(_NOTE)
        }


class ReasonForm(VersionedForm):
    """Why."""

    reason = forms.CharField(
        label="原因", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CellsForm(ReasonForm):
    """Which cells, and why."""

    cells = forms.MultipleChoiceField(
        label="指标", choices=_CELL_CHOICES, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一个指标，说清是哪一格的问题。"},
    )  # fmt: skip
    field_order = ("cells", "reason", "version")


class OverrideForm(ReasonForm):
    """A value in the place of the count; `computed` is the count that the head saw."""

    computed = forms.IntegerField(widget=forms.HiddenInput)
    given = forms.IntegerField(
        label="改填为", min_value=0, max_value=1_000_000,
        help_text="填回统计数，就是撤销改值。",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    field_order = ("given", "reason", "version", "computed")
