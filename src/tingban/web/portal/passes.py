"""The pass of whoever has shown number and 查询码: a quarter of an hour, in the browser alone.

Sealed, because it holds the code: every act with the case asks for it anew. Each page renews it.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from tingban.kit.crypto import Keyring, Unreadable, keyring_of

COOKIE: Final = "tingban_progress"
LIFE: Final = timedelta(minutes=15)
_PAGE: Final = "portal:progress"
_PURPOSE: Final = "tingban progress pass"
_KEY: Final = "pass"


@dataclass(frozen=True, slots=True)
class Pass:
    """What was shown."""

    number: str
    code: str = field(repr=False)


def give(answer: HttpResponse, shown: Pass, *, at: datetime) -> HttpResponse:
    """Let the browser hold it from now on."""
    told = json.dumps([shown.number, shown.code, at.isoformat()])
    answer.set_cookie(
        COOKIE, urlsafe_base64_encode(_keys().seal(told, context=_PURPOSE)), path=reverse(_PAGE),
        max_age=LIFE, secure=settings.HTTPS, httponly=True, samesite="Strict",
    )  # fmt: skip
    return answer


def take(answer: HttpResponse) -> HttpResponse:
    """Let it go."""
    answer.delete_cookie(COOKIE, path=reverse(_PAGE), samesite="Strict")
    return answer


def held(request: HttpRequest, *, at: datetime) -> Pass | None:
    """What this browser has shown lately enough."""
    try:
        box = urlsafe_base64_decode(request.COOKIES.get(COOKIE, ""))
        number, code, since = json.loads(_keys().open(box, key_id=_KEY, context=_PURPOSE))
    except (ValueError, Unreadable):
        return None
    age = at - datetime.fromisoformat(since)
    return Pass(number, code) if timedelta(0) <= age <= LIFE else None


def _keys() -> Keyring:
    return keyring_of(settings.SECRET_KEY, salt="", purpose=_PURPOSE, name=_KEY)
