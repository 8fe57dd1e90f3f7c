"""Search over everything, from the top bar."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.reads.overview import search as everything
from tingban.reads.overview.search import Group
from tingban.rules.actors import FIELD, READERS
from tingban.web import doors
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing, places

_LISTS = {
    "community": "desk:communities",
    "company": "desk:companies",
    "problem": "desk:problems",
    "order": "desk:orders",
    "case": "desk:cases",
    "visit": "desk:visits",
    "penalty": "desk:penalties",
}
_LONGEST = 64


@doors.desk(roles=READERS | FIELD)
def search(request: DeskRequest) -> HttpResponse:
    """What was found, by kind; one single hit opens at once."""
    text = request.GET.get("q", "").strip()[:_LONGEST]
    groups = everything.search(request.actor, text)
    only = everything.only_hit(groups)
    if only and (href := places.card(*only)):
        return redirect(href)
    context = {
        "q": text,
        "groups": [_shown(group) for group in groups],
        "total": sum(len(group.hits) for group in groups),
    }
    return render(request, "desk/registry/search.html", context)


def _shown(group: Group) -> dict[str, object]:
    """A group with the addresses of its hits and of its list."""
    hits = [(places.card(group.topic, hit.key), hit) for hit in group.hits]
    more = listing.address(_LISTS[group.topic]) if group.has_more else ""
    return {"label": group.label, "hits": hits, "more": more, "has_more": group.has_more}
