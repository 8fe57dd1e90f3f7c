"""首页, 监督电话, and the switch to large letters."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.registry.campaign import YUNCHENG_2024
from tingban.web import doors
from tingban.web.portal import frame
from tingban.web.portal.calls import calls


@require_safe
@doors.public
def front(request: HttpRequest) -> HttpResponse:
    """What can be done here, in plain words."""
    limits = {name: LIMIT_BY_KEY[key].span for name, key in _LIMITS.items()}
    return render(request, "portal/front.html", {"campaign": YUNCHENG_2024, "limits": limits})


_LIMITS: Final = {"register": "DL-01", "accept": "DL-02", "tell": "DL-10"}


@require_safe
@doors.public
def phones(request: HttpRequest) -> HttpResponse:
    """The 14 rows of 附件1."""
    return render(request, "portal/phones.html", {"calls": calls()})


@require_safe
@doors.public
def elder(request: HttpRequest) -> HttpResponse:
    """长辈版 on or off, and back to the page one came from."""
    back = request.GET.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = HttpResponseRedirect(back if is_ours else reverse("portal:front"))
    frame.turn(answer, is_on=bool(request.GET.get("on")))
    answer.headers["Cache-Control"] = "no-store"
    return answer
