"""文书: many at once; the page that asks, the page of the job, the printed file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO

from django.http import FileResponse, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tingban.actions.overview import paper_batches as acts
from tingban.kit import clock
from tingban.kit.windows import Window
from tingban.reads.documents import paper_batches as reads
from tingban.reads.documents.paper_lists import paper_ledger
from tingban.reads.overview.papers_to_sign import papers_to_sign
from tingban.reads.rectification.orders import ledger as order_ledger
from tingban.rules.audit.acts import subject_label
from tingban.rules.documents.batches import KIND_LABELS, MOST_AT_ONCE, PATIENCE, BatchKind
from tingban.rules.errors import NotFound
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk import step_up
from tingban.web.desk.fact_forms import attempt, mark
from tingban.web.desk.orders_forms import OrderFilterForm
from tingban.web.desk.papers_forms import PaperBatchForm
from tingban.web.desk.papers_views import filter_of
from tingban.web.doors import DeskRequest


@never_cache
@require_POST
@doors.desk(roles=lists.FIELD_READERS)
def new(request: DeskRequest) -> HttpResponse:
    """Show what was chosen and ask once; what is only printed is queued from here."""
    told = request.POST
    if told.get("kind", "") not in set(BatchKind):
        raise NotFound("没有这种批量办理。")
    kind = BatchKind(told["kind"])
    keys = told.getlist("key") or _found(request, kind)
    if kind is BatchKind.SIGN:
        return _to_sign(request, keys)
    form = PaperBatchForm(told if "confirmed" in told else None, initial=_begin(), kind=kind)
    made = _made(request, form, kind, dict.fromkeys(keys, "")) if form.is_bound else 0
    if made:
        return redirect("desk:paper_batch", batch=made)
    back = "desk:orders" if kind is BatchKind.ORDERS else "desk:papers"
    context = {
        "form": form, "kind": kind.value, "keys": keys, "label": KIND_LABELS[kind],
        "back": reverse(back), "back_label": "责令整改" if kind is BatchKind.ORDERS else "文书",
    }  # fmt: skip
    return render(request, "desk/papers/batch_new.html", context)


@require_POST
@doors.desk(roles=lists.FIELD_READERS)
@step_up.before(KIND_LABELS[BatchKind.SIGN], back="desk:papers")
def sign(request: DeskRequest) -> HttpResponse:
    """Queue the signing of what was seen; the form brings back each key with its mark."""
    pairs = [it.rpartition(":") for it in request.POST.getlist("seen")]
    seen = {key: mark for key, _, mark in pairs}
    form = PaperBatchForm(request.POST, kind=BatchKind.SIGN)
    made = _made(request, form, BatchKind.SIGN, seen)
    return redirect("desk:paper_batch", batch=made) if made else _to_sign(request, seen, form)


def _to_sign(
    request: DeskRequest, keys: Iterable[str], form: PaperBatchForm | None = None
) -> HttpResponse:
    """Each paper as it would be signed; the marks of what is shown go with the form."""
    found = papers_to_sign(request.actor, list(keys)[: MOST_AT_ONCE + 1], on=clock.today())
    lines = [(it, f"{it.key}:{it.mark}", subject_label(it.subject)) for it in found]
    context = {
        "form": form or PaperBatchForm(initial=_begin(), kind=BatchKind.SIGN),
        "lines": lines, "label": KIND_LABELS[BatchKind.SIGN], "back": reverse("desk:papers"),
    }  # fmt: skip
    return render(request, "desk/papers/batch_sign.html", context)


def _begin() -> dict[str, object]:
    return {"form": mark(), "on": clock.today()}


def _made(
    request: DeskRequest, form: PaperBatchForm, kind: BatchKind, seen: Mapping[str, str]
) -> int:
    """The number of the batch; 0 where the form says why there is none."""
    if not form.is_valid():
        return 0
    made = attempt(
        form,
        lambda: acts.start_batch(
            kind=kind, seen=seen, on=form.cleaned_data.get("on"), actor=request.actor,
            at=clock.now(), form=form.cleaned_data["form"],
        ),
        fresh=lambda: 0,
    )  # fmt: skip
    return made if isinstance(made, int) else 0


def _found(request: DeskRequest, kind: BatchKind) -> list[str]:
    """All that the filter shows and that can be done; one more than is taken at once."""
    query, window = QueryDict(request.POST.get("query", "")), Window(limit=MOST_AT_ONCE + 1)
    if kind is BatchKind.ORDERS:
        wanted = OrderFilterForm(query, actor=request.actor).wanted()
        return [row.number for row in order_ledger(request.actor, wanted, window).rows]
    shown = filter_of(query, request.actor).wanted()
    if kind is BatchKind.SIGN:
        shown = replace(shown, stage="mine")
    elif shown.stage in ("living", "all"):
        shown = replace(shown, stage="standing")
    return [row.key for row in paper_ledger(request.actor, shown, window).rows]


@never_cache
@require_GET
@doors.desk(roles=lists.FIELD_READERS)
def batch(request: DeskRequest, batch: int) -> HttpResponse:
    """How far it is, and what became of each; alone the part that changes for htmx."""
    found = reads.batch(request.actor, batch)
    is_part = "HX-Request" in request.headers
    template = "desk/papers/_batch_run.html" if is_part else "desk/papers/batch.html"
    is_slow = found.is_unfinished and clock.now() - found.asked_at > PATIENCE
    return render(request, template, {"run": found, "is_slow": is_slow})


@never_cache
@require_POST
@doors.desk(roles=lists.FIELD_READERS)
def file(request: DeskRequest, batch: int) -> HttpResponseBase:
    """The printed file, for whoever asked for it."""
    name, data = acts.take_printed(batch_id=batch, actor=request.actor, at=clock.now())
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)
