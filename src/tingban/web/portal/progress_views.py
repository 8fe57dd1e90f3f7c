"""查进度: number and 查询码 open the case to its complainant for a quarter of an hour."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tingban.actions.accounts import quotas
from tingban.actions.complaints import arriving
from tingban.actions.complaints import public as acts
from tingban.actions.complaints.public import Material
from tingban.kit import clock
from tingban.reads.complaints import public as reads
from tingban.reads.complaints.public import Progress
from tingban.rules.accounts import Quota
from tingban.rules.complaints.public import MARK_LABELS, Mark
from tingban.rules.complaints.stages import RATING_LABELS, Rating
from tingban.rules.errors import Refused
from tingban.web.portal import passes, visitors
from tingban.web.portal.calls import call_of
from tingban.web.portal.files import brought
from tingban.web.portal.passes import Pass
from tingban.web.portal.progress_forms import EntryForm, MaterialForm, RateForm, WithdrawForm
from tingban.web.portal.report_views import errors_of, private

# DOMAIN 6.4; and so many cases an hour from one address, whoever stands behind it.
TRIES: Final = Quota("portal.code", most=5, within=timedelta(minutes=15), locks=True)
LOOKS: Final = Quota("portal.look", most=settings.LOOKS_PER_HOUR, within=timedelta(hours=1))
_ENTRY, _CASE = "portal:progress", "portal:progress_case"
_SAID: Final = {
    "material": "补充的内容收到了，会转给承办人员。",
    "withdraw": "已经撤回，不再办理。核查中已发现的违规问题，仍会依法处理。",
    "rate": "谢谢您的评价。",
}


@private
def entry(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; one answer for an unknown number and a wrong code."""
    if request.method == "GET" and passes.held(request, at=clock.now()):
        return HttpResponseRedirect(reverse(_CASE))
    form = EntryForm(request.POST or None)
    shown = _shown(request, form) if request.method == "POST" and form.is_valid() else None
    if shown is not None:
        return passes.give(HttpResponseRedirect(reverse(_CASE)), shown, at=clock.now())
    context = {
        "form": form,
        "errors": errors_of(form) if request.method == "POST" else [],
        "is_late": "late" in request.GET,
    }
    return render(request, "portal/progress/entry.html", context)


def _shown(request: HttpRequest, form: forms.Form) -> Pass | None:
    """The pass that this number and code are worth; what is wrong stands on the form."""
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    address, at = visitors.address(request), clock.now()
    # Counted before it is looked at, or eight at once would have eight tries for one.
    until = quotas.spend(LOOKS, address=address, at=at) or quotas.spend(
        TRIES, address=address, at=at, about=number
    )
    if until is not None:
        form.add_error(
            None,
            f"试的次数太多，为保护反映人，请在 {until.astimezone(clock.SHANGHAI):%H:%M} 以后再试。"
            "着急的，请打下面的电话，报上受理编号。",
        )
        return None
    arriving.take_in(number=number, at=at)
    try:
        acts.check_code(number, code)
    except Refused as refusal:
        form.add_error(None, f"{refusal.sentence}连续输错 5 次，要等 15 分钟。")
        return None
    quotas.forgive(TRIES, address=address, about=number)
    return Pass(number, code)


def _held(request: HttpRequest) -> Pass | None:
    """The pass of this browser; a report that has only just arrived is taken in for it."""
    at = clock.now()
    shown = passes.held(request, at=at)
    if shown is not None:
        arriving.take_in(number=shown.number, at=at)
    return shown


@private
def case(request: HttpRequest) -> HttpResponse:
    """How it stands."""
    shown = _held(request)
    if shown is None:
        return _late()
    told = reads.progress(shown.number)
    context = _context(told) | {
        "said": _SAID.get(request.GET.get("done", ""), ""),
        "marks": _marks(told),
        "rating": RATING_LABELS[told.rating] if told.rating else "",
    }
    answer = render(request, "portal/progress/case.html", context)
    return passes.give(answer, shown, at=clock.now())


def _late() -> HttpResponse:
    return passes.take(HttpResponseRedirect(f"{reverse(_ENTRY)}?late=1"))


def _context(told: Progress) -> dict[str, Any]:
    return {"case": told, "call": call_of(told.area), "minutes": passes.LIFE.seconds // 60}


def _marks(told: Progress) -> list[dict[str, object]]:
    order = list(Mark)
    place = order.index(told.mark) if told.mark else -1
    return [
        {
            "label": MARK_LABELS[mark],
            "at": told.dates.get(mark) if index <= place else None,
            "is_past": index < place,
            "is_here": index == place,
        }
        for index, mark in enumerate(order)
    ]


Done = Callable[[HttpRequest, forms.Form, Pass], None]


@private
def material(request: HttpRequest) -> HttpResponse:
    """More words and files."""
    return _act(request, MaterialForm, "material", _add)


@private
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back."""
    return _act(request, WithdrawForm, "withdraw", _withdraw)


@private
def rate(request: HttpRequest) -> HttpResponse:
    """满意 or not."""
    return _act(request, RateForm, "rate", _rate)


def _act(request: HttpRequest, kind: type[forms.Form], name: str, done: Done) -> HttpResponse:
    """One act on a page of its own.

    Whoever took longer than the pass lasts shows the code again on the same page: what was typed
    stays.
    """
    at, is_sent = clock.now(), request.method == "POST"
    shown = _held(request)
    if shown is None and not is_sent:
        return _late()
    form = kind(request.POST, request.FILES) if is_sent else kind()
    again = EntryForm(request.POST if "number" in request.POST else None)
    if shown is None and again.is_valid():
        shown = _shown(request, again)
    if is_sent and shown is not None and form.is_valid() and _is_done(request, form, shown, done):
        answer = HttpResponseRedirect(f"{reverse(_CASE)}?done={name}")
        return passes.give(answer, shown, at=at)
    context: dict[str, Any] = {"form": form, "errors": errors_of(form) if is_sent else []}
    if shown is None:
        context |= {"again": again, "errors": [*errors_of(again), *context["errors"]]}
        return render(request, _TEMPLATES[name], context)
    case = reads.progress(shown.number)
    if not is_sent and not _OPEN[name](case):
        return redirect(_CASE)
    context |= _context(case)
    return passes.give(render(request, _TEMPLATES[name], context), shown, at=at)


# Whether the page of an act is shown at all; the act itself asks its rule once more.
_OPEN: Final[dict[str, Callable[[Progress], bool]]] = {
    "material": lambda case: case.may.adding,
    "withdraw": lambda case: case.may.withdrawing,
    "rate": lambda case: case.may.rating,
}
_TEMPLATES: Final = {
    "material": "portal/progress/material.html",
    "withdraw": "portal/progress/withdraw.html",
    "rate": "portal/progress/rate.html",
}


def _is_done(request: HttpRequest, form: forms.Form, shown: Pass, done: Done) -> bool:
    try:
        done(request, form, shown)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
    return not form.errors


def _add(request: HttpRequest, form: forms.Form, shown: Pass) -> None:
    files = brought(request, form)
    if form.errors:
        return
    told = form.cleaned_data
    acts.add_material(
        number=shown.number, code=shown.code,
        material=Material(told["text"], files, told["mark"]),
        actor=visitors.actor(request), at=clock.now(),
    )  # fmt: skip


def _withdraw(request: HttpRequest, form: forms.Form, shown: Pass) -> None:
    acts.withdraw_own(
        number=shown.number, code=shown.code, reason=form.cleaned_data["reason"],
        actor=visitors.actor(request), at=clock.now(),
    )  # fmt: skip


def _rate(request: HttpRequest, form: forms.Form, shown: Pass) -> None:
    acts.rate(
        number=shown.number, code=shown.code, rating=Rating(form.cleaned_data["rating"]),
        reason=form.cleaned_data["reason"], actor=visitors.actor(request), at=clock.now(),
    )  # fmt: skip


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """Close the case in this browser."""
    return passes.take(HttpResponseRedirect(reverse(_ENTRY)))
