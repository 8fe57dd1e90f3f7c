"""线索: registered by whoever was there, confirmed by the clerk (T-P01, T-P02)."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from tingban.actions.rectification import finding as acts
from tingban.actions.rectification.proofs import EVIDENCE, prove
from tingban.kit import clock
from tingban.reads.rectification import next_steps as next_reads
from tingban.reads.rectification import problem_cards
from tingban.reads.rectification.proof_files import kept_files
from tingban.rules.actors import FIELD_WRITERS
from tingban.rules.rectification.stages import Act
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.fact_forms import LOOK, attempt, typed
from tingban.web.desk.problems_pages import begin, page
from tingban.web.desk.problems_rows import shown
from tingban.web.desk.problems_views import present
from tingban.web.desk.proof_forms import chosen, offer_kept
from tingban.web.desk.rectification_forms import ClueForm, ConfirmForm
from tingban.web.doors import DeskRequest


@doors.desk(roles=FIELD_WRITERS)
def new(request: DeskRequest) -> HttpResponse:
    """Register a clue."""
    actor = request.actor
    if request.method != "POST":
        return page(request, ClueForm(initial=begin(request), actor=actor), is_clue=True)
    form = ClueForm(request.POST, actor=actor)
    if LOOK in request.POST:
        return page(request, ClueForm(initial=typed(form), actor=actor), is_clue=True)
    if form.is_valid():
        told = form.cleaned_data
        number = attempt(
            form,
            lambda: acts.add_clue(
                statement=form.statement(told["community"]), actor=actor, at=clock.now(),
                form=told["form"],
            ),
            fresh=lambda: 0,
        )  # fmt: skip
        if number:
            messages.success(request, f"线索 {number} 已登记，5 个工作日内核实。")
            return redirect("desk:problem", number=number)
    return page(request, form, is_clue=True)


@doors.desk(roles=lists.WRITING)
def confirm(request: DeskRequest, number: str) -> HttpResponse:
    """A clue turns out to be so."""
    actor, detail = request.actor, problem_cards.problem(request.actor, number)
    code = detail.row.community_code
    closed = next_reads.closed_because(actor, number, Act.CONFIRM, today=clock.today())
    if request.method != "POST" and closed:
        messages.error(request, closed)
        return redirect("desk:problem", number=number)
    if request.method != "POST":
        initial = present(detail) | {"confirmed_on": clock.today()}
        form = _offering(request, number, ConfirmForm(initial=initial, actor=actor))
    elif LOOK in request.POST:
        told = typed(ConfirmForm(request.POST, actor=actor))
        form = _offering(request, number, ConfirmForm(initial=told, actor=actor))
    else:
        form = _offering(request, number, ConfirmForm(request.POST, request.FILES, actor=actor))
        if form.is_valid() and attempt(
            form,
            lambda: _confirm(request, form, number, code),
            fresh=lambda: problem_cards.problem(actor, number).version,
        ):  # fmt: skip
            messages.success(request, f"问题 {number} 已确认。")
            return redirect("desk:problem", number=number)
    return page(request, form, detail=detail, code=code, is_confirming=True, **shown(detail.row))


def _offering(request: DeskRequest, number: str, form: ConfirmForm) -> ConfirmForm:
    offer_kept(form, kept_files(request.actor, number))
    return form


def _confirm(request: DeskRequest, form: ConfirmForm, number: str, code: str) -> object:
    told, at = form.cleaned_data, clock.now()
    statement = form.statement(code)
    return prove(
        number=number,
        chosen=chosen(told, (EVIDENCE,)),
        step=lambda named: acts.confirm_clue(
            number=number,
            statement=replace(statement, evidence=statement.evidence + named.of(EVIDENCE)),
            version=told["version"], actor=request.actor, at=at,
        ),
        actor=request.actor, at=at,
    )  # fmt: skip
