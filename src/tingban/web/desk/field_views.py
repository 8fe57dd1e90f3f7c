"""现场检查: the form for the field. A telephone sends it by script, everything else as a form."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from tingban.actions.rectification import field_visits as acts
from tingban.actions.registry import rolls
from tingban.kit import clock
from tingban.reads.inspections import missions, records
from tingban.reads.registry import communities
from tingban.rules.actors import FIELD_WRITERS
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import Refused
from tingban.rules.inspections import VisitKind
from tingban.web import doors
from tingban.web.desk.fact_forms import LOOK, mark, typed
from tingban.web.desk.field_forms import FieldVisitForm, faults
from tingban.web.desk.field_pages import addresses
from tingban.web.doors import DeskRequest
from tingban.web.ui.filters import county_choices

# The script of the page marks what it sends; it wants figures, not pages.
SCRIPTED: Final = "X-Tingban-Field"
REFUSED: Final = 422


@never_cache
@doors.desk(roles=FIELD_WRITERS)
def visit(request: DeskRequest) -> HttpResponse:
    """The form, and what it sends."""
    actor = request.actor
    if request.method != "POST":
        return _page(request, FieldVisitForm(initial=_begin(request), actor=actor))
    form = FieldVisitForm(request.POST, request.FILES, actor=actor)
    if LOOK in request.POST:
        return _page(request, FieldVisitForm(initial=typed(form), actor=actor))
    number = _sent(request, form)
    if SCRIPTED in request.headers:
        if not number:
            return JsonResponse({"faults": faults(form)}, status=REFUSED)
        return JsonResponse({"number": number, "href": reverse("desk:visit", args=[number])})
    if not number:
        return _page(request, form)
    messages.success(request, f"检查记录 {number} 已登记。")
    return redirect("desk:visit", number=number)


def _sent(request: DeskRequest, form: FieldVisitForm) -> str:
    """The number of the visit; empty after a refusal, which stands on the form."""
    if not form.is_valid():
        return ""
    at = clock.now()
    try:
        if form.cleaned_data["person"] not in ("", request.person.username):
            raise Refused("这份记录是另一位用户存的，须由本人登录后发出。")
        return acts.report_visit(
            report=form.report(at=at), actor=request.actor, at=at, form=form.cleaned_data["form"]
        )
    except Refused as refusal:
        for line in refusal.sentence.splitlines():
            form.add_error(None, line)
        return ""


def _begin(request: DeskRequest) -> dict[str, object]:
    """What stands in an empty form; the address may name community, kind, mission."""
    told: dict[str, object] = {
        "form": mark(), "person": request.person.username, "name_0": request.person.name,
        "started_at": clock.now(), "kind": request.GET.get("kind", VisitKind.SURVEY.value),
    }  # fmt: skip
    if mission := request.GET.get("mission", ""):
        told |= {"mission": mission, "kind": VisitKind.SUPERVISE.value}
    code = request.GET.get("community", "")
    names = communities.by_codes(request.actor, [code]) if code else {}
    if code in names:
        told |= {"community": code, "community_text": names[code]}
    return told


def _page(request: DeskRequest, form: FieldVisitForm) -> HttpResponse:
    actor = request.actor
    context: dict[str, Any] = addresses() | {
        "form": form,
        "who": request.person,
        "now": clock.now(),
        "may_confirm": "certainty" in form.fields,
        "recent": records.recent_places(actor),
        "colleagues": records.colleagues(actor),
        "missions": missions.open_on(actor, county="", on=clock.today()),
        "counties": county_choices() if actor.sees_whole_city else [],
        "county": "" if actor.sees_whole_city else actor.area_code,
    }
    return render(request, "desk/field/visit.html", context)


@never_cache
@doors.desk(roles=FIELD_WRITERS)
def places(request: DeskRequest) -> HttpResponse:
    """Communities that fit what was typed; or, asked for on purpose, all of a county."""
    actor = request.actor
    if request.method != "POST":
        found = communities.suggest(actor, request.GET.get("q", "").strip()[:64])
        return JsonResponse({"places": [[it.code, it.name, it.street] for it in found]})
    county = request.POST.get("county", "") or actor.area_code
    try:
        roll = rolls.take_roll(county_code=county, actor=actor, at=clock.now())
    except Refused as refusal:
        return JsonResponse({"faults": [refusal.sentence]}, status=REFUSED)
    return JsonResponse({
        "county": AREA_BY_CODE[county].name,
        "on": clock.today().isoformat(),
        "places": [[it.code, it.name, it.street] for it in roll],
    })  # fmt: skip
