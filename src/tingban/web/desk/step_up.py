"""Once more who it is, before grave acts: a fresh password or one-time code (DOMAIN 9.2, 9).

    @doors.desk(roles={Role.M_LD})
    @step_up.before("冻结本期", back="desk:weekly_week")
    def freeze(request, code): …

Stands below the door and guards what is sent, never the page that asks. The page that asks for
the password carries along all that was typed, and its answer goes on to the act itself.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tingban.actions.audit import sign_in
from tingban.kit import clock
from tingban.rules.accounts import STEP_UP_LIMIT
from tingban.rules.errors import Refused
from tingban.web import sessions
from tingban.web.desk.accounts_forms import AgainForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import words

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
FIELD: Final = "step_up"
_NOT_CARRIED: Final = frozenset({"csrfmiddlewaretoken", FIELD})


def before(what: str, *, back: str, is_file: bool = False) -> Callable[[V], V]:
    """The act in words, and the page that one comes from; its address has the same parts.

    Where the answer is a file, the browser stays on the page that asks, and that page says so.
    """

    def decorate(view: V) -> V:
        @wraps(view)
        def inner(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST" or sessions.is_confirmed(request, clock.now()):
                return view(request, *args, **kwargs)
            asked = _asked(request, what, reverse(back, kwargs=kwargs), is_file=is_file)
            return asked or view(request, *args, **kwargs)

        return cast(V, never_cache(sensitive_post_parameters(FIELD)(inner)))

    return decorate


def _asked(request: DeskRequest, what: str, back: str, *, is_file: bool) -> HttpResponse | None:
    """The page that asks; None once the answer is right."""
    is_answer = FIELD in request.POST
    form = AgainForm(request.POST if is_answer else None, person=request.person)
    if is_answer and form.is_valid():
        at = clock.now()
        try:
            sign_in.confirm_again(
                secret=form.cleaned_data[FIELD], what=what, actor=request.actor, at=at,
                shown_at=clock.outside(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(FIELD, refusal.sentence)
        else:
            sessions.confirm(request, at)
            return None
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_CARRIED
    ]
    context = {
        "form": form, "what": what, "back": back, "is_file": is_file, "carried": carried,
        "holds": words.span(STEP_UP_LIMIT),
    }  # fmt: skip
    status = 422 if is_answer else 200
    return render(request, "desk/accounts/step_up.html", context, status=status)
