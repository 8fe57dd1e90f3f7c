"""Forms of slips: who sent the file, what its columns mean, what is decided of each row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from tingban.actions.exchange.slip_registering import Decision
from tingban.reads.exchange.slips import Batch
from tingban.rules.complaints.sources import SOURCE_LABELS, Source
from tingban.rules.exchange.slip_heads import PERSONAL, SLIP_LABELS, SlipMeaning
from tingban.rules.exchange.slip_states import SENDERS, SlipChoice
from tingban.web.desk.column_meanings import MeaningsForm, table_field


class SlipsForm(forms.Form):
    """One file of one sender."""

    source = forms.ChoiceField(
        label="哪里转来的",
        choices=[("", "请选择"), *((it.value, SOURCE_LABELS[it]) for it in SENDERS)],
        error_messages={"required": "请选择这份表是哪里转来的。"},
    )
    book = table_field(
        "转来的原表，.xlsx、.xls 或 .csv，什么版式都行，要有表头；一次最多 5000 行。",
        "请选择转来的文件。",
    )

    @property
    def sender(self) -> Source:
        """Who was chosen."""
        return Source(self.cleaned_data["source"])


class SlipColumnsForm(MeaningsForm[SlipMeaning]):
    """What the columns of a sender are; values that name somebody are not shown."""

    def __init__(
        self, *args: Any, batch: Batch, offered: Mapping[int, SlipMeaning], **kwargs: Any
    ) -> None:
        super().__init__(*args, heads=batch.heads, meanings=SLIP_LABELS, offered=offered, **kwargs)
        self._samples = batch.samples
        self._hidden = {place for place, meaning in offered.items() if meaning in PERSONAL}

    def first_values(self, place: int) -> Sequence[str]:
        """As they were kept when the file came."""
        if place in self._hidden:
            return ["（个人信息，不显示）"]
        return self._samples[place] if place < len(self._samples) else ()


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
