"""The event log, its seals, and the walk that proves it: for the auditor alone."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from tingban.kit.windows import Found, Window
from tingban.reads.audit import chain, log
from tingban.reads.overview import audit_log
from tingban.rules.actors import Role
from tingban.web import doors
from tingban.web.desk.audit_forms import LogFilter
from tingban.web.desk.audit_words import in_words
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb, Tab, Tile

_AUDITOR: Final = {Role.AUD}
LOG: Final = (
    Column("at", "时间", sort=True), Column("who", "操作人"), Column("act", "操作"),
    Column("subject", "对象"), Column("changes", "变更内容"), Column("ip", "来源地址"),
    Column("id", "记录号", numeric=True),
)  # fmt: skip
SEALS: Final = (
    Column("number", "批号", numeric=True), Column("range", "记录号"),
    Column("count", "记录", numeric=True, unit="条"), Column("sealed_at", "封存时间"),
    Column("digest", "摘要（SM3）"),
)  # fmt: skip


def _tabs(request: HttpRequest) -> list[Tab]:
    pages = (
        ("操作记录", "desk:audit"),
        ("封存", "desk:audit_seals"),
        ("核验", "desk:audit_verify"),
    )
    found = ((label, reverse(name)) for label, name in pages)
    return [Tab(label, href, is_current=href == request.path) for label, href in found]


def _window(query: listing.Query) -> Window:
    return Window(sort=query.sort, offset=query.offset, limit=query.size)


@doors.desk(roles=_AUDITOR)
def audit(request: DeskRequest) -> HttpResponse:
    """Every act, with what was before and after."""
    form = LogFilter(request.GET)
    query = listing.asked(request, LOG, default="-at")
    found: Found[log.LogLine] = Found([], 0)
    if form.is_valid():
        found = audit_log.lines(request.actor, log.Asked(**form.cleaned_data), _window(query))
    shown = Listing(query, LOG, found.shown_as([in_words(line) for line in found.rows]))
    context = {"listing": shown, "filters": form, "tabs": _tabs(request)}
    return render(request, "desk/audit/log.html", context)


@doors.desk(roles=_AUDITOR)
def seals(request: DeskRequest) -> HttpResponse:
    """The batches that fix the log."""
    query = listing.asked(request, SEALS, default="-number")
    found = log.seals(request.actor, _window(query))
    shown = Listing(query, SEALS, found)
    return render(request, "desk/audit/seals.html", {"listing": shown, "tabs": _tabs(request)})


@never_cache
@doors.desk(roles=_AUDITOR)
def verify(request: DeskRequest) -> HttpResponse:
    """Walk the chain now and say what was found; it takes some seconds for a long log."""
    verdict = chain.verify() if request.GET.get("go") else None
    tiles = verdict and [
        Tile("封存", verdict.seals, "批"),
        Tile("核对无误", verdict.sealed, "条"),
        Tile("待封存", verdict.unsealed, "条", note="每分钟封存一次"),
    ]
    context = {
        "verdict": verdict, "tiles": tiles, "tabs": _tabs(request),
        "crumbs": [Crumb("审计", reverse("desk:audit")), Crumb("核验")],
    }  # fmt: skip
    return render(request, "desk/audit/verify.html", context)
