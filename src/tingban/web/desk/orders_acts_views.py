"""责令整改: the head signs, officers send and serve (T-P05, T-P06)."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.actions.rectification import ordering, serving
from tingban.kit import clock
from tingban.reads.law import articles, calendar
from tingban.reads.rectification import orders as reads
from tingban.reads.rectification.order_papers import last_address
from tingban.reads.rectification.problems import ProblemRow
from tingban.rules.actors import LEADERS
from tingban.rules.documents.service import WAYS, Way, deemed_on
from tingban.rules.errors import NotPublished
from tingban.rules.rectification import SUB_ACT_BY_CODE, SUB_ACTS
from tingban.rules.rectification.stages import Stage
from tingban.rules.rectification.terms import late_by_lapse, late_service
from tingban.web import doors
from tingban.web.desk.fact_forms import LOOK, attempt, mark, typed
from tingban.web.desk.order_papers import PREVIEW, Preview, preview_of
from tingban.web.desk.orders_forms import ServiceForm, SignForm
from tingban.web.desk.orders_views import SERVING, choosing, offered, shown
from tingban.web.doors import DeskRequest

_DUTIES: Final = tuple(dict.fromkeys(key for act in SUB_ACTS for key in act.duties))


@doors.desk(roles=LEADERS)
def sign(request: DeskRequest) -> HttpResponse:
    """Sign a notice for one or several problems of one company."""
    actor, at = request.actor, clock.now()
    asked = request.POST if request.method == "POST" else request.GET
    wanted = asked.getlist("problem")
    chosen = offered(request, wanted, asked.get("q", ""), stages=(Stage.CFM,))
    numbers, laws = [row.number for row in chosen], articles(_DUTIES, on=at.date())
    if request.method != "POST":
        marked = [row for row in chosen if row.number in wanted]
        begin = _begin(marked, at.date(), wanted) | {"organ_address": last_address(actor)}
        form = SignForm(initial=begin, numbers=numbers, articles=laws)
        return _page(request, form, chosen)
    form = SignForm(request.POST, numbers=numbers, articles=laws)
    if LOOK in request.POST:
        marked = [row for row in chosen if row.number in wanted]
        again = SignForm(initial=_again(form, marked), numbers=numbers, articles=laws)
        return _page(request, again, chosen)
    if form.is_valid() and PREVIEW in request.POST:
        return _page(request, form, chosen, preview=preview_of(actor, form.statement(), at))
    if form.is_valid():
        number = attempt(
            form,
            lambda: ordering.sign_order(
                statement=form.statement(), actor=actor, at=at, form=form.cleaned_data["form"]
            ),
            fresh=lambda: 0,
        )
        if number:
            messages.success(request, f"责令整改通知书 {number} 已签发，请尽快送达。")
            return redirect("desk:order", number=number)
    return _page(request, form, chosen)


def _begin(marked: list[ProblemRow], today: Any, wanted: list[str]) -> dict[str, object]:
    """The duties of the marked sub-acts, and the nearest of their terms, on a working day."""
    terms = [row.due_on for row in marked if row.due_on and row.due_on >= today]
    nearest, days = min(terms, default=None), calendar()
    is_known = nearest is not None and nearest.year in days.years
    return {
        "form": mark(), "problem": wanted, "signed_on": today, "laws": _duties(marked),
        "due_on": days.roll(nearest) if nearest and is_known else nearest,
    }  # fmt: skip


def _duties(marked: list[ProblemRow]) -> list[str]:
    acts = [code for row in marked for code in row.acts if code in SUB_ACT_BY_CODE]
    return list(dict.fromkeys(key for code in acts for key in SUB_ACT_BY_CODE[code].duties))


def _again(form: SignForm, marked: list[ProblemRow]) -> dict[str, object]:
    """What was typed, shown unjudged; where no article is marked those of the problems are."""
    told = typed(form)
    return told | {"laws": told.get("laws") or _duties(marked)}


def _page(
    request: DeskRequest,
    form: SignForm,
    chosen: list[ProblemRow],
    *,
    preview: Preview | None = None,
) -> HttpResponse:
    context = choosing(request, form, chosen) | {"preview": preview}
    return render(request, "desk/rectification/order_sign.html", context)


@doors.desk(roles=SERVING)
def dispatch(request: DeskRequest, number: str) -> HttpResponse:
    """The notice went out; its receipt is awaited, or its time has to pass."""
    intro = "寄出、公告、委托后先登记；收到回证、回执再“登记送达”。公告送达期满由系统登记。"
    return _service(request, number, "发出通知书", intro, serving.dispatch_order)


@doors.desk(roles=SERVING)
def serve(request: DeskRequest, number: str) -> HttpResponse:
    """The receipt is there."""
    intro = "以送达回证、回执上的日期为送达日期。送达之日起计入责令整改小区数，企业开始整改。"
    return _service(request, number, "登记送达", intro, serving.deliver_order)


def _lapse(way: Way, term: date | None, today: date) -> str:
    """Why this way would come too late if it were taken today; a year whose holidays are not
    published yet is told by the step itself."""
    if term is None:
        return ""
    try:
        until = deemed_on(way, today, calendar())
    except NotPublished:
        return ""
    return late_by_lapse(term, until) if until else ""


def _service(
    request: DeskRequest, number: str, label: str, intro: str, act: Callable[..., None]
) -> HttpResponse:
    actor, at = request.actor, clock.now()
    detail = reads.order(actor, number)
    form = ServiceForm(request.POST or None, initial={"on": at.date()})
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: act(number=number, statement=form.statement(), actor=actor, at=at),
        fresh=lambda: 0,
    ):  # fmt: skip
        messages.success(request, f"通知书 {number} 的送达情况已登记。")
        return redirect("desk:order", number=number)
    context = shown(detail.row) | {
        "form": form, "detail": detail, "label": label, "intro": intro,
        "late": late_service(detail.term, at.date()),
        "ways": [
            (way, _lapse(way.way, detail.term, at.date()) if act is serving.dispatch_order else "")
            for way in WAYS
        ],
    }  # fmt: skip
    return render(request, "desk/rectification/order_service.html", context)
