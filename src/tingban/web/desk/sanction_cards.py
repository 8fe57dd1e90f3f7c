"""The cards of these facts, and the short forms that end them, look alike too."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit import clock
from tingban.reads.overview.lines import TimeLine
from tingban.web.desk import card_lines
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Action, Crumb, Fact


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
