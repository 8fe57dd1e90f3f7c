"""What every page of the portal shows around its own matter (a context processor).

A page that knows its county says so by `call` in its own context, which outweighs this one.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from tingban.rules.areas import CITY_AREA
from tingban.web import doors
from tingban.web.portal.calls import call_of

# 长辈版: larger letters, kept in the browser for a year; says nothing of a person.
ELDER: Final = "tingban_elder"
_A_YEAR: Final = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Stop:
    """One word of the top line."""

    label: str
    href: str
    is_here: bool


_STOPS: Final = (
    ("portal:front", "首页"),
    ("portal:report", "我要反映"),
    ("portal:progress", "查进度"),
    ("portal:board", "曝光台"),
    ("portal:phones", "监督电话"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Top line, size of the letters, the phone below; nothing for the desk."""
    if not doors.is_public_page(request):
        return {}
    is_elder = is_large(request)
    told = {"on": "" if is_elder else "1", "back": request.path}
    return {
        "elder": is_elder,
        "view_href": f"{reverse('portal:elder')}?{urlencode(told)}",
        "stops": _stops(request),
        "call": call_of(CITY_AREA),
        "way_back": _way_back(request),
    }


@dataclass(frozen=True, slots=True)
class _WayBack:
    """The frame of a page that tells what went wrong, and where it leads."""

    base: str
    href: str
    label: str


def _way_back(request: HttpRequest) -> _WayBack:
    """A company stays at its own door."""
    door = reverse("company:home")
    if request.path.startswith(door):
        return _WayBack("company/base.html", door, "到我的通知书")
    return _WayBack("portal/base.html", reverse("portal:front"), "回到首页")


def is_large(request: HttpRequest) -> bool:
    """Whether this visitor has chosen the large letters."""
    return request.COOKIES.get(ELDER) == "1"


def turn(answer: HttpResponse, *, is_on: bool) -> None:
    """Large letters on or off."""
    if is_on:
        answer.set_cookie(
            ELDER, "1", max_age=_A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    else:
        answer.delete_cookie(ELDER, samesite="Lax")


def _stops(request: HttpRequest) -> list[Stop]:
    place = request.resolver_match
    here = place.view_name if place else ""
    return [Stop(label, reverse(name), here.startswith(name)) for name, label in _STOPS]
