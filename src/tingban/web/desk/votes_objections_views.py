"""异议: who objects to what, and what was answered."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.exits.objections import answer_objection, object_to
from tingban.kit import clock
from tingban.reads.exits import vote_cards as reads
from tingban.reads.exits.votes import objections_until
from tingban.rules.errors import NotFound
from tingban.rules.exits.vote_stages import HANDS, ONLOOKERS, VoteStage
from tingban.web import doors
from tingban.web.desk import votes_rows as table
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.desk.votes_forms import AnswerForm, ObjectionForm
from tingban.web.doors import DeskRequest
from tingban.web.ui.submitting import refusals_on


@doors.desk(roles=ONLOOKERS)
def objections(request: DeskRequest, vote_id: int) -> HttpResponse:
    """All objections, and the form for another."""
    actor = request.actor
    card = reads.card(actor, vote_id)
    posted_on = card.result.posted_on if card.result else None
    may_act = actor.role in HANDS and card.row.stage is VoteStage.CLOSED
    is_post = request.method == "POST" and may_act
    form = ObjectionForm(request.POST if is_post else None, initial={"on": clock.today()})
    if is_post and form.is_valid():
        with refusals_on(form):
            object_to(vote_id=vote_id, **form.cleaned_data, actor=actor, at=clock.now())
            messages.success(request, "异议已登记，请核对后答复。")
            return redirect("desk:vote_objections", vote_id=vote_id)
    context = table.head(card, "vote_objections") | {
        "crumbs": table.crumbs(card, "异议"),
        "rows": reads.objections(actor, vote_id),
        "form": form,
        "may_act": may_act,
        "until": objections_until(posted_on) if posted_on else None,
        "annulment_until": card.result.annulment_until if card.result else None,
    }
    return render(request, "desk/votes/objections.html", context)


@doors.desk(roles=HANDS)
def answer(request: DeskRequest, vote_id: int, objection_id: int) -> HttpResponse:
    """Answer one, once."""
    actor = request.actor
    card = reads.card(actor, vote_id)
    row = next((it for it in reads.objections(actor, vote_id) if it.id == objection_id), None)
    if row is None:
        raise NotFound("没有找到这条异议。")
    step = ShortForm(
        "答复异议", f"{row.room}：{row.text}", "答复异议", "异议已答复。",
        reverse("desk:vote_objections", args=[vote_id]), table.crumbs(card, "答复异议"),
    )  # fmt: skip

    form = AnswerForm(request.POST or None, initial={"on": clock.today()})

    def act(_: forms.Form) -> None:
        answer_objection(
            vote_id=vote_id, objection_id=objection_id, answer=form.answer, actor=actor,
            at=clock.now(),
        )  # fmt: skip

    return step_page(request, form, step, act)
