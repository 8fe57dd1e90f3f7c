"""Notices that did not get out: why, and what to do; for the city office and the administrator."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tingban.actions.notices import stuck as acts
from tingban.kit import clock
from tingban.kit.windows import Window
from tingban.reads.notices import deliveries
from tingban.rules.notices import CHANNEL_LABELS, KEEPERS
from tingban.web import doors
from tingban.web.desk.notices_forms import DropForm, OutgoingFilter
from tingban.web.desk.notices_tabs import tabs
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Listing
from tingban.web.ui.rows import Crumb


def ways() -> str:
    """邮件已开通，短信、微信没有开通."""
    on = [label for way, label in CHANNEL_LABELS.items() if way.value in settings.NOTICE_CHANNELS]
    off = [label for label in CHANNEL_LABELS.values() if label not in on]
    parts = (("、".join(on), "已开通"), ("、".join(off), "没有开通"))
    return "，".join(names + state for names, state in parts if names)


@doors.desk(roles=KEEPERS)
def outgoing(request: DeskRequest) -> HttpResponse:
    """What is stuck or fails, or whatever else is asked for."""
    form = OutgoingFilter(request.GET, actor=request.actor)
    query = listing.asked(request, (), default="")
    window = Window(offset=query.offset, limit=query.size)
    found = deliveries.outgoing(request.actor, deliveries.Asked(**form.asked), window)
    context = {
        "listing": Listing(query, (), found),
        "filters": form,
        "back": request.GET.urlencode(),
        "stuck": deliveries.count_stuck(request.actor),
        "ways": f"这里是发往外面的通知，站内的不受影响。{ways()}。",
        "tabs": tabs(request.actor, "desk:notices_stuck"),
    }
    return render(request, "desk/notices/stuck.html", context)


@require_POST
@doors.desk(roles=KEEPERS)
def resend(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    """Send one again."""
    acts.resend(delivery_id=delivery_id, actor=request.actor, at=clock.now())
    messages.success(request, "已重新发送，结果稍后显示在这里。")
    return redirect(_list(request))


@require_POST
@doors.desk(roles=KEEPERS)
def resend_all(request: DeskRequest) -> HttpResponse:
    """Send all again that are stuck."""
    count = acts.resend_stuck(actor=request.actor, at=clock.now())
    messages.success(request, f"已重新发送 {count} 条。" if count else "没有停滞的通知。")
    return redirect(_list(request))


@doors.desk(roles=KEEPERS)
def drop(request: DeskRequest, delivery_id: UUID) -> HttpResponse:
    """Let one be, with a reason."""
    found = deliveries.delivery(request.actor, delivery_id)
    step = ShortForm(
        title="不再发送",
        lead=f"{found.way}给{found.to_whom}：{found.title}（{found.note or found.label}）",
        button="不再发送",
        done="已记下，不再发送。",
        back=reverse("desk:notices_stuck"),
        crumbs=[Crumb("没有送达的通知", reverse("desk:notices_stuck")), Crumb("不再发送")],
    )

    def act(form: forms.Form) -> None:
        acts.drop(
            delivery_id=delivery_id, reason=form.cleaned_data["reason"], actor=request.actor,
            at=clock.now(),
        )  # fmt: skip

    return step_page(request, DropForm(request.POST or None), step, act)


def _list(request: HttpRequest) -> str:
    """The list as it was narrowed when the button was pressed."""
    query = request.GET.urlencode()
    return reverse("desk:notices_stuck") + (f"?{query}" if query else "")
