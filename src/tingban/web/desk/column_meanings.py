"""A table of somebody else: its file, what its columns mean, and their first values beside it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from django import forms

M = TypeVar("M", bound=StrEnum)
_NOT_READ: Final = ("", "不读取")


def table_field(hint: str, missing: str) -> forms.FileField:
    """One workbook or CSV in whatever layout."""
    return forms.FileField(
        label="选择文件",
        allow_empty_file=True,
        help_text=hint,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
        error_messages={"required": missing},
    )


class MeaningsForm(forms.Form, Generic[M]):
    """A choice for every column; `offered` is what was recognised or remembered."""

    def __init__(
        self,
        *args: Any,
        heads: Sequence[str],
        meanings: Mapping[M, str],
        offered: Mapping[int, M],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.heads = heads
        self._by_value = {meaning.value: meaning for meaning in meanings}
        choices = [_NOT_READ, *((it.value, label) for it, label in meanings.items())]
        for place, head in enumerate(heads):
            meaning = offered.get(place)
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=f"“{head or '（没有表头）'}”是什么",
                choices=choices,
                widget=forms.Select(attrs={"class": "form-select"}),
                required=False,
                initial=meaning.value if meaning else "",
            )

    def first_values(self, place: int) -> Sequence[str]:
        """A few values of a column."""
        raise NotImplementedError

    @property
    def lines(self) -> list[tuple[forms.BoundField, str, str]]:
        """Field, head, and the first values of each column."""
        return [
            (self[f"column-{place}"], head, "；".join(self.first_values(place)))
            for place, head in enumerate(self.heads)
        ]

    @property
    def columns(self) -> dict[int, M]:
        """What was chosen."""
        return {
            int(name.removeprefix("column-")): self._by_value[value]
            for name, value in self.cleaned_data.items()
            if value
        }
