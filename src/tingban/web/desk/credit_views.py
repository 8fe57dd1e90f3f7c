"""The items of a push, with every fault beside its item (DOMAIN 7.1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.enforcement.credit_pushes import take_credit_step
from tingban.actions.rectification.proceedings import Told
from tingban.kit import clock
from tingban.reads.enforcement import credit as reads
from tingban.reads.enforcement.credit import CREDIT, Wording
from tingban.reads.law import law_notes
from tingban.reads.rectification.proceedings import closed_because
from tingban.rules.actors import WRITERS
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.web import doors
from tingban.web.desk.credit_forms import items_form
from tingban.web.desk.fact_forms import attempt
from tingban.web.desk.proceeding_forms import answers_of
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb


@doors.desk(roles=WRITERS)
def build(request: DeskRequest, number: str) -> HttpResponse:
    """The items before the first review."""
    return _items(request, number, CreditAct.BUILD)


@doors.desk(roles=WRITERS)
def amend(request: DeskRequest, number: str) -> HttpResponse:
    """The items of what was sent, corrected."""
    return _items(request, number, CreditAct.AMEND)


def _items(request: DeskRequest, number: str, act: CreditAct) -> HttpResponse:
    actor, today = request.actor, clock.today()
    known = reads.wording(actor, number, today=today)
    is_new = act is CreditAct.BUILD
    form = items_form(
        request.POST or None, fields=known.fields, values=known.values, version=known.version,
        is_new=is_new,
    )  # fmt: skip
    if request.method == "POST":
        form.full_clean()
        answers = answers_of(form.cleaned_data, known.fields)
        told = reads.reworded(actor, number, answers, today=today)
        form.mark(told.faults)
        known = told if told.faults else known
        if form.is_valid() and attempt(
            form,
            lambda: take_credit_step(
                number=number, act=act,
                told=Told(today, form.cleaned_data.get("reason", ""), answers),
                version=form.cleaned_data["version"], actor=actor, at=clock.now(),
            ),
            fresh=lambda: reads.wording(actor, number, today=today).version,
        ):  # fmt: skip
            messages.success(request, f"{number} {CREDIT.machine.label(act)}，等待法制审核。")
            return redirect("desk:credit_push", number=number)
    elif closed := closed_because(CREDIT, actor, number, act, today=today):
        messages.error(request, closed)
        return redirect("desk:credit_push", number=number)
    return render(request, "desk/credit/items.html", _context(known, form, act))


def _context(known: Wording, form: object, act: CreditAct) -> dict[str, object]:
    back = reverse("desk:credit_push", args=[known.number])
    return {
        "form": form,
        "known": known,
        "label": CREDIT.machine.label(act),
        "back": back,
        "laws": law_notes(("APL-48", "APL-59", "PIP-25"), on=clock.today()),
        "crumbs": [
            Crumb("信用推送", reverse("desk:credit_pushes")),
            Crumb(known.number, back),
            Crumb(CREDIT.machine.label(act)),
        ],
    }
