"""表决票: the register, issued, printed, served; one ballot with everything entered of it."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from tingban.actions.exits import ballots as acts
from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.reads.exits import vote_cards as reads
from tingban.reads.exits.votes import BallotLine, token_of
from tingban.reports.exits.ballots_pdf import BallotBook, BallotSheet, ballots_pdf
from tingban.rules.errors import NotFound, Refused
from tingban.rules.exits.vote_ballots import BALLOT_LABELS, BallotState
from tingban.rules.exits.vote_stages import CONVENER_LABELS, HANDS, ONLOOKERS, VoteStage
from tingban.web import doors
from tingban.web.desk import votes_rows as table
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.desk.votes_forms import ServeForm, WhyForm
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Tab
from tingban.web.ui.submitting import refusals_on

# As many ballots as one file holds: a printer's tray, and a second of waiting.
BATCH: Final = 200
_COLUMNS: Final = (
    Column("number", "票号"), Column("rooms", "房屋"),
    Column("area", "面积", numeric=True, unit="㎡"), Column("served", "送达"),
    Column("state", "计票"), Column("words", "票上的意见"),
)  # fmt: skip
ADVICE: Final = (
    "每个事项只选一项，在方框内打“√”；一个事项多选、涂改的无效，不签名的整张无效。",
    "一位业主一张票，名下几套房合并计算；共有的由共有人推选一人填写。",
    "不能亲自投票的，可以书面委托他人，委托书附在票后。",
)


@doors.desk(roles=ONLOOKERS)
def ballots(request: DeskRequest, vote_id: int) -> HttpResponse:
    """All ballots with how far each is counted."""
    card, count = reads.card(request.actor, vote_id), reads.count(request.actor, vote_id)
    shown = request.GET.get("show", "")
    lines = [it for it in count.ballots if not shown or _is_shown(it, shown)]
    query = listing.asked(request, _COLUMNS, default="number")
    page = lines[query.offset : query.offset + query.size]
    rows = [table.ballot_row(vote_id, line, request.actor) for line in page]
    context = table.head(card, "vote_ballots") | {
        "crumbs": table.crumbs(card, "表决票"),
        "listing": Listing(query, _COLUMNS, Found(rows, len(lines))),
        "shown_tabs": _shown_tabs(query, shown, count.ballots),
        "batches": _batches(vote_id, count.issued),
        "count": count,
        "may_act": request.actor.role in HANDS and card.row.stage is VoteStage.COUNTING,
        "may_issue": request.actor.role in HANDS
        and (card.row.stage is VoteStage.FROZEN or bool(count.without_ballot)),
    }
    return render(request, "desk/votes/ballots.html", context)


def _is_shown(line: BallotLine, shown: str) -> bool:
    return line.served_on is None if shown == "unserved" else line.state.value == shown


def _shown_tabs(query: listing.Query, shown: str, lines: tuple[BallotLine, ...]) -> list[Tab]:
    kinds = [("", "全部"), ("unserved", "没有登记送达")]
    kinds += [(state.value, BALLOT_LABELS[state]) for state in BallotState]
    return [
        Tab(
            label, query.with_(show=kind or None, page=None), kind == shown,
            sum(1 for it in lines if not kind or _is_shown(it, kind)),
        )
        for kind, label in kinds
    ]  # fmt: skip


def _batches(vote_id: int, issued: int) -> list[tuple[str, str]]:
    return [
        (
            reverse("desk:vote_paper", args=[vote_id, first]),
            f"第 {first}～{min(first + BATCH - 1, issued)} 张",
        )
        for first in range(1, issued + 1, BATCH)
    ]


@require_POST
@doors.desk(roles=HANDS)
def issue(request: DeskRequest, vote_id: int) -> HttpResponse:
    """A ballot for each owner who has none."""
    try:
        made = acts.issue_ballots(vote_id=vote_id, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:vote", vote_id=vote_id)
    messages.success(request, f"已编发 {made} 张表决票。请打印、送达。")
    return redirect("desk:vote_ballots", vote_id=vote_id)


@doors.desk(roles=HANDS)
def paper(request: DeskRequest, vote_id: int, first: int) -> HttpResponse:
    """Up to 200 ballots to print, from this place in the register on."""
    card, count = reads.card(request.actor, vote_id), reads.count(request.actor, vote_id)
    lines = count.ballots[max(first - 1, 0) : max(first - 1, 0) + BATCH]
    if not lines:
        raise NotFound("这一段没有表决票。请回到表决票页重新选择。")
    data = ballots_pdf(_book(card, lines), at=clock.now())
    name = f"{card.row.community}表决票{lines[0].number}-{lines[-1].number}.pdf"
    way = content_disposition_header(False, name) or ""
    return HttpResponse(data, "application/pdf", headers={"Content-Disposition": way})


def _book(card: reads.VoteCard, lines: tuple[BallotLine, ...]) -> BallotBook:
    plan = card.plan
    return BallotBook(
        title=card.row.title,
        community=card.row.community,
        convener=CONVENER_LABELS[plan.convener],
        period=table.period(plan.votes_from, plan.votes_until),
        matters=tuple(card.plan.matter_words),
        advice=ADVICE,
        sheets=[
            BallotSheet(
                line.number, token_of(card.row.id, line.serial), table.rooms_label(line.rooms),
                line.weight.shown_area,
            )
            for line in lines
        ],
    )  # fmt: skip


@doors.desk(roles=HANDS)
def serve(request: DeskRequest, vote_id: int) -> HttpResponse:
    """Ballots were handed to their owners."""
    card = reads.card(request.actor, vote_id)
    step = ShortForm(
        "登记送达", "每位业主的表决票都要送到；哪天、怎样送的，法院会问。", "登记送达",
        "送达已登记。",
        reverse("desk:vote_ballots", args=[vote_id]), table.crumbs(card, "登记送达"),
    )  # fmt: skip

    form = ServeForm(request.POST or None, initial={"on": clock.today()})

    def act(_: forms.Form) -> None:
        acts.serve_ballots(
            vote_id=vote_id, numbers=form.told_numbers, on=form.cleaned_data["on"],
            way=form.cleaned_data["way"], actor=request.actor, at=clock.now(),
        )  # fmt: skip

    return step_page(request, form, step, act)


@doors.desk(roles=ONLOOKERS)
def ballot(request: DeskRequest, vote_id: int, ballot_id: int) -> HttpResponseBase:
    """One ballot: its rooms and every entry; opened again with a reason."""
    actor = request.actor
    card, count = reads.card(actor, vote_id), reads.count(actor, vote_id)
    line = next((it for it in count.ballots if it.id == ballot_id), None)
    if line is None:
        raise NotFound("没有找到这张表决票。")
    is_both = line.state in {BallotState.AGREED, BallotState.DIFFERS}
    may_reopen = actor.role in HANDS and is_both and card.row.stage is VoteStage.COUNTING
    form = WhyForm(request.POST if request.method == "POST" and may_reopen else None)
    if form.is_valid():
        with refusals_on(form):
            acts.reopen_ballot(
                vote_id=vote_id, code=line.number, reason=form.cleaned_data["reason"], actor=actor,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, f"票 {line.number} 已撤回，请两人各自重录。")
            return redirect("desk:vote_count", vote_id=vote_id)
    context = table.head(card, "vote_ballots") | {
        "crumbs": table.crumbs(card, f"票 {line.number}"),
        "ballot": table.ballot_row(vote_id, line, actor),
        "shows_marks": table.shows_marks(line, actor),
        "rooms": line.rooms,
        "entries": reads.entries_of(actor, vote_id, ballot_id) if is_both else (),
        "form": form,
        "may_reopen": may_reopen,
    }
    return render(request, "desk/votes/ballot.html", context)
