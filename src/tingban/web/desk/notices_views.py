"""The inbox: what this person in this post was told, and where it leads."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tingban.actions.notices import inbox as acts
from tingban.kit import clock
from tingban.kit.windows import Window
from tingban.reads.notices import inbox
from tingban.web import doors
from tingban.web.desk.notices_forms import InboxFilter
from tingban.web.desk.notices_tabs import tabs
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Listing

# More cannot be ticked on one page.
_MOST: Final = max(listing.SIZES)


@doors.desk
def notices(request: DeskRequest) -> HttpResponse:
    """Unread first, then the newest."""
    form = InboxFilter(request.GET, actor=request.actor)
    query = listing.asked(request, (), default="")
    window = Window(offset=query.offset, limit=query.size)
    found = inbox.inbox(request.actor, inbox.Asked(**form.asked), window, at=clock.now())
    context = {
        "listing": Listing(query, (), found),
        "filters": form,
        "back": request.GET.urlencode(),
        "tabs": tabs(request.actor, "desk:notices"),
    }
    return render(request, "desk/notices/inbox.html", context)


@require_POST
@doors.desk
def read(request: DeskRequest) -> HttpResponse:
    """Mark those that were named, or all."""
    actor, at = request.actor, clock.now()
    if "all" in request.POST:
        count = acts.mark_all_read(actor=actor, at=at)
        messages.success(request, f"{count} 条通知已标为已读。" if count else "没有未读的通知。")
    else:
        acts.mark_read(notice_ids=_named(request), actor=actor, at=at)
    return redirect(_inbox(request))


@require_POST
@doors.desk
def open_(request: DeskRequest, notice_id: int) -> HttpResponse:
    """Go to what the notice is about; it is read by that."""
    link = acts.open_notice(notice_id=notice_id, actor=request.actor, at=clock.now())
    return redirect(link or _inbox(request))


def _named(request: HttpRequest) -> list[int]:
    told = request.POST.getlist("notice")[:_MOST]
    return [int(key) for key in told if key.isascii() and key.isdigit() and len(key) < 19]


def _inbox(request: HttpRequest) -> str:
    """The inbox as it was narrowed when the button was pressed."""
    query = request.GET.urlencode()
    return reverse("desk:notices") + (f"?{query}" if query else "")
