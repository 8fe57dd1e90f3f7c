"""Forms of slips: who sent the file, what its columns mean, what is decided of each row."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict

from tingban.actions.exchange.slip_registering import Decision
from tingban.reads.exchange.slips import Batch
from tingban.rules.complaints.sources import SOURCE_LABELS, Source
from tingban.rules.exchange.slip_heads import PERSONAL, SLIP_LABELS, SlipMeaning
from tingban.rules.exchange.slip_states import SENDERS, SlipChoice

_NOT_READ: Final = ("", "不读取")


class SlipsForm(forms.Form):
    """One file of one sender."""

    source = forms.ChoiceField(
        label="哪里转来的",
        choices=[("", "请选择"), *((it.value, SOURCE_LABELS[it]) for it in SENDERS)],
        error_messages={"required": "请选择这份表是哪里转来的。"},
    )
    book = forms.FileField(
        label="选择文件",
        allow_empty_file=True,
        help_text="转来的原表，.xlsx、.xls 或 .csv，什么版式都行，要有表头；一次最多 5000 行。",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
        error_messages={"required": "请选择转来的文件。"},
    )

    @property
    def sender(self) -> Source:
        """Who was chosen."""
        return Source(self.cleaned_data["source"])


class SlipColumnsForm(forms.Form):
    """A choice for every column; `lines` shows each with its first values, nobody's among them."""

    def __init__(
        self, *args: Any, batch: Batch, offered: Mapping[int, SlipMeaning], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        choices = [_NOT_READ, *((it.value, label) for it, label in SLIP_LABELS.items())]
        for place, head in enumerate(batch.heads):
            meaning = offered.get(place)
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=f"“{head or '（没有表头）'}”是什么",
                choices=choices,
                widget=forms.Select(attrs={"class": "form-select"}),
                required=False,
                initial=meaning.value if meaning else "",
            )
        self._hidden = {place for place, meaning in offered.items() if meaning in PERSONAL}

    @property
    def lines(self) -> list[tuple[forms.BoundField, str, str]]:
        """Field, head, and the first values of each column."""
        return [
            (self[f"column-{place}"], head, self._shown(place))
            for place, head in enumerate(self.batch.heads)
        ]

    def _shown(self, place: int) -> str:
        if place in self._hidden:
            return "（个人信息，不显示）"
        told = self.batch.samples[place] if place < len(self.batch.samples) else ()
        return "；".join(told) or "（整列是空的）"

    @property
    def columns(self) -> dict[int, SlipMeaning]:
        """What was chosen."""
        return {
            int(name.removeprefix("column-")): SlipMeaning(value)
            for name, value in self.cleaned_data.items()
            if value
        }


def decisions(told: QueryDict) -> dict[int, Decision]:
    """What was chosen for each row of a page; what is no choice of ours stays undecided.

    One press may register whatever of the page was not chosen: it was all seen.
    """
    found, rest = {}, SlipChoice.REGISTER if "rest" in told else SlipChoice.ASK
    for name in told:
        place = name.removeprefix("choice-")
        if place != name and place.isascii() and place.isdigit() and len(place) < 7:
            found[int(place)] = Decision(
                choice=_choice(told.get(name, ""), rest),
                community=told.get(f"community-{place}", "")[:16],
                category=told.get(f"category-{place}", "")[:8],
                main=told.get(f"main-{place}", ""),
            )
    return found


def _choice(text: str, rest: SlipChoice) -> SlipChoice:
    found = SlipChoice(text) if text in set(SlipChoice) else SlipChoice.ASK
    return rest if found is SlipChoice.ASK else found
