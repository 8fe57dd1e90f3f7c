"""业主清册: the template, the import with its faults, freezing, corrections, the owners' copy."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from tingban.actions.exits import rolls
from tingban.actions.exits.roll_corrections import correct_roll, take_names
from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.reads.exits import vote_cards as reads
from tingban.reads.exits.votes import part_of
from tingban.reports.exits.roll_book import BookRow, Roll, cells_of, columns_of, write_roll
from tingban.reports.exits.roll_template import write_roll_template
from tingban.rules.actors import Role
from tingban.rules.exits.roll import AREA_SOURCE_LABELS, PART_LABELS
from tingban.rules.exits.roll_columns import RollFault
from tingban.rules.exits.vote_stages import HANDS, ONLOOKERS, SEES_NAMES, VoteStage
from tingban.web import doors
from tingban.web.desk import votes_rows as table
from tingban.web.desk.downloads import draft, sent
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.desk.votes_forms import (
    FreezeForm,
    NamesForm,
    PartForm,
    RollForm,
    WhyForm,
    part_as_typed,
)
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Tile
from tingban.web.ui.submitting import refusals_on

_SHOWN_FAULTS: Final = 300
_COLUMNS: Final = (
    Column("room", "房屋"), Column("kind", "用途"),
    Column("area", "专有部分面积", numeric=True, unit="㎡"), Column("source", "面积来源"),
    Column("head", "业主序号", numeric=True, hint="序号相同的是同一业主，合计算一人"),
    Column("counts", "计入表决"), Column("act", ""),
)  # fmt: skip


@doors.desk(roles=ONLOOKERS)
def template(request: DeskRequest) -> FileResponse:
    """The empty roll."""
    target = draft()
    write_roll_template(target, at=clock.now())
    return sent(target, "业主清册模板.xlsx")


@never_cache
@doors.desk(roles=ONLOOKERS)
def roll(request: DeskRequest, vote_id: int) -> HttpResponse:
    """What stands in the roll; posted, a file takes its place or all its faults are told."""
    actor = request.actor
    card = reads.card(actor, vote_id)
    form, faults = RollForm(), tuple[RollFault, ...]()
    if request.method == "POST" and actor.role in HANDS:
        form = RollForm(request.POST, request.FILES)
        if form.is_valid():
            book = form.cleaned_data["book"]
            with refusals_on(form, "book"):
                told = rolls.import_roll(
                    vote_id=vote_id, name=book.name, data=book.read(), actor=actor, at=clock.now()
                )
                if not told.faults:
                    messages.success(request, f"已导入 {told.parts} 套房。请核对下面的合计和提示。")
                    return redirect("desk:vote_roll", vote_id=vote_id)
                faults = told.faults
    context = table.head(card, "vote_roll") | _context(request, card) | {
        "form": form, "faults": faults[:_SHOWN_FAULTS], "fault_count": len(faults),
        "crumbs": table.crumbs(card, "业主清册"),
    }  # fmt: skip
    return render(request, "desk/votes/roll.html", context)


def _context(request: DeskRequest, card: reads.VoteCard) -> dict[str, object]:
    rows = reads.roll(request.actor, card.row.id)
    wanted = request.GET.get("q", "").strip()
    shown = [row for row in rows if wanted in row.part.label] if wanted else rows
    query = listing.asked(request, _COLUMNS, default="room")
    page = [
        (row, PART_LABELS[row.part.kind], AREA_SOURCE_LABELS[row.part.source])
        for row in shown[query.offset : query.offset + query.size]
    ]
    stage, has_hand = card.row.stage, request.actor.role in HANDS
    is_draft = stage is VoteStage.ROLL
    return {
        "listing": Listing(query, _COLUMNS, Found(page, len(shown))),
        "wanted": wanted,
        "tiles": _tiles(card, rows),
        "may_import": has_hand and is_draft,
        "may_correct": has_hand and stage in {VoteStage.FROZEN, VoteStage.COUNTING},
        "sees_names": request.actor.role in SEES_NAMES,
        "corrections": reads.corrections(request.actor, card.row.id),
        "warnings": card.imported["warnings"] if card.imported and is_draft else (),
        "hints": () if is_draft else card.hints,
    }


def _tiles(card: reads.VoteCard, rows: list[reads.PartRow]) -> list[Tile]:
    left = sum(1 for row in rows if not row.counts)
    return [
        Tile("计入的专有部分总面积 A", card.whole.shown_area, "㎡"),
        Tile("计入的业主总人数 N", card.whole.heads, "人"),
        Tile("清册房屋", card.parts, "套", note=f"其中不计入表决 {left} 套" if left else ""),
    ]


@doors.desk(roles=ONLOOKERS)
def roll_file(request: DeskRequest, vote_id: int) -> HttpResponse:
    """The roll by rooms and areas, nobody's name in it."""
    card = reads.card(request.actor, vote_id)
    rows = [BookRow(row.part) for row in reads.roll(request.actor, vote_id)]
    told = Roll(f"{card.row.community}业主清册（面积、人数）", rows, card.plan.with_parking)
    return list_file.answer(request, told.title, columns_of(told), cells_of(told))


@doors.desk(roles=HANDS)
def freeze(request: DeskRequest, vote_id: int) -> HttpResponse:
    """From now on A and N stand."""
    card = reads.card(request.actor, vote_id)
    step = ShortForm(
        "冻结清册",
        f"冻结后总面积 {card.whole.shown_area} ㎡、总人数 {card.whole.heads} 人作为计票的分母，"
        "随会议通知公布；以后只能逐套更正，写明原因并留下更正前后的数字。"
        + ("清册和小区台账相差超过 2%，请写明为什么以清册为准：" if card.gaps else ""),
        "冻结清册", "清册已冻结。接着编发表决票。", reverse("desk:vote", args=[vote_id]),
        table.crumbs(card, "冻结清册"), points=card.gaps,
    )  # fmt: skip
    return step_page(
        request,
        FreezeForm(request.POST if request.method == "POST" else None, asks_why=bool(card.gaps)),
        step,
        lambda form: rolls.freeze_roll(
            vote_id=vote_id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


# --- corrections --------------------------------------------------------------------------------


@doors.desk(roles=HANDS)
def part_add(request: DeskRequest, vote_id: int) -> HttpResponse:
    """A part that was left out."""
    return _part_page(request, vote_id, None, "补登一套房", {})


@doors.desk(roles=HANDS)
def part(request: DeskRequest, vote_id: int, part_id: int) -> HttpResponse:
    """A part as it should stand."""
    row = reads.part(request.actor, vote_id, part_id)
    return _part_page(request, vote_id, part_id, f"更正 {row.part.label}", part_as_typed(row.part))


def _part_page(
    request: DeskRequest, vote_id: int, part_id: int | None, title: str, initial: dict[str, object]
) -> HttpResponse:
    card = reads.card(request.actor, vote_id)
    step = ShortForm(
        title, "清册已经冻结，更正会留下更正前后的总面积和总人数；已经计的票按更正后的面积重算。",
        "保存更正", "已更正。", reverse("desk:vote_roll", args=[vote_id]),
        table.crumbs(card, title),
    )  # fmt: skip

    form = PartForm(request.POST or None, initial=initial)

    def act(_: forms.Form) -> None:
        correct_roll(
            vote_id=vote_id, part_id=part_id, to=form.statement,
            reason=form.cleaned_data["reason"], actor=request.actor, at=clock.now(),
        )  # fmt: skip

    return step_page(request, form, step, act)


@doors.desk(roles=HANDS)
def strike(request: DeskRequest, vote_id: int, part_id: int) -> HttpResponse:
    """A part that should not stand in the roll."""
    card, row = reads.card(request.actor, vote_id), reads.part(request.actor, vote_id, part_id)
    step = ShortForm(
        f"去掉 {row.part.label}",
        "从清册中去掉这套房，不再计入总面积；只有这一套的业主，他的票不再计入。",
        "从清册中去掉", "已去掉。", reverse("desk:vote_roll", args=[vote_id]),
        table.crumbs(card, "去掉一套房"), is_grave=True,
    )  # fmt: skip
    return step_page(
        request, WhyForm(request.POST or None), step,
        lambda form: correct_roll(
            vote_id=vote_id, part_id=part_id, to=None, reason=form.cleaned_data["reason"],
            actor=request.actor, at=clock.now(),
        ),
    )  # fmt: skip


@never_cache
@doors.desk(roles={Role.OWN})
def names(request: DeskRequest, vote_id: int) -> HttpResponseBase:
    """The owners' own copy, with names, for a reason that is recorded."""
    actor = request.actor
    card, form = reads.card(actor, vote_id), NamesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, "reason"):
            at = clock.now()
            found = take_names(
                vote_id=vote_id, reason=form.cleaned_data["reason"], actor=actor, at=at
            )
            target = draft()
            rows = [BookRow(part_of(it.row), it.owners) for it in found]
            title = f"{card.row.community}业主清册（业委会存）"
            write_roll(
                Roll(title, rows, card.plan.with_parking, named=True), made_by=actor.name, at=at,
                target=target,
            )  # fmt: skip
            return sent(target, f"{title}.xlsx")
    context = {"form": form, "card": card, "crumbs": table.crumbs(card, "带姓名的清册")}
    return render(request, "desk/votes/names.html", context)
