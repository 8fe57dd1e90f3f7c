"""问题清单: list, card, forms, steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tingban.actions.rectification import problems as acts
from tingban.kit import clock
from tingban.reads.inspections import visits as visit_reads
from tingban.reads.rectification import problem_cards
from tingban.reads.rectification import problems as reads
from tingban.reads.rectification.problem_cards import ProblemDetail
from tingban.reads.registry import communities
from tingban.rules.audit.moves import Offer
from tingban.rules.rectification.moves import PROBLEM_MOVES
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk import fact_steps
from tingban.web.desk.fact_forms import LOOK, attempt, mark, typed
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.problems_rows import BOOK, COLUMNS, COUNTY_COLUMNS, cells, shown
from tingban.web.desk.rectification_forms import EditProblemForm, NewProblemForm, ProblemFilterForm
from tingban.web.desk.rectification_steps import STEPS
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, rows


@doors.desk(roles=lists.FIELD_READERS)
def problems(request: DeskRequest) -> HttpResponseBase:
    """The list, or its workbook."""
    form = ProblemFilterForm(request.GET, actor=request.actor)
    wanted = form.wanted(clock.today())
    columns = COLUMNS if request.actor.sees_whole_city else COUNTY_COLUMNS
    query = listing.asked(request, columns, default="-confirmed")
    found = reads.ledger(request.actor, wanted, list_file.window(query, request))
    if list_file.wanted(request):
        return list_file.answer(request, "问题清单", BOOK, map(cells, found.rows))
    table = listing.Listing(query, columns, [shown(row) for row in found.rows], found.total)
    return render(request, "desk/rectification/problems.html", {"listing": table, "filters": form})


@doors.desk(roles=lists.FIELD_READERS)
def problem(request: DeskRequest, number: str) -> HttpResponse:
    """The card."""
    detail = problem_cards.problem(request.actor, number)
    context = shown(detail.row) | {
        "detail": detail,
        "lines": lines(request.actor, detail.history),
        "steps": _steps(request, detail),
    }
    return render(request, "desk/rectification/problem.html", context)


def _offers(request: DeskRequest, detail: ProblemDetail) -> tuple[Offer, ...]:
    row = detail.row
    return PROBLEM_MOVES.offers(state=row.state, actor=request.actor, area_code=row.county_code)


def _steps(request: DeskRequest, detail: ProblemDetail) -> list[rows.Action]:
    offers = lists.open_first(_offers(request, detail))
    return [_action(detail.row.number, one.act, one.label, one.reason) for one in offers]


def _action(number: str, act: str, label: str, reason: str) -> rows.Action:
    if act == "order":
        return lists.step(
            label, "desk:order_new", reason=reason, tone="accent", query={"problem": number}
        )
    if act == "correct":
        return lists.step(label, "desk:problem_edit", number, reason=reason)
    tone = "late" if STEPS[act].tone == "late" else ""
    return lists.step(label, "desk:problem_step", number, act, reason=reason, tone=tone)


@doors.desk(roles=lists.WRITING)
def new(request: DeskRequest) -> HttpResponse:
    """Register a problem."""
    actor = request.actor
    if request.method != "POST":
        return _page(request, NewProblemForm(initial=_begin(request), actor=actor))
    form = NewProblemForm(request.POST, actor=actor)
    if LOOK in request.POST:
        return _page(request, NewProblemForm(initial=typed(form), actor=actor))
    if form.is_valid():
        told = form.cleaned_data
        number = attempt(
            form,
            lambda: acts.add_problem(
                statement=form.statement(told["community"]), actor=actor, at=clock.now(),
                form=told["form"],
            ),
            fresh=lambda: 0,
        )  # fmt: skip
        if number:
            messages.success(request, f"问题 {number} 已登记。")
            return redirect("desk:problem", number=number)
    return _page(request, form)


def _begin(request: DeskRequest) -> dict[str, object]:
    told: dict[str, object] = {"form": mark(), "confirmed_on": clock.today(), "source": "survey"}
    code, case = request.GET.get("community", ""), request.GET.get("case", "")
    names = communities.by_codes(request.actor, [code]) if code else {}
    if code in names:
        told |= {"community": code, "community_text": names[code]}
    if case:
        told |= {"source": "complaint", "source_ref": case[:48]}
    return told


def _page(request: DeskRequest, form: Any, **more: object) -> HttpResponse:
    """The form, with the visits of its community beside it (CHK-02)."""
    code = form.community_pick.marked if isinstance(form, NewProblemForm) else str(more["code"])
    context = {
        "form": form,
        "code": code,
        "visits": visit_reads.of_community(request.actor, code) if code else [],
    }
    return render(request, "desk/rectification/problem_form.html", context | more)


@doors.desk(roles=lists.WRITING)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """Correct a problem; its community stays."""
    actor, detail = request.actor, problem_cards.problem(request.actor, number)
    code = detail.row.community_code
    closed = lists.closed_because(_offers(request, detail), "correct")
    if request.method != "POST" and closed:
        return _back(request, number, closed)
    if request.method != "POST":
        form = EditProblemForm(initial=_present(detail), actor=actor)
        return _page(request, form, detail=detail, code=code, **shown(detail.row))
    form = EditProblemForm(request.POST, actor=actor)
    if LOOK in request.POST:
        form = EditProblemForm(initial=typed(form), actor=actor)
    elif form.is_valid() and attempt(
        form,
        lambda: acts.correct_problem(
            number=number, statement=form.statement(code), version=form.cleaned_data["version"],
            actor=actor, at=clock.now(),
        ),
        fresh=lambda: problem_cards.problem(actor, number).version,
    ):  # fmt: skip
        messages.success(request, "问题已修改，修改前的内容留在时间线上。")
        return redirect("desk:problem", number=number)
    detail = problem_cards.problem(actor, number)
    return _page(request, form, detail=detail, code=code, **shown(detail.row))


def _back(request: DeskRequest, number: str, reason: str) -> HttpResponse:
    """To the card, with the reason why the step is closed."""
    messages.error(request, reason)
    return redirect("desk:problem", number=number)


def _present(detail: ProblemDetail) -> dict[str, object]:
    row = detail.row
    return {
        "version": detail.version, "confirmed_on": row.confirmed_on, "category": row.category,
        "acts": list(row.acts), "description": row.description, "source": row.source,
        "source_ref": row.source_ref, "due_on": row.due_on, "company": row.company_id,
        "company_text": row.company,
    }  # fmt: skip


@doors.desk(roles=lists.WRITING)
def step(request: DeskRequest, number: str, act: str) -> HttpResponse:
    """A step of the table: ask, then do."""
    actor, row = request.actor, STEPS.get(act)
    detail = problem_cards.problem(actor, number)
    form = fact_steps.take(
        request, number, row, seen=detail.version,
        fresh=lambda: problem_cards.problem(actor, number).version,
    )  # fmt: skip
    if form is None:
        return redirect("desk:problem", number=number)
    closed = lists.closed_because(_offers(request, detail), act)
    if request.method != "POST" and closed:
        return _back(request, number, closed)
    context = {"form": form, "step": row, "label": PROBLEM_MOVES.label(act), "detail": detail,
               "number": number}  # fmt: skip
    return render(request, "desk/rectification/problem_step.html", context | shown(detail.row))
