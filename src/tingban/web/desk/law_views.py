"""法律条文: what the platform cites, in the words of the law, with validity."""

from itertools import groupby
from typing import Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tingban.kit import clock
from tingban.reads import law as reads
from tingban.rules.actors import BY_UNIT, FIELD, OF_PLACE, READERS
from tingban.web import doors
from tingban.web.desk.local_figures import FIGURES
from tingban.web.doors import DeskRequest
from tingban.web.ui.filters import choice, search_field

# So few are shown with their words at once.
_OPEN: Final = 30
_ROLES: Final = READERS | FIELD | BY_UNIT | OF_PLACE


class LawFilter(forms.Form):
    """Which articles."""

    q = search_field("条文、条号")
    law = choice("法律文件", "全部", [])


@require_GET
@doors.desk(roles=_ROLES)
def law(request: DeskRequest) -> HttpResponse:
    """All cited articles that are law today, by law."""
    today = clock.today()
    book = reads.law_book(on=today)
    form = LawFilter(request.GET)
    names = dict.fromkeys(note.law for note in book)
    form.fields["law"].choices = [("", "全部"), *((name, name) for name in names)]  # type: ignore[attr-defined]
    told = form.cleaned_data if form.is_valid() else {}
    notes = reads.law_book(on=today, law=told.get("law", ""), text=told.get("q", ""))
    parts = groupby(notes, key=lambda note: (note.law, note.version, note.valid_from))
    context = {
        "form": form, "count": len(notes), "is_open": len(notes) <= _OPEN,
        "figures": () if told.get("q") or told.get("law") else FIGURES,
        "by_law": [(key, list(part)) for key, part in parts],
    }  # fmt: skip
    return render(request, "desk/law.html", context)
