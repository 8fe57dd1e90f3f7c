"""The orders of a company: the list, one order, its receipt, its paper, its own pictures."""

from typing import Any, Final
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tingban.actions.rectification import company_answers, serving
from tingban.kit import clock
from tingban.reads.exits.company_handover import with_waiting
from tingban.reads.rectification import company_proceedings, order_papers
from tingban.reads.rectification import company_side as reads
from tingban.reads.rectification.company_side import SideDetail
from tingban.reports.rectification.order_files import ORDER_FILES
from tingban.reports.rectification.order_text import thaw
from tingban.rules.areas import AREAS
from tingban.rules.documents.sharing import Copy
from tingban.rules.errors import NotFound, Refused
from tingban.rules.rectification.order_paper import TITLE
from tingban.web import doors
from tingban.web.desk.proceeding_kinds import KINDS
from tingban.web.doors import CompanyRequest
from tingban.web.portal.calls import call_of

# Nothing in a file may run, speak to anybody or show another page, whatever it is.
_SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
_BY_NAME: Final = {area.full_name: area for area in AREAS}


@require_safe
@doors.company
def home(request: CompanyRequest) -> HttpResponseBase:
    """My orders; by a link there is only one, so it is opened at once."""
    sight = request.sight
    if sight.only:
        return redirect("company:order", number=sight.only)
    name = reads.company_name(sight)
    rows = reads.orders(sight)
    flows = [kind.flow for kind in KINDS]
    context = {
        "company": name,
        "matters": [
            (kind, one)
            for one in company_proceedings.matters(sight, flows, today=clock.today())
            for kind in KINDS
            if kind.flow is one.flow
        ],
        "handovers": with_waiting(sight, today=clock.today()),
        "open": [row for row in rows if row.is_waiting or row.open_problems],
        "done": [row for row in rows if not (row.is_waiting or row.open_problems)],
    }
    return page(request, "company/home.html", context)


@require_safe
@doors.company
def order(request: CompanyRequest, number: str) -> HttpResponse:
    """One order."""
    detail = reads.order(request.sight, number, today=clock.today())
    return order_page(request, detail)


def order_page(
    request: CompanyRequest, detail: SideDetail, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page of an order, with the sentence of a refusal where there was one."""
    context = {"detail": detail, "row": detail.row, "refusal": refusal}
    return page(request, "company/order.html", context | about(detail), status=status)


def about(detail: SideDetail) -> dict[str, Any]:
    """Whom to call about this order."""
    return {"call": call_of(_BY_NAME[detail.county])}


def page(
    request: CompanyRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of this door."""
    frame = {"is_by_link": request.is_by_link, "who": request.sight.actor.unit_name}
    return render(request, name, frame | context, status=status)


@require_POST
@doors.company
def receive(request: CompanyRequest, number: str) -> HttpResponse:
    """签收: from now on the term runs, and what the order says is shown."""
    reads.owned(request.sight, number)
    try:
        serving.receive_order(number=number, actor=request.sight.actor, at=clock.now())
    except Refused as refusal:
        detail = reads.order(request.sight, number, today=clock.today())
        return order_page(request, detail, refusal=refusal.sentence, status=409)
    return redirect("company:order", number=number)


@require_safe
@doors.company
def paper(request: CompanyRequest, number: str, ending: str) -> HttpResponse:
    """责令限期整改通知书 as docx or pdf, without a link: it would be the key to this door."""
    write = ORDER_FILES.get(ending)
    detail = reads.order(request.sight, number, today=clock.today())
    if write is None or not detail.is_signed_here:
        raise NotFound("这份通知书没有可以下载的文书，请以收到的纸质原件为准。")
    signed = order_papers.signed_paper(request.sight.actor, number)
    name = quote(f"{TITLE} {number}.{ending}")
    return HttpResponse(
        write(thaw(signed.kept), signed.issued_on),
        content_type=_MIMES[ending],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


_MIMES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@doors.company
def file(request: CompanyRequest, number: str, file: int, copy: str) -> HttpResponse:
    """A picture that this company has brought."""
    if copy not in (Copy.STRIPPED, Copy.THUMB):
        raise NotFound(reads.NOT_FOUND)
    sight = request.sight
    name, mime, data = company_answers.hand_out(
        order=number, attachment_id=file, copy=Copy(copy), actor=sight.actor, only=sight.only
    )
    return picture(name, mime, data)


def picture(name: str, mime: str, data: bytes) -> HttpResponse:
    """A picture that we have drawn ourselves, shown in the browser."""
    return HttpResponse(
        data,
        content_type=mime,
        headers={
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": _SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
