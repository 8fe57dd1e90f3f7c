"""计票: the counting desk, the differences, the end of the count, the posting."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from tingban.actions.exits import tallies
from tingban.actions.exits.ballots import Entered, enter_ballot, settle_ballot
from tingban.kit import clock
from tingban.reads.exits import vote_cards as reads
from tingban.reads.exits.vote_cards import VoteCard
from tingban.reads.exits.votes import Count, questions_of
from tingban.rules.actors import Actor
from tingban.rules.errors import NotSure, Refused
from tingban.rules.exits.vote_ballots import BALLOT_LABELS, BallotState
from tingban.rules.exits.vote_stages import HANDS, ONLOOKERS, VoteStage
from tingban.web import doors
from tingban.web.desk import votes_rows as table
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.desk.votes_forms import CloseForm, EntryForm, PostForm
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Tile


@never_cache
@doors.desk(roles=ONLOOKERS)
def count(request: DeskRequest, vote_id: int) -> HttpResponse:
    """One ballot after another: number, Enter, 1/2/3, Enter; the tally fills beside it."""
    desk = _desk(request, vote_id, enter_ballot)
    if desk.is_taken:
        return redirect("desk:vote_count", vote_id=vote_id)
    found = reads.count(request.actor, vote_id)
    context = desk.context("vote_count", "计票") | {
        "tiles": _tiles(found),
        "mine": _waiting_for_me(found, request.actor),
        "lines": table.matter_lines(found.matters, is_final=False),
    }
    return render(request, "desk/votes/count.html", context)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A page on which a ballot is typed: the vote, the form, whether this one was taken."""

    card: VoteCard
    form: EntryForm
    is_taken: bool
    is_teller: bool

    def context(self, page: str, crumb: str) -> dict[str, object]:
        """What both pages show."""
        return table.head(self.card, page) | {
            "crumbs": table.crumbs(self.card, crumb),
            "form": self.form,
            "may_enter": self.is_teller and self.card.row.stage is VoteStage.COUNTING,
        }


def _desk(request: DeskRequest, vote_id: int, enter: Callable[..., Entered]) -> _Desk:
    """Take the ballot that was typed, if one was; a refusal stands in the form."""
    actor = request.actor
    card = reads.card(actor, vote_id)
    is_teller = actor.role in HANDS
    is_post = request.method == "POST" and is_teller
    form = EntryForm(request.POST if is_post else None, questions=questions_of(card.plan))
    is_taken = False
    if is_post and form.is_valid():
        try:
            done = enter(
                vote_id=vote_id, code=form.cleaned_data["code"], reading=form.reading,
                actor=actor, at=clock.now(), sure=form.cleaned_data["sure"],
            )  # fmt: skip
        except Refused as refusal:
            form.asks_again = isinstance(refusal, NotSure)
            form.add_error(None, refusal.sentence)
        else:
            _tell(request, done)
            is_taken = True
    return _Desk(card, form, is_taken, is_teller)


def _tell(request: DeskRequest, done: Entered) -> None:
    where = f"票 {done.number}（{table.rooms_label(done.rooms)}）"
    if not done.is_new:
        messages.info(request, f"{where}您已经这样录过，没有重复登记。")
    elif done.state is BallotState.DIFFERS:
        told = "与另一人录入的不一致。请把票放到一边，稍后两人一起再看。"
        messages.warning(request, f"{where}{told}")
    else:
        messages.success(request, f"{where}已录入，{BALLOT_LABELS[done.state]}。")


def _tiles(found: Count) -> list[Tile]:
    tones = {BallotState.DIFFERS: "late"}
    return [
        Tile(
            BALLOT_LABELS[state], found.states[state], "张",
            tone=tones.get(state, "") if found.states[state] else "",
        )
        for state in BallotState
    ]  # fmt: skip


def _waiting_for_me(found: Count, actor: Actor) -> int:
    """Ballots that another has entered and this person has not."""
    return sum(
        1
        for line in found.ballots
        if line.state is BallotState.HALF and line.entries[0].teller_id != actor.user_id
    )


@never_cache
@doors.desk(roles=ONLOOKERS)
def differences(request: DeskRequest, vote_id: int) -> HttpResponse:
    """Ballots that two read differently; both look again, each for himself."""
    desk = _desk(request, vote_id, settle_ballot)
    if desk.is_taken:
        return redirect("desk:vote_differences", vote_id=vote_id)
    open_lines = [
        it
        for it in reads.count(request.actor, vote_id).ballots
        if it.state is BallotState.DIFFERS or (it.state is BallotState.HALF and it.turn > 1)
    ]
    context = desk.context("vote_differences", "不一致") | {
        "rows": [(table.ballot_row(vote_id, it, request.actor), it) for it in open_lines],
    }
    return render(request, "desk/votes/differences.html", context)


@doors.desk(roles=HANDS)
def close(request: DeskRequest, vote_id: int) -> HttpResponse:
    """The count ends; the result is frozen."""
    card = reads.card(request.actor, vote_id)
    step = ShortForm(
        "结束计票", "结束后结果冻结，不能再录入；确有错误的，通过异议重新计票。", "结束计票",
        "计票已结束，结果已冻结。请公示。", reverse("desk:vote", args=[vote_id]),
        table.crumbs(card, "结束计票"),
    )  # fmt: skip
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    return step_page(
        request, form, step,
        lambda told: tallies.close_vote(
            vote_id=vote_id, **told.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


@doors.desk(roles=HANDS)
def post(request: DeskRequest, vote_id: int) -> HttpResponse:
    """The result hangs out."""
    card = reads.card(request.actor, vote_id)
    step = ShortForm(
        "登记公示", "计票结果公示 3 日；业主的异议期和请求撤销的一年从公示起算。", "登记公示",
        "公示已登记。", reverse("desk:vote", args=[vote_id]), table.crumbs(card, "登记公示"),
    )  # fmt: skip
    form = PostForm(request.POST or None, initial={"on": clock.today()})
    return step_page(
        request, form, step,
        lambda told: tallies.post_result(
            vote_id=vote_id, **told.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
