"""外来台账: a register from elsewhere is mapped, previewed and written; pairs are decided."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tingban.actions.exchange import foreign as acts
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.twins import merge_twins, part_twins
from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.reads.exchange import registers_in as reads
from tingban.reads.exchange.registers_in import Draft
from tingban.rules.actors import WRITERS
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import Refused
from tingban.rules.exchange import planning
from tingban.rules.exchange.runs import DRAFT_DAYS, TAKEN_DRAFT_DAYS
from tingban.web import doors
from tingban.web.desk import mapper_tables as tables
from tingban.web.desk.exchange_tabs import tabs
from tingban.web.desk.mapper_forms import AreasForm, ColumnsForm, RegisterForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Listing

_NONE: Final = "none"


@never_cache
@doors.desk(roles=WRITERS)
def start(request: DeskRequest) -> HttpResponse:
    """Bring a register; those that were brought before."""
    is_post = request.method == "POST"
    form = RegisterForm(request.POST, request.FILES) if is_post else RegisterForm()
    if is_post and form.is_valid():
        book = form.cleaned_data["book"]
        try:
            draft_id = acts.bring_register(
                upload=Upload(book.name, book.read()), actor=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("book", refusal.sentence)
        else:
            return redirect("desk:mapper_columns", draft_id)
    context = {
        "form": form,
        "drafts": reads.drafts(request.actor),
        "draft_days": DRAFT_DAYS,
        "taken_days": TAKEN_DRAFT_DAYS,
        "tabs": tabs(request.actor, "desk:mapper"),
    }
    return render(request, "desk/mapper/start.html", context)


@require_POST
@doors.desk(roles=WRITERS)
def drop(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Delete a register that is wanted no longer."""
    name = acts.drop_register(draft_id=draft_id, actor=request.actor, at=clock.now())
    messages.success(request, f"已删除名单“{name}”。已登记的小区和企业不受影响。")
    return redirect("desk:mapper")


@never_cache
@doors.desk(roles=WRITERS)
def columns(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Which column means what."""
    draft = reads.draft(request.actor, draft_id)
    if draft.is_taken:
        return redirect("desk:mapper_draft", draft_id)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        register=draft.register,
        offered=reads.columns_offered(request.actor, draft),
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.choose_columns(
                draft_id=draft_id, columns=form.columns, actor=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:mapper_areas", draft_id)
    return render(request, "desk/mapper/columns.html", {"form": form, "draft": draft})


@never_cache
@doors.desk(roles=WRITERS)
def areas(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Which county each area word means."""
    draft = reads.draft(request.actor, draft_id)
    if draft.is_taken or draft.columns is None:
        return redirect("desk:mapper_draft" if draft.is_taken else "desk:mapper_columns", draft_id)
    words = planning.area_words(draft.rows)
    form = AreasForm(
        request.POST if request.method == "POST" else None,
        words=words,
        offered=reads.areas_offered(request.actor, draft, words),
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.choose_areas(
                draft_id=draft_id, areas=form.areas, actor=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:mapper_draft", draft_id)
    return render(request, "desk/mapper/areas.html", {"form": form, "draft": draft})


@never_cache
@doors.desk(roles=WRITERS)
def preview(request: DeskRequest, draft_id: int) -> HttpResponse:
    """What will become of every row; posted, it is written; afterwards, what became of it."""
    draft = reads.draft(request.actor, draft_id)
    if request.method == "POST":
        _write(request, draft_id)
        return redirect("desk:mapper_draft", draft_id)
    if draft.columns is None:
        return redirect("desk:mapper_columns", draft_id)
    if draft.areas is None:
        return redirect("desk:mapper_areas", draft_id)
    return render(request, "desk/mapper/preview.html", _shown(request, draft))


def _write(request: DeskRequest, draft_id: int) -> None:
    try:
        counts = acts.write_register(draft_id=draft_id, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        doubt = f"另有 {counts['pairs']} 对小区疑似重复，请判断。"
        messages.success(
            request,
            f"已写入：新登记小区 {counts['new']} 个、待补企业 {counts['companies']} 家。"
            f"{doubt if counts['pairs'] else '没有发现疑似重复的小区。'}",
        )


def _shown(request: DeskRequest, draft: Draft) -> dict[str, object]:
    """The rows of one fate, page by page."""
    plan = planning.Plan(rows=list(draft.fates))
    if not draft.is_taken:
        plan = reads.planned(request.actor, draft)
    fate = request.GET.get("fate", "")
    query = listing.asked(request, tables.ROWS, default="number")
    rows = tables.in_order([row for row in plan.rows if fate in ("", row.fate)], query.sort)
    page = rows[query.offset : query.offset + query.size]
    return {
        "draft": draft,
        "tiles": tables.tiles(plan, request.path),
        "reasons": plan.reasons(),
        "companies": list(plan.companies.values()),
        "fate": planning.FATE_LABELS.get(planning.Fate(fate)) if fate in tables.FATES else "",
        "listing": Listing(query, tables.ROWS, Found(page, len(rows))),
        "is_anything_new": bool(plan.communities or plan.new_companies),
    }


@never_cache
@doors.desk(roles=WRITERS)
def pairs(request: DeskRequest) -> HttpResponse:
    """Two registrations that may be one community: a person says which."""
    if request.method == "POST":
        _decide(request)
        return redirect(request.get_full_path())
    query = listing.asked(request, tables.PAIRS, default="name")
    found, total = reads.twins(request.actor, offset=query.offset, limit=query.size)
    shown = [(pair, AREA_BY_CODE[pair.county].name) for pair in found]
    context = {
        "listing": Listing(query, tables.PAIRS, Found(shown, total)),
        "tabs": tabs(request.actor, "desk:mapper_pairs"),
    }
    return render(request, "desk/mapper/pairs.html", context)


def _decide(request: DeskRequest) -> None:
    """The button says which to keep, or that they are two."""
    told, keep = request.POST.get("pair", ""), request.POST.get("keep", "")
    pair_id = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
    try:
        if keep == _NONE:
            part_twins(pair_id=pair_id, actor=request.actor, at=clock.now())
            messages.success(request, "已记下：这是两个小区，不再提示。")
        else:
            gone = merge_twins(pair_id=pair_id, keep=keep, actor=request.actor, at=clock.now())
            messages.success(request, f"已合并：{gone} 并入 {keep}。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
