"""What the form for the field needs without a line: an empty shell, a worker, a fresh token.

The shell is the same for everybody and names nobody: it is all that the worker keeps.
"""

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tingban.kit import clock
from tingban.rules.actors import FIELD_WRITERS, WRITERS
from tingban.rules.inspections import VisitKind
from tingban.web import doors
from tingban.web.desk.field_forms import FieldVisitForm
from tingban.web.desk.field_pages import addresses, files
from tingban.web.doors import DeskRequest


def _shell() -> dict[str, object]:
    return addresses() | {
        "form": FieldVisitForm(initial={"kind": VisitKind.SURVEY.value}, actor=None),
        "who": None,
        "now": None,
        "may_confirm": True,
        "recent": [],
        "colleagues": [],
        "missions": [],
        "counties": [],
        "county": "",
    }


@require_GET
@doors.public
def shell(request: HttpRequest) -> HttpResponse:
    """The form without a person, a token or a name of a place."""
    return render(request, "desk/field/visit.html", _shell())


@require_GET
@doors.public
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; another release is another text, and so a fresh set of files."""
    kept = files()
    page = render_to_string("desk/field/visit.html", _shell())
    release = hashlib.sha256("\n".join([page, *kept]).encode()).hexdigest()[:16]
    told = json.dumps(
        {"release": release, "page": reverse("desk:field_visit"), "files": kept},
        ensure_ascii=True,
    )
    answer = render(request, "desk/field/worker.js", {"told": told}, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_GET
@never_cache
@doors.desk(roles=FIELD_WRITERS)
def session(request: DeskRequest) -> HttpResponse:
    """Who is signed in just now, and the token that a form must bear."""
    return JsonResponse({
        "person": request.person.username,
        "name": request.person.name,
        "confirms": request.actor.role in WRITERS,
        "token": get_token(request),
        "now": clock.now().isoformat(),
    })  # fmt: skip
