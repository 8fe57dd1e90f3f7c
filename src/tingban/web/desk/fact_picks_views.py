"""The choices of a pick while somebody types."""

from django.http import HttpResponse
from django.shortcuts import render

from tingban.rules.errors import NotFound
from tingban.web import doors
from tingban.web.desk.fact_lists import WRITING
from tingban.web.desk.fact_picks import FINDERS
from tingban.web.doors import DeskRequest


@doors.desk(roles=WRITING)
def pick(request: DeskRequest, what: str) -> HttpResponse:
    """A fragment with what was found; nothing where nothing was typed."""
    find = FINDERS.get(what)
    if find is None:
        raise NotFound("没有这种查找。")
    text = request.GET.get(f"{what}_text", "").strip()[:64]
    choices = find(request.actor, text) if text else []
    marked = choices[0].key if len(choices) == 1 else ""
    context = {"name": what, "text": text, "choices": choices, "marked": marked}
    return render(request, "desk/_picks.html", context)
