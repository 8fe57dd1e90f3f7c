"""A step of a case: asked for, looked at as 附件2 will print it, done."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.kit import clock
from tingban.reads.complaints import case_cards
from tingban.reads.complaints.case_cards import CaseDetail
from tingban.rules.actors import BY_UNIT, CASE_WRITERS
from tingban.rules.complaints import personal_traces
from tingban.rules.complaints.annex2 import with_result
from tingban.rules.complaints.stages import ACT_LABELS, Act
from tingban.web import doors
from tingban.web.desk import cases_rows as table_rows
from tingban.web.desk import fact_lists as lists
from tingban.web.desk import fact_steps
from tingban.web.desk.cases_views import back
from tingban.web.desk.complaints_step_forms import CaseStepForm
from tingban.web.desk.complaints_steps import STEPS
from tingban.web.desk.fact_forms import LOOK, ChangingForm
from tingban.web.desk.fact_steps import Step
from tingban.web.doors import DeskRequest


@doors.desk(roles=CASE_WRITERS | BY_UNIT)
def step(request: DeskRequest, number: str, act: str) -> HttpResponse:
    """A step of the table: ask, then do; what goes to paper can be looked at before."""
    actor, row = request.actor, STEPS.get(act)
    detail = case_cards.case(actor, number, at=clock.now())

    def prepare(form: CaseStepForm) -> None:
        form.prepare(actor, detail)

    if row is not None and row.prints and LOOK in request.POST:
        form = fact_steps.retyped(request, row, seen=detail.version, prepare=prepare)
        return _page(request, Act(act), form, detail, _printed(request, row, Act(act), detail))
    form_or_done = fact_steps.take(
        request, number, row, seen=detail.version, prepare=prepare,
        fresh=lambda: case_cards.case(actor, number, at=clock.now()).version,
    )  # fmt: skip
    if form_or_done is None:
        return redirect("desk:case", number=number)
    closed = lists.closed_because(detail.offers(actor), act)
    if request.method != "POST" and closed:
        return back(request, number, closed)
    return _page(request, Act(act), form_or_done, detail, {})


def _printed(request: DeskRequest, step: Step, act: Act, detail: CaseDetail) -> dict[str, object]:
    """The line with the words that were typed, and what in them must not be printed."""
    text = request.POST.get(step.prints, "")
    line = with_result(detail.row.line, clock.now(), text, closes=act is Act.CLOSE)
    return {"printed": table_rows.printed(line), "traces": personal_traces(text)}


def _page(
    request: DeskRequest, act: Act, form: ChangingForm, detail: CaseDetail,
    looked: dict[str, object],
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "step": STEPS[act], "label": ACT_LABELS[act], "detail": detail,
        "number": detail.row.number, "may_look": STEPS[act].prints and detail.is_printed,
    }  # fmt: skip
    words = table_rows.shown(detail.row)
    return render(request, "desk/complaints/case_step.html", context | words | looked)
