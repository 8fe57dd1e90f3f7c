"""What the forms of problems and clues share: how they begin, and the page they stand on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit import clock
from tingban.reads.inspections import visits as visit_reads
from tingban.reads.registry import communities
from tingban.web.desk.fact_forms import mark
from tingban.web.desk.proof_forms import offer_kept
from tingban.web.desk.rectification_forms import ConfirmingForm, PlacedForm
from tingban.web.doors import DeskRequest


def begin(request: DeskRequest) -> dict[str, object]:
    """What stands in an empty form; the address may name a community, a case, a former problem."""
    told: dict[str, object] = {"form": mark(), "confirmed_on": clock.today(), "source": "survey"}
    code, case = request.GET.get("community", ""), request.GET.get("case", "")
    names = communities.by_codes(request.actor, [code]) if code else {}
    if code in names:
        told |= {"community": code, "community_text": names[code]}
    if case:
        told |= {"source": "complaint", "source_ref": case[:48]}
    if former := request.GET.get("regression_of", ""):
        told |= {"regression_of": former[:32]}
    return told


def page(request: DeskRequest, form: Any, **more: object) -> HttpResponse:
    """The form, with the visits of its community beside it (CHK-02)."""
    if isinstance(form, ConfirmingForm) and isinstance(form, PlacedForm):
        # It has no files yet.
        offer_kept(form, ())
    code = form.community_pick.marked if isinstance(form, PlacedForm) else str(more["code"])
    context = {
        "form": form,
        "code": code,
        "visits": visit_reads.of_community(request.actor, code) if code else [],
    }
    return render(request, "desk/rectification/problem_form.html", context | more)
