"""The cards of these facts, and the short forms that end them, look alike too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.kit import clock
from tingban.reads.overview.lines import TimeLine
from tingban.web.desk import card_lines
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Action, Crumb, Fact
from tingban.web.ui.submitting import refusals_on


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows."""

    title: str
    crumbs: Sequence[Crumb]
    facts: Sequence[Fact]
    time_line: TimeLine
    actions: Sequence[Action]
    mark: str = ""


def card_page(request: DeskRequest, card: Card) -> HttpResponse:
    """Facts at left, what happened at right, next steps as buttons."""
    moments = card_lines.moments(card.time_line, clock.today())
    return render(request, "desk/enforcement/card.html", {"card": card, "moments": moments})


@dataclass(frozen=True, slots=True)
class Step:
    """A short form that takes one step on a card."""

    title: str
    lead: str
    button: str
    done: str
    back: str
    crumbs: Sequence[Crumb]
    is_grave: bool = False


def step_page(
    request: DeskRequest, form: forms.Form, step: Step, act: Callable[[forms.Form], object]
) -> HttpResponse:
    """Ask, act, go back to the card; a refusal keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form)
            messages.success(request, step.done)
            return redirect(step.back)
    context = {
        "form": form, "title": step.title, "lead": step.lead, "button": step.button,
        "crumbs": step.crumbs, "is_grave": step.is_grave, "back": step.back,
    }  # fmt: skip
    return render(request, "desk/registry/reason.html", context)
