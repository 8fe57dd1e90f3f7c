"""Credit pushes leave and come back: files, receipts, what is stuck, the month's reconciliation."""

from io import BytesIO
from typing import Final

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tingban.actions.enforcement import credit_answers, credit_batches
from tingban.actions.enforcement.credit_answers import Brought
from tingban.kit import clock
from tingban.kit.windows import Window
from tingban.reads.enforcement import credit_lists as reads
from tingban.rules.actors import FIELD, READERS, WRITERS, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.web import doors
from tingban.web.desk import step_up
from tingban.web.desk.credit_forms import CheckForm, ReceiptsForm, SendForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Crumb, Tab
from tingban.web.ui.submitting import refusals_on

_DESK: Final = READERS | FIELD
_FILES: Final = (
    Column("number", "文件"), Column("kind", "信息"), Column("count", "条数", numeric=True),
    Column("at", "发出"), Column("by", "经办"), Column("state", "状态"),
)  # fmt: skip
_CHECKED: Final = (
    Column("gap", "结果"), Column("number", "文号"), Column("item", "信息项"),
    Column("ours", "本单位"), Column("theirs", "平台"),
)  # fmt: skip


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The pages beside the list; whoever only reads sees what is stuck."""
    stuck = reads.count_stuck(actor, at=clock.now())
    pages: list[tuple[str, str, int | None]] = [("停滞", "desk:credit_stuck", stuck)]
    if actor.is_writer:
        pages = [
            ("发出和文件", "desk:credit_send", None),
            *pages,
            ("导入回执", "desk:credit_receipts", None),
            ("每月核对", "desk:credit_checks", None),
        ]
    pages = [("全部推送", "desk:credit_pushes", None), *pages]
    return [
        Tab(label, reverse(name), is_current=name == current, count=count)
        for label, name, count in pages
    ]


@never_cache
@doors.desk(roles=WRITERS)
@step_up.before("发出信用推送", back="desk:credit_send")
def send(request: DeskRequest) -> HttpResponseBase:
    """Choose what leaves in one file; the files that left."""
    ready = reads.ready(request.actor)
    form = SendForm(request.POST if request.method == "POST" else None, ready=ready)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            batch = credit_batches.send_together(
                numbers=told["numbers"], form=told["format"], actor=request.actor, at=clock.now()
            )
            messages.success(request, f"已发出，文件 {batch} 稍后写入报送文件夹。")
            return redirect("desk:credit_send")
    query = listing.asked(request, _FILES, default="")
    found = reads.batches(request.actor, Window(offset=query.offset, limit=query.size))
    context = {
        "form": form,
        "ready": ready,
        "listing": Listing(query, _FILES, found),
        "tabs": tabs(request.actor, "desk:credit_send"),
    }
    return render(request, "desk/credit/send.html", context)


@never_cache
@require_GET
@doors.desk(roles=_DESK)
def file(request: DeskRequest, batch: str) -> HttpResponseBase:
    """A file as it was sent."""
    name, data = credit_batches.take_batch(number=batch, actor=request.actor, at=clock.now())
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)


@require_GET
@doors.desk(roles=_DESK)
def stuck(request: DeskRequest) -> HttpResponse:
    """What waits for the platform or for us longer than it should."""
    query = listing.asked(request, (), default="")
    found = reads.stuck(
        request.actor, Window(offset=query.offset, limit=query.size), at=clock.now()
    )
    context = {
        "listing": Listing(query, (), found),
        "tabs": tabs(request.actor, "desk:credit_stuck"),
    }
    return render(request, "desk/credit/stuck.html", context)


@doors.desk(roles=WRITERS)
def receipts(request: DeskRequest) -> HttpResponse:
    """A list of receipts comes in."""
    is_post = request.method == "POST"
    form = ReceiptsForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        with refusals_on(form):
            taken = credit_answers.take_receipts(
                file=_brought(form), actor=request.actor, at=clock.now()
            )
            told = f"已登记回执 {taken.acknowledged} 条，平台退回 {taken.refused} 条。"
            messages.success(request, told)
            return redirect("desk:credit_receipts")
    context = {"form": form, "tabs": tabs(request.actor, "desk:credit_receipts")}
    return render(request, "desk/credit/receipts.html", context)


@doors.desk(roles=WRITERS)
def checks(request: DeskRequest) -> HttpResponse:
    """A returned list is held against ours; earlier results."""
    is_post = request.method == "POST"
    form = CheckForm(
        request.POST if is_post else None, request.FILES if is_post else None,
        initial={"month": clock.today().replace(day=1)},
    )  # fmt: skip
    if is_post and form.is_valid():
        with refusals_on(form):
            check_id = credit_answers.check_month(
                month=form.cleaned_data["month"], file=_brought(form), actor=request.actor,
                at=clock.now(),
            )  # fmt: skip
            return redirect("desk:credit_check", check_id=check_id)
    context = {
        "form": form,
        "checks": reads.checks(request.actor),
        "tabs": tabs(request.actor, "desk:credit_checks"),
    }
    return render(request, "desk/credit/checks.html", context)


@require_GET
@doors.desk(roles=WRITERS)
def check(request: DeskRequest, check_id: int) -> HttpResponse:
    """One result, finding by finding."""
    found = reads.check(request.actor, check_id)
    context = {
        "check": found,
        "county": AREA_BY_CODE[found.county_code].name,
        "columns": _CHECKED,
        "crumbs": [
            Crumb("每月核对", reverse("desk:credit_checks")), Crumb(f"{found.month:%Y年%-m月}"),
        ],
    }  # fmt: skip
    return render(request, "desk/credit/check.html", context)


def _brought(form: ReceiptsForm | CheckForm) -> Brought:
    upload = form.cleaned_data["file"]
    return Brought(upload.name or "", upload.read())
