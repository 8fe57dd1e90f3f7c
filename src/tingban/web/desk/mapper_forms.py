"""Forms of the register mapper: the file, what its columns mean, where its areas lie."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from tingban.rules.areas import COUNTIES
from tingban.rules.exchange.mapping import MEANING_LABELS, SAMPLES, Meaning, Register
from tingban.rules.exchange.planning import LEAVE_OUT
from tingban.web.desk.column_meanings import MeaningsForm, table_field


class RegisterForm(forms.Form):
    """One foreign register."""

    book = table_field(
        "别处来的小区名单：.csv、.xlsx 或 .xls，要有表头，一次最多 2 万行。",
        "请选择要对照的文件。",
    )


class ColumnsForm(MeaningsForm[Meaning]):
    """What the columns of a register are."""

    def __init__(
        self, *args: Any, register: Register, offered: Mapping[int, Meaning], **kwargs: Any
    ) -> None:
        super().__init__(
            *args, heads=register.heads, meanings=MEANING_LABELS, offered=offered, **kwargs
        )
        self._rows = register.rows

    def first_values(self, place: int) -> Sequence[str]:
        """Each once."""
        return list(dict.fromkeys(row[place] for row in self._rows if row[place]))[:SAMPLES]


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
