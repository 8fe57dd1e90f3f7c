"""告知与陈述: proceedings against the company, and what it says to them."""

from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tingban.actions.rectification.proceedings import Told
from tingban.kit import clock
from tingban.reads.exits.company_handover import has_list
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification import company_proceedings as reads
from tingban.reads.rectification.company_proceedings import SideMatter
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound, NotNow
from tingban.web import doors
from tingban.web.company.forms import accepted, errors_of
from tingban.web.company.order_views import page
from tingban.web.desk import downloads
from tingban.web.desk.fact_forms import ChangingForm
from tingban.web.desk.proceeding_forms import answers_of, fit
from tingban.web.desk.proceeding_kinds import KINDS, Kind
from tingban.web.doors import CompanyRequest
from tingban.web.portal.calls import call_of

_BY_NAME: Final = {kind.name: kind for kind in KINDS}


class SideStepForm(ChangingForm):
    """What the company says; the day is today."""


def _found(request: CompanyRequest, name: str, number: str) -> tuple[Kind, SideMatter]:
    kind = _BY_NAME.get(name)
    if kind is None:
        raise NotFound(reads.NOT_FOUND)
    return kind, reads.matter(request.sight, kind.flow, number, today=clock.today())


@require_safe
@doors.company
def matter(request: CompanyRequest, kind: str, number: str) -> HttpResponse:
    """One proceeding: where it stands, what may be said now, what was said."""
    found, one = _found(request, kind, number)
    context = {
        "kind": found, "one": one, "call": call_of(AREA_BY_CODE[one.county_code]),
        "has_list": found.flow is EXIT and has_list(request.sight, number, today=clock.today()),
    }  # fmt: skip
    return page(request, "company/matter.html", context)


@require_safe
@doors.company
def paper(request: CompanyRequest, kind: str, number: str, key: str) -> HttpResponseBase:
    """A paper that was served, as it was signed (pdf)."""
    found = _BY_NAME.get(kind)
    if found is None:
        raise NotFound(reads.NOT_FOUND)
    kept = reads.matter_paper(request.sight, found.flow, number, key, today=clock.today())
    target = downloads.draft()
    target.write(paper_pdf(kept.text, kept.signed_on))
    return downloads.sent(target, f"{kept.text.title}{kept.paper.number}.pdf")


@doors.company
def say(request: CompanyRequest, kind: str, number: str, act: str) -> HttpResponse:
    """A step of the company."""
    found, one = _found(request, kind, number)
    offer = next((it for it in one.acts if it.act == act), None)
    if offer is None or not offer.is_open:
        raise NotNow(offer.reason if offer else "现在不需要贵公司办理这一步。")
    asked = found.flow.fields.get(act, ())
    form = SideStepForm(request.POST or None, initial={"version": one.version})
    fit(form, asked)
    for field in form.fields.values():
        field.widget.attrs.setdefault("class", "pt-box")
    if request.method == "POST" and form.is_valid():
        told = Told(clock.today(), answers=answers_of(form.cleaned_data, asked))
        if accepted(
            form,
            lambda: found.take(
                number=number, act=act, told=told, version=form.cleaned_data["version"],
                actor=request.sight.actor, at=clock.now(),
            ),
        ):  # fmt: skip
            return redirect("company:matter", kind=kind, number=number)
        # As it stands now: after a conflict the next try goes by the fresh version.
        form.carry(_found(request, kind, number)[1].version)
    context = {
        "kind": found, "one": one, "form": form, "label": offer.label, "errors": errors_of(form),
        "intro": found.intros.get(act, ""), "call": call_of(AREA_BY_CODE[one.county_code]),
    }  # fmt: skip
    return page(request, "company/matter_step.html", context)
