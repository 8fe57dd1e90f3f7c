"""The paper of a signed order, and the company's link to it."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tingban.actions.rectification import company_links as acts
from tingban.kit import clock
from tingban.reads.rectification import company_links as links
from tingban.reads.rectification import order_papers, orders
from tingban.reads.rectification.company_links import GivenLink
from tingban.reports.rectification.order_files import ORDER_FILES
from tingban.reports.rectification.order_text import thaw
from tingban.rules.actors import FIELD_WRITERS, Actor
from tingban.rules.errors import NotFound, Refused
from tingban.rules.rectification.order_paper import TITLE
from tingban.web import doors
from tingban.web.desk import downloads
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.orders_forms import RevokeForm
from tingban.web.desk.orders_views import shown
from tingban.web.doors import DeskRequest


@require_safe
@never_cache
@doors.desk(roles=lists.FIELD_READERS)
def paper(request: DeskRequest, number: str, ending: str) -> HttpResponseBase:
    """责令限期整改通知书 as docx or pdf; who only reads gets it without the company's link."""
    write = ORDER_FILES.get(ending)
    if write is None:
        raise NotFound("文书只有 docx 和 pdf 两种格式。")
    detail = orders.order(request.actor, number)
    given = None
    if _handles(request.actor, detail.row.county_code):
        given = links.given(request.actor, number, today=clock.today())
    address = address_of(request, given) if given and not given.closed else ""
    try:
        paper = order_papers.signed_paper(request.actor, number)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:order", number=number)
    target = downloads.draft()
    target.write(write(thaw(paper.kept, address), paper.issued_on))
    return downloads.sent(target, f"{TITLE} {number}.{ending}")


def address_of(request: HttpRequest, given: GivenLink) -> str:
    """The whole address, as it is printed."""
    return request.build_absolute_uri(reverse("company:go", args=[given.id, given.token]))


def _handles(actor: Actor, county: str) -> bool:
    return actor.role in FIELD_WRITERS and actor.covers(county)


@never_cache
@doors.desk(roles=FIELD_WRITERS)
def link(request: DeskRequest, number: str) -> HttpResponse:
    """The company's link: given anew, shown to be handed on, revoked."""
    actor, at = request.actor, clock.now()
    detail = orders.order(actor, number)
    given = links.given(actor, number, today=at.date())
    form = RevokeForm(request.POST if request.method == "POST" and given else None)
    if request.method == "POST":
        try:
            if given is None:
                acts.give_link(number=number, actor=actor, at=at)
                messages.success(request, "企业链接已生成。")
                return redirect("desk:order_link", number=number)
            if form.is_valid():
                reason = form.cleaned_data["reason"]
                acts.revoke_link(number=number, reason=reason, actor=actor, at=at)
                messages.success(request, "企业链接已作废，原来的链接马上打不开了。")
                return redirect("desk:order_link", number=number)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    address = address_of(request, given) if given else ""
    context = shown(detail.row) | {
        "detail": detail, "form": form, "given": given, "address": address,
        "drawn": _drawn(address) if given and not given.closed else "",
    }  # fmt: skip
    return render(request, "desk/rectification/order_link.html", context)


def _drawn(address: str) -> str:
    drawing = segno.make(address, micro=False, error="m")
    svg: str = drawing.svg_inline(scale=5, border=2)
    return mark_safe(svg)  # noqa: S308 -- drawn by us from our own address
