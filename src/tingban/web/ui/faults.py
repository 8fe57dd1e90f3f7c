"""The pages for what went wrong: plain words, no detail of the machine, the way back.

The public gets pages of its own: nobody there has a desk or an administrator.
"""

import sys
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tingban.reads.overview.outages import outage_of
from tingban.rules.areas import AREA_CODE, CITY_AREA
from tingban.web import doors

_OF_THE_PUBLIC: Final = {
    "400.html": "portal/faults/400.html",
    "403.html": "portal/faults/403.html",
    "403_csrf.html": "portal/faults/403_csrf.html",
    "404.html": "portal/faults/404.html",
    "500.html": "portal/faults/500.html",
}


def _page(request: HttpRequest, name: str) -> str:
    return _OF_THE_PUBLIC[name] if doors.is_public_page(request) else name


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, _page(request, "400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but this is not his to do."""
    return render(request, _page(request, "403.html"), {"sentence": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that stood open too long, or came from elsewhere."""
    return render(request, _page(request, "403_csrf.html"), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such thing, or not for these eyes."""
    return render(request, _page(request, "404.html"), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 and 409: the database or the disk was, or two acts met in it.

    Rendered without context processors, they may be what broke. Whatever was sent was not
    written: an act is one transaction.
    """
    outage = outage_of(sys.exc_info()[1])
    phone = CITY_AREA.phones[0]
    told = {
        "outage": outage,
        "is_sent": request.method == "POST",
        "call": {"shown": f"{AREA_CODE}-{phone}", "dialled": f"{AREA_CODE}{phone}"},
    }
    answer = HttpResponse(render_to_string(_page(request, "500.html"), told), status=500)
    if outage is not None:
        answer.status_code = 409 if outage.is_clash else 503
        answer.headers["Retry-After"] = "1" if outage.is_clash else "30"
    return answer
