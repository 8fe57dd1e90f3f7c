"""A page that takes one step: asks little, acts, goes back to the card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import ReasonForm, refusals_on


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form that takes one step on a card; `seen` is the version that the card shows,
    `points` what the lead ends in, one by one."""

    title: str
    lead: str
    button: str
    done: str
    back: str
    crumbs: Sequence[Crumb]
    is_grave: bool = False
    seen: int | None = None
    points: Sequence[str] = ()


def step_page(
    request: DeskRequest, form: forms.Form, step: ShortForm, act: Callable[[forms.Form], object]
) -> HttpResponse:
    """Ask, act, go back to the card; a refusal keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=step.seen):
            act(form)
            messages.success(request, step.done)
            return redirect(step.back)
    context = {
        "form": form, "title": step.title, "lead": step.lead, "button": step.button,
        "crumbs": step.crumbs, "is_grave": step.is_grave, "back": step.back,
        "points": step.points,
    }  # fmt: skip
    return render(request, "desk/registry/reason.html", context)


def reason_page(
    request: DeskRequest, step: ShortForm, act: Callable[[forms.Form], object]
) -> HttpResponse:
    """The same where nothing is asked but why, on the version that was seen."""
    form = ReasonForm(request.POST or None, initial={"version": step.seen})
    return step_page(request, form, step, act)
