"""批量登记转办件: a sender's table is brought, its columns told, its rows decided."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tingban.actions.exchange import slip_batches, slip_registering
from tingban.actions.exchange.intake import Upload
from tingban.kit import clock
from tingban.kit.windows import Window
from tingban.reads.exchange import slips as reads
from tingban.reads.exchange.slips import Batch
from tingban.rules.actors import CASE_WRITERS, Actor
from tingban.rules.complaints.sources import Source
from tingban.rules.errors import Refused
from tingban.rules.exchange.runs import PATIENCE
from tingban.rules.exchange.slip_states import AT_ONCE, BATCH_LABELS, SLIP_DAYS
from tingban.web import doors
from tingban.web.desk import slips_rows as table
from tingban.web.desk.slips_forms import SlipColumnsForm, SlipsForm, decisions
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Listing
from tingban.web.ui.rows import Crumb

_TITLE: Final = "转办件登记结果"
_SHOWN_FAULTS: Final = 200


@never_cache
@doors.desk(roles=CASE_WRITERS)
def start(request: DeskRequest) -> HttpResponse:
    """Bring a file; those that were brought before."""
    is_post = request.method == "POST"
    form = SlipsForm(request.POST, request.FILES) if is_post else SlipsForm()
    if is_post and form.is_valid():
        book = form.cleaned_data["book"]
        try:
            batch_id = slip_batches.bring_slips(
                upload=Upload(book.name, book.read()), source=form.sender,
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("book", refusal.sentence)
        else:
            return redirect("desk:slips_batch", batch_id)
    context = {
        "form": form,
        "closed": _closed(request.actor),
        "batches": [
            (one, BATCH_LABELS[one.state], table.BATCH_TONES[one.state])
            for one in reads.batches(request.actor)
        ],
        "days": SLIP_DAYS,
        "crumbs": _crumbs("批量登记转办件"),
    }
    return render(request, "desk/slips/start.html", context)


def _crumbs(*labels: str) -> list[Crumb]:
    found = [Crumb("登记办理台账", reverse("desk:cases"))]
    if len(labels) > 1:
        found.append(Crumb("批量登记转办件", reverse("desk:slips")))
    return [*found, Crumb(labels[-1])]


def _closed(actor: Actor) -> str:
    """Why this post brings no slips; empty where it does."""
    try:
        slip_batches.check_registers(actor, Source.HOTLINE_12345, clock.now())
    except Refused as refusal:
        return refusal.sentence
    return ""


@never_cache
@doors.desk(roles=CASE_WRITERS)
def columns(request: DeskRequest, batch_id: int) -> HttpResponse:
    """Which column means what."""
    found = reads.batch(request.actor, batch_id)
    if found.is_wiped or found.is_at_work or found.counts["done"]:
        return redirect("desk:slips_batch", batch_id)
    offered = found.columns
    if offered is None:
        offered = reads.columns_offered(request.actor, found)
    data = request.POST if request.method == "POST" else None
    form = SlipColumnsForm(data, batch=found, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            slip_batches.choose_slip_columns(
                batch_id=batch_id, columns=form.columns, actor=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:slips_batch", batch_id)
    context = {"form": form, "batch": found, "crumbs": _crumbs("", found.name)}
    return render(request, "desk/slips/columns.html", context)


@never_cache
@doors.desk(roles=CASE_WRITERS)
def batch(request: DeskRequest, batch_id: int) -> HttpResponseBase:
    """Every row with what is proposed; posted, decisions are kept or rows registered."""
    actor = request.actor
    if request.method == "POST":
        _act(request, batch_id)
        return redirect(request.get_full_path())
    found = reads.batch(actor, batch_id)
    if found.columns is None and not found.is_wiped:
        return redirect("desk:slips_columns", batch_id)
    if list_file.wanted(request):
        cells = map(table.cells, reads.results(actor, batch_id))
        return list_file.answer(request, _TITLE, table.BOOK, cells)
    if "HX-Request" in request.headers:
        return render(request, "desk/slips/_work.html", _work(found) | {"is_part": True})
    return render(request, "desk/slips/batch.html", _page(request, found) | _work(found))


def _act(request: DeskRequest, batch_id: int) -> None:
    told, actor, at = decisions(request.POST), request.actor, clock.now()
    try:
        if "register" in request.POST:
            asked = slip_registering.register_slips(
                batch_id=batch_id, decisions=told, actor=actor, at=at
            )
            _tell(request, asked)
        else:
            kept = slip_registering.decide_slips(
                batch_id=batch_id, decisions=told, actor=actor, at=at
            )
            messages.success(request, f"已保存这一页 {kept} 行的选择。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)


def _tell(request: DeskRequest, asked: slip_registering.Asked) -> None:
    """What became of a few that were registered at once; a job tells for itself."""
    if asked.by_job:
        return
    if asked.done:
        messages.success(request, f"已登记 {asked.done} 件。结果可以导出，交还转办单位。")
    if asked.done < asked.count:
        rest = asked.count - asked.done
        messages.warning(request, f"{rest} 行没有登记，请看“要您决定”里各行的原因。")


def _work(found: Batch) -> dict[str, object]:
    counts = found.counts
    waits = found.is_at_work or found.is_comparing
    return {
        "batch": found,
        "label": BATCH_LABELS[found.state],
        "tone": table.BATCH_TONES[found.state],
        "done": counts["done"],
        "total": counts["done"] + counts["open"],
        "is_slow": waits and clock.now() - found.touched_at > PATIENCE,
        "is_part": False,
    }


def _page(request: DeskRequest, found: Batch) -> dict[str, object]:
    shown = request.GET.get("show", "")
    shown = shown if shown in reads.SHOWN else ""
    query = listing.asked(request, table.SLIPS, default="row")
    window = Window(query.sort, query.offset, query.size)
    page = reads.slips(request.actor, found.id, shown, window)
    return {
        "listing": Listing(
            query, table.SLIPS, page.shown_as([table.shown(it) for it in page.rows])
        ),
        "tabs": table.tabs(found, query, shown),
        "categories": table.CATEGORIES,
        "is_many": found.counts["open"] > AT_ONCE,
        "is_ask": shown == "ask",
        "faults": reads.faults(request.actor, found.id, limit=_SHOWN_FAULTS),
        "export_href": query.with_(export="xlsx", page=None, show=None),
        "crumbs": _crumbs("", found.name),
    }


@require_POST
@doors.desk(roles=CASE_WRITERS)
def drop(request: DeskRequest, batch_id: int) -> HttpResponse:
    """Wipe a batch that is wanted no longer."""
    try:
        name = slip_batches.drop_slips(batch_id=batch_id, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已清除“{name}”的内容。登记了的件不受影响。")
    return redirect("desk:slips")
