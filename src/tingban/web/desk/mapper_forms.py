"""Forms of the register mapper: the file, what its columns mean, where its areas lie."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from tingban.rules.areas import COUNTIES
from tingban.rules.exchange.mapping import MEANING_LABELS, SAMPLES, Meaning, Register
from tingban.rules.exchange.planning import LEAVE_OUT

_NOT_READ: Final = ("", "不读取")


class RegisterForm(forms.Form):
    """One foreign register."""

    book = forms.FileField(
        label="选择文件",
        allow_empty_file=True,
        help_text="别处来的小区名单：.csv、.xlsx 或 .xls，要有表头，一次最多 2 万行。",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
        error_messages={"required": "请选择要对照的文件。"},
    )


class ColumnsForm(forms.Form):
    """A choice for every column; `lines` shows each with its first values."""

    def __init__(
        self, *args: Any, register: Register, offered: Mapping[int, Meaning], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        choices = [_NOT_READ, *((it.value, label) for it, label in MEANING_LABELS.items())]
        for place, head in enumerate(register.heads):
            meaning = offered.get(place)
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=f"“{head or '（没有表头）'}”是什么",
                choices=choices,
                widget=forms.Select(attrs={"class": "form-select"}),
                required=False,
                initial=meaning.value if meaning else "",
            )

    @property
    def lines(self) -> list[tuple[forms.BoundField, str, list[str]]]:
        """Field, head, and the first values of each column."""
        return [
            (self[f"column-{place}"], head, self._samples(place))
            for place, head in enumerate(self.register.heads)
        ]

    def _samples(self, place: int) -> list[str]:
        told = dict.fromkeys(row[place] for row in self.register.rows if row[place])
        return list(told)[:SAMPLES]

    @property
    def columns(self) -> dict[int, Meaning]:
        """What was chosen."""
        return {
            int(name.removeprefix("column-")): Meaning(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class AreasForm(forms.Form):
    """A county for every area word; `lines` shows each with its number of rows."""

    def __init__(
        self, *args: Any, words: Mapping[str, int], offered: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words = list(words.items())
        choices = [
            ("", "请选择"),
            *((county.code, county.name) for county in COUNTIES),
            (LEAVE_OUT, "不导入这些行"),
        ]
        for place, (word, _) in enumerate(self.words):
            self.fields[f"area-{place}"] = forms.ChoiceField(
                label=f"“{word or '（空白）'}”是哪个县(市、区)",
                choices=choices,
                widget=forms.Select(attrs={"class": "form-select"}),
                initial=offered.get(word, ""),
                error_messages={"required": "请选择县(市、区)，或选择“不导入这些行”。"},
            )

    @property
    def lines(self) -> list[tuple[forms.BoundField, str, int]]:
        """Field, word, and how many rows say so."""
        return [
            (self[f"area-{place}"], word, count) for place, (word, count) in enumerate(self.words)
        ]

    @property
    def areas(self) -> dict[str, str]:
        """What was chosen."""
        return {
            word: self.cleaned_data[f"area-{place}"] for place, (word, _) in enumerate(self.words)
        }
