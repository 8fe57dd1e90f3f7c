"""问题清单: list, card, forms, steps. Clues and their confirmation stand in `clues_views`."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from tingban.actions.rectification import problems as acts
from tingban.actions.rectification.proofs import EVIDENCE, Named, prove_new
from tingban.kit import clock
from tingban.reads.inspections import visits as visit_reads
from tingban.reads.overview import attachments
from tingban.reads.overview.measures import measures
from tingban.reads.overview.sheets import sheets_about
from tingban.reads.overview.ties import ties_of_problem
from tingban.reads.rectification import next_steps as next_reads
from tingban.reads.rectification import problem_cards
from tingban.reads.rectification import problems as reads
from tingban.reads.rectification.company_side import answer_subject
from tingban.reads.rectification.next_steps import NextSteps
from tingban.reads.rectification.problem_cards import ProblemDetail
from tingban.reads.rectification.proof_files import KeptFile, kept_files
from tingban.rules.actors import Actor
from tingban.rules.rectification.due_papers import due_papers
from tingban.rules.rectification.stages import ACT_LABELS, Act, Stage
from tingban.rules.rectification.terms import ORDERED_TERM
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk import fact_steps, tied
from tingban.web.desk.fact_forms import LOOK, ChangingForm, attempt, typed
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.papers_panel import papers_panel
from tingban.web.desk.problem_boards_views import tabs
from tingban.web.desk.problems_measures import measure_lines
from tingban.web.desk.problems_pages import begin, page
from tingban.web.desk.problems_proofs import proofs_shown
from tingban.web.desk.problems_rows import BOOK, COLUMNS, COUNTY_COLUMNS, cells, shown
from tingban.web.desk.problems_steps import checks, next_actions
from tingban.web.desk.proof_forms import chosen
from tingban.web.desk.rectification_forms import EditProblemForm, NewProblemForm, ProblemFilterForm
from tingban.web.desk.rectification_step_forms import About, StepForm
from tingban.web.desk.rectification_steps import STEPS
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing


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
    told = [_line(row, request) for row in found.rows]
    table = listing.Listing(query, columns, found.shown_as(told))
    may_order = any(line["may_be_ordered"] for line in told)
    context = {
        "listing": table, "filters": form, "may_order": may_order, "tabs": tabs(request, "list"),
    }  # fmt: skip
    return render(request, "desk/rectification/problems.html", context)


def _line(row: reads.ProblemRow, request: DeskRequest) -> dict[str, Any]:
    """A line, which may be marked for an order where it waits for one."""
    actor = request.actor
    waits = row.stage == Stage.CFM or (row.stage == Stage.FIX and not actor.is_leader)
    return shown(row) | {"may_be_ordered": waits and actor.is_field_writer}


@doors.desk(roles=lists.FIELD_READERS)
def problem(request: DeskRequest, number: str) -> HttpResponse:
    """The card."""
    detail, following = problem_cards.card(request.actor, number, today=clock.today())
    context = shown(detail.row) | next_actions(detail, following) | {
        "detail": detail,
        "following": following,
        "checks": checks(following),
        "lines": lines(request.actor, detail.history),
        "papers": papers_panel(
            request.actor, f"problem:{number}", sheets_about("problem"), first=_papers_now(detail)
        ),
        "ties": tied.shown(ties_of_problem(request.actor, number)),
        "measures": measure_lines(
            measures(request.actor, detail), number=number, role=request.actor.role
        ),
        "proofs": proofs_shown(
            attachments.gallery(request.actor, f"problem:{number}"),
            attachments.gallery(request.actor, answer_subject(number)),
        ),
    }  # fmt: skip
    return render(request, "desk/rectification/problem.html", context)


def _papers_now(detail: ProblemDetail) -> tuple[str, ...]:
    row = detail.row
    return due_papers(row.stage, row.due_on, detail.recheck_fails, clock.today())


def _closed(request: DeskRequest, number: str, act: str) -> str:
    return next_reads.closed_because(request.actor, number, act, today=clock.today())


@doors.desk(roles=lists.WRITING)
def new(request: DeskRequest) -> HttpResponse:
    """Register a problem that a visit has found."""
    actor = request.actor
    if request.method != "POST":
        return page(request, NewProblemForm(initial=begin(request), actor=actor))
    form = NewProblemForm(request.POST, request.FILES, actor=actor)
    if LOOK in request.POST:
        return page(request, NewProblemForm(initial=typed(form), actor=actor))
    if form.is_valid():
        number = attempt(form, lambda: _add(request, form), fresh=lambda: 0)
        if number:
            messages.success(request, f"问题 {number} 已登记。")
            return redirect("desk:problem", number=number)
    return page(request, form)


def _add(request: DeskRequest, form: NewProblemForm) -> str:
    told, at = form.cleaned_data, clock.now()
    statement = form.statement(told["community"])

    def add(named: Named) -> str:
        found = replace(statement, evidence=statement.evidence + named.of(EVIDENCE))
        return acts.add_problem(statement=found, actor=request.actor, at=at, form=told["form"])

    return prove_new(
        chosen=chosen(told, (EVIDENCE,)), step=add, actor=request.actor, at=at, form=told["form"]
    )


@doors.desk(roles=lists.WRITING)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """Correct a problem; its community stays."""
    actor, detail = request.actor, problem_cards.problem(request.actor, number)
    code = detail.row.community_code
    if request.method != "POST" and (closed := _closed(request, number, "correct")):
        return _back(request, number, closed)
    if request.method != "POST":
        return _edit_page(request, edit_form(detail, actor, initial=present(detail)), number)
    form = edit_form(detail, actor, request.POST)
    if LOOK in request.POST:
        form = edit_form(detail, actor, initial=typed(form))
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
    return _edit_page(request, form, number)


def edit_form(
    detail: ProblemDetail, actor: Actor, *told: QueryDict, **more: Any
) -> EditProblemForm:
    """Where an order stands its term is shown and not asked for (T-P07)."""
    ordered_on = detail.row.due_on if detail.ordered_by else None
    return EditProblemForm(*told, actor=actor, ordered_on=ordered_on, **more)


def _edit_page(request: DeskRequest, form: EditProblemForm, number: str) -> HttpResponse:
    detail = problem_cards.problem(request.actor, number)
    ordered: dict[str, object] = {}
    if form.ordered_on is not None:
        may_extend = not _closed(request, number, Act.GRANT_EXTENSION)
        ordered = {"ordered_by": detail.ordered_by, "way": ORDERED_TERM, "may_extend": may_extend}
    code = detail.row.community_code
    return page(request, form, detail=detail, code=code, **ordered, **shown(detail.row))


def _back(request: DeskRequest, number: str, reason: str) -> HttpResponse:
    """To the card, with the reason why the step is closed."""
    messages.error(request, reason)
    return redirect("desk:problem", number=number)


def present(detail: ProblemDetail) -> dict[str, object]:
    """What stands now, for a form that states it anew."""
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
    detail, following = problem_cards.card(actor, number, today=clock.today())
    visits = visit_reads.of_community(actor, detail.row.community_code, limit=20)
    kept = tuple(kept_files(actor, number))
    form = fact_steps.take(
        request, number, row, seen=detail.version,
        fresh=lambda: problem_cards.problem(actor, number).version,
        prepare=lambda form: _fit(form, detail, visits, following, kept),
    )  # fmt: skip
    if form is None:
        return redirect("desk:problem", number=number)
    if request.method != "POST" and (closed := _closed(request, number, act)):
        return _back(request, number, closed)
    context = {"form": form, "step": row, "label": ACT_LABELS[act], "detail": detail,
               "number": number, "visits": visits, "act": act}  # fmt: skip
    return render(request, "desk/rectification/problem_step.html", context | shown(detail.row))


def _fit(
    form: ChangingForm,
    detail: ProblemDetail,
    visits: list[Any],
    now: NextSteps,
    kept: tuple[KeptFile, ...],
) -> None:
    if isinstance(form, StepForm):
        form.fit(About(detail.row, tuple(visits), now.running, now.barred, kept))
