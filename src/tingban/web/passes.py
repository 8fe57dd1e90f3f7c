"""The pass of a company that came in by its link: a signed cookie, no session of a person.

It names the link and the moment, nothing else; the link is asked anew on every page, so a revoked
one ends the visit. It is sent to `/company/` alone and never along with a request from elsewhere.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from tingban.rules.rectification.company_links import HALFWAY_LIMIT, VISIT_LIMIT

_PATH: Final = "/company/"
_HALFWAY: Final = "tingban_company_step"
_VISIT: Final = "tingban_company"
_LIMITS: Final = {_HALFWAY: HALFWAY_LIMIT, _VISIT: VISIT_LIMIT}


def hold_halfway(answer: HttpResponseBase, link_id: int, at: datetime) -> None:
    """The link was shown; the second piece is still to come."""
    _give(answer, _HALFWAY, link_id, at)


def halfway(request: HttpRequest, at: datetime) -> int | None:
    """Which link was shown a moment ago."""
    return _taken(request, _HALFWAY, at)


def admit(answer: HttpResponseBase, link_id: int, at: datetime) -> None:
    """The second piece was right."""
    answer.delete_cookie(_HALFWAY, path=_PATH, samesite="Strict")
    _give(answer, _VISIT, link_id, at)


def visiting(request: HttpRequest, at: datetime) -> int | None:
    """By which link somebody is inside."""
    return _taken(request, _VISIT, at)


def end(answer: HttpResponseBase) -> None:
    """Forget both."""
    for name in _LIMITS:
        answer.delete_cookie(name, path=_PATH, samesite="Strict")


def _give(answer: HttpResponseBase, name: str, link_id: int, at: datetime) -> None:
    value = signing.dumps([link_id, at.isoformat()], salt=name)
    answer.set_cookie(
        name, value, max_age=int(_LIMITS[name].total_seconds()), path=_PATH,
        secure=settings.HTTPS, httponly=True, samesite="Strict",
    )  # fmt: skip


def _taken(request: HttpRequest, name: str, at: datetime) -> int | None:
    try:
        link_id, given_at = signing.loads(request.COOKIES.get(name, ""), salt=name)
    except signing.BadSignature:
        return None
    age = at - datetime.fromisoformat(given_at)
    return int(link_id) if timedelta(0) <= age < _LIMITS[name] else None
