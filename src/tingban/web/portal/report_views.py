"""我要反映: three steps, a look over them, and the receipt (T-C01).

Every step is a page of its own that is asked for by GET; what was typed lives in a sealed draft
(ADR 0021), so that the browser's arrows, a reload and a refusal lose nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tingban.actions.complaints import drafts
from tingban.actions.documents import held
from tingban.reads.registry.public import find_places
from tingban.rules.areas import AREA_BY_CODE, CITY_AREA, Area
from tingban.rules.complaints.drafts import Draft, Part
from tingban.web import doors
from tingban.web.portal import drafting, frame
from tingban.web.portal.calls import call_of
from tingban.web.portal.files import FIELD, brought
from tingban.web.portal.report_forms import OTHER, StepForm, WhatForm, WhereForm, WhoForm
from tingban.web.ui.submitting import place_of

Step = Callable[[HttpRequest], HttpResponse]
_FORMS: Final[dict[Part, type[StepForm]]] = {
    Part.WHERE: WhereForm,
    Part.WHAT: WhatForm,
    Part.WHO: WhoForm,
}
_PAGES: Final[dict[Part, str]] = {
    Part.WHERE: "portal/report/where.html",
    Part.WHAT: "portal/report/what.html",
    Part.WHO: "portal/report/who.html",
}
# Buttons that only keep what was typed: look for a community, go back, larger letters, take a
# file away.
_FIND, _BACK, _VIEW, _DROP = "find", "back", "view", "drop"
_KEEPING: Final = frozenset({_FIND, _BACK, _VIEW, _DROP})


def private(view: Step) -> Step:
    """Open to anybody, kept in no cache and no report of a fault."""

    @sensitive_post_parameters()
    def inner(request: HttpRequest) -> HttpResponse:
        answer = view(request)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return doors.public(inner)


@private
def where(request: HttpRequest) -> HttpResponse:
    """Step 1."""
    return _step(request, Part.WHERE)


@private
def what(request: HttpRequest) -> HttpResponse:
    """Step 2."""
    return _step(request, Part.WHAT)


@private
def who(request: HttpRequest) -> HttpResponse:
    """Step 3."""
    return _step(request, Part.WHO)


def _step(request: HttpRequest, part: Part) -> HttpResponse:
    draft = drafting.draft_of(request)
    if part is Part.WHERE and draft is not None and draft.is_sent:
        draft = None  # a new report is begun
    gap = drafting.gap_before(draft, part)
    if gap:
        return drafting.go(gap)
    if request.method == "POST":
        return _posted(request, part, draft)
    told = dict(draft.told(part)) if draft else {}
    is_wrong = draft is not None and draft.wrong and part.value not in draft.passed
    form = _FORMS[part](told) if is_wrong else _FORMS[part](initial=told)
    return _page(request, part, draft, form)


def _posted(request: HttpRequest, part: Part, draft: Draft | None) -> HttpResponse:
    """Keep what was typed, and go on, or back to the same step, which then says what is wrong."""
    form = _FORMS[part](request.POST, request.FILES)
    form.is_valid()
    files = brought(request, form, had=len(draft.files) if draft else 0)
    kept, gone = [held.hold(file) for file in files], request.POST.get(_DROP, "")
    is_asked = _KEEPING.isdisjoint(request.POST)
    faults = told_wrong(form, *(() if is_asked else (FIELD,)))

    def change(draft: Draft) -> Draft:
        typed = draft.with_typed(part, form.typed(), is_right=form.is_valid())
        return replace(typed.with_files(kept).without_file(gone), wrong=faults)

    secret, draft = drafting.keep(request, change)
    if is_asked:
        page = drafting.next_page(draft) if form.is_valid() else drafting.PAGES[part]
        answer: HttpResponse = drafting.go(page)
    else:
        answer = _kept(request, part)
    return drafting.hold(answer, secret)


def told_wrong(form: forms.Form, *only: str) -> tuple[tuple[str, str], ...]:
    """What is wrong with the form, by field; only of these fields where some are named."""
    return tuple(
        (name, str(error))
        for name, errors in form.errors.items()
        for error in errors
        if not only or name in only
    )


def _kept(request: HttpRequest, part: Part) -> HttpResponse:
    """What was typed is kept; show the same step again, larger, or the one before."""
    if _BACK in request.POST:
        return drafting.go(drafting.page_before(part))
    answer = drafting.go(drafting.PAGES[part])
    if _VIEW in request.POST:
        frame.turn(answer, is_on=not frame.is_large(request))
    return answer


def _page(request: HttpRequest, part: Part, draft: Draft | None, form: StepForm) -> HttpResponse:
    wrong = draft.wrong if draft and form.is_bound else ()
    for name, sentence in wrong:
        # What only the upload itself could show.
        if sentence not in form.errors.get(name, ()):
            form.add_error(name or None, sentence)
    context: dict[str, Any] = {
        "form": form,
        "steps": drafting.steps(draft, part),
        "step_number": list(Part).index(part) + 1,
        "errors": errors_of(form),
        "files": draft.files if draft else (),
        "call": call_of(_county(draft)),
    }
    if isinstance(form, WhereForm):
        context |= _places(str(form["q"].value() or ""), str(form["place"].value() or ""))
        context["other_is_open"] = _other_is_open(form, context["has_places"])
    return render(request, _PAGES[part], context)


def _county(draft: Draft | None) -> Area:
    """Whose phone stands below: that of the county that was chosen, as far as one was."""
    told = draft.told(Part.WHERE) if draft else {}
    code = told.get("place", "")[:6] if told.get("place") != OTHER else ""
    return AREA_BY_CODE.get(code or told.get("county", ""), CITY_AREA)


def errors_of(form: forms.Form) -> list[tuple[str, str]]:
    """Each error with the field it leads to, for the summary at the top."""
    return [(place_of(form, name), sentence) for name, sentence in told_wrong(form)]


def _places(word: str, chosen: str) -> Mapping[str, Any]:
    found = find_places(word)
    return {
        "word": word,
        "places": found.places,
        "has_places": bool(found.places),
        "has_more": found.has_more,
        "chosen": chosen,
    }


def _other_is_open(form: StepForm, has_places: bool) -> bool:
    told = any(form[name].value() for name in ("county", "spot"))
    return told or (bool(form["q"].value()) and not has_places)


@require_POST
@private
def places(request: HttpRequest) -> HttpResponse:
    """The communities that a name leads to, as it is typed; for browsers with script."""
    context = _places(request.POST.get("q", "")[:60], request.POST.get("place", ""))
    return render(request, "portal/report/_places.html", context)


@require_POST
@private
def start_over(request: HttpRequest) -> HttpResponse:
    """Forget what was typed, here and there."""
    secret = drafting.secret_of(request)
    if secret:
        drafts.drop_draft(secret)
    return drafting.release(drafting.go(drafting.PAGES[Part.WHERE]))
