"""What a company sends: the report (T-P08), the wish for more time (T-P07), 陈述申辩."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from tingban.actions.rectification import answering, company_answers
from tingban.kit import clock
from tingban.reads.rectification import company_side as reads
from tingban.reads.rectification.company_side import SideDetail, SideProblem
from tingban.rules.errors import NotNow
from tingban.web import doors
from tingban.web.company.forms import AnswerForm, ExtensionForm, PleaForm, accepted, errors_of
from tingban.web.company.order_views import about, page
from tingban.web.doors import CompanyRequest


def _found(request: CompanyRequest, number: str, problem: str) -> tuple[SideDetail, SideProblem]:
    detail = reads.order(request.sight, number, today=clock.today())
    return detail, detail.problem(problem)


@doors.company
def answer(request: CompanyRequest, number: str, problem: str) -> HttpResponse:
    """提交整改报告."""
    detail, one = _found(request, number, problem)
    if request.method != "POST":
        if one.answer_refusal:
            raise NotNow(one.answer_refusal)
        form = AnswerForm(problem=one)
        return _page(request, "company/answer.html", form, detail, one)
    form = AnswerForm(request.POST, request.FILES, problem=one)
    if form.is_valid() and accepted(
        form,
        lambda: company_answers.answer(
            number=problem, report=form.report_told(), version=form.cleaned_data["version"],
            actor=request.sight.actor, at=clock.now(),
        ),
    ):  # fmt: skip
        return redirect("company:order", number=number)
    # As it stands now: after a conflict the next try goes by the fresh version.
    return _page(request, "company/answer.html", form, *_found(request, number, problem))


@doors.company
def extension(request: CompanyRequest, number: str, problem: str) -> HttpResponse:
    """申请延期."""
    detail, one = _found(request, number, problem)
    if request.method != "POST":
        if one.extension_refusal:
            raise NotNow(one.extension_refusal)
        form = ExtensionForm()
        return _page(request, "company/extension.html", form, detail, one)
    form = ExtensionForm(request.POST)
    if form.is_valid() and accepted(
        form,
        lambda: answering.ask_extension(
            number=problem, until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"], version=form.cleaned_data["version"],
            actor=request.sight.actor, at=clock.now(),
        ),
    ):  # fmt: skip
        return redirect("company:order", number=number)
    return _page(request, "company/extension.html", form, *_found(request, number, problem))


@doors.company
def plea(request: CompanyRequest, number: str) -> HttpResponse:
    """陈述、申辩."""
    detail = reads.order(request.sight, number, today=clock.today())
    form = PleaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and accepted(
        form,
        lambda: company_answers.plead(
            number=number, text=form.cleaned_data["text"], actor=request.sight.actor,
            at=clock.now(),
        ),
    ):  # fmt: skip
        return redirect("company:order", number=number)
    return _page(request, "company/plea.html", form, detail)


def _page(
    request: CompanyRequest,
    name: str,
    form: forms.Form,
    detail: SideDetail,
    one: SideProblem | None = None,
) -> HttpResponse:
    context = {"form": form, "errors": errors_of(form), "detail": detail, "problem": one}
    return page(request, name, context | about(detail))
