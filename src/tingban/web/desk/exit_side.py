"""The page of 街道 and owners about one exit: only their part (DESIGN 1, `rules.exits.sides`)."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tingban.kit import clock
from tingban.reads.exits.rule_files import rules_subject
from tingban.reads.exits.side_pages import SideDone, SideTask, side_page
from tingban.reads.exits.votes import VoteStanding
from tingban.reads.law import law_notes
from tingban.reads.overview.sheets import sheets_about
from tingban.rules.exits import MATTER_LABELS
from tingban.rules.exits.paper_stages import DUE_PAPERS
from tingban.rules.exits.sides import Job
from tingban.rules.exits.vote_stages import STAGE_LABELS as VOTE_LABELS
from tingban.rules.law import cite
from tingban.web.desk import fact_lists
from tingban.web.desk.papers_panel import papers_panel
from tingban.web.desk.votes_rows import STAGE_TONES
from tingban.web.doors import DeskRequest
from tingban.web.ui import days
from tingban.web.ui.rows import Crumb, Fact

_PAGES: Final = {
    Job.PREPARE: ("desk:vote_case", "去业主表决"),
    Job.COUNT: ("desk:vote_case", "去业主表决"),
    Job.WITNESS: ("desk:vote_case", "看计票"),
    Job.HAND_OVER: ("desk:exit_case_handover", "去移交清单"),
}
_SUBJECT: Final = "exit_case"


def exit_side(request: DeskRequest, number: str) -> HttpResponse:
    """What is theirs to do, by when and why; what they did; what comes next."""
    actor, today = request.actor, clock.today()
    page = side_page(actor, number, today=today)
    keys = [key for task in page.tasks for key in task.law]
    context = {
        "page": page,
        "crumbs": [Crumb("退出案件", reverse("desk:exit_cases")), Crumb(number)],
        "tasks": [_task(task, number) for task in page.tasks],
        "beside": [
            fact_lists.step(it.label, "desk:exit_case_step", number, it.act, reason=it.reason)
            for it in page.beside
        ],
        "days": [Fact(label, days.in_fact(on, "")) for label, on in page.days],
        "votes": [_vote(vote) for vote in page.votes],
        "done": [_done(it) for it in page.done],
        "laws": law_notes(keys, on=today),
        "papers": papers_panel(
            actor, f"{_SUBJECT}:{number}", sheets_about(_SUBJECT),
            first=DUE_PAPERS.get(page.stage, ()),
        ),
        "handover_href": reverse("desk:exit_case_handover", args=[number]),
        "evidence_href": reverse("desk:exit_case_evidence", args=[number]),
        "rules_href": reverse("desk:files", args=[rules_subject(number)]),
        "vote_href": reverse("desk:vote_case", args=[number]),
        "guide_href": reverse("desk:exit_guide"),
        "subject": f"{_SUBJECT}:{number}",
    }  # fmt: skip
    return render(request, "desk/exits/side.html", context)


def _task(task: SideTask, number: str) -> dict[str, Any]:
    if task.is_act:
        href, button = reverse("desk:exit_case_step", args=[number, task.duty]), task.label
    else:
        name, button = _PAGES[Job(task.duty)]
        href = reverse(name, args=[number])
    return {
        "label": task.label, "why": task.why, "law": cite(*task.law) if task.law else "",
        "due_on": task.due_on, "span": task.span, "href": href, "button": button,
        "reason": task.reason,
    }  # fmt: skip


def _vote(vote: VoteStanding) -> dict[str, Any]:
    return {
        "title": vote.title, "href": reverse("desk:vote", args=[vote.id]),
        "stage": VOTE_LABELS[vote.stage], "tone": STAGE_TONES[vote.stage],
        "from": vote.plan.votes_from, "until": vote.plan.votes_until,
        "results": tuple(_results(vote)),
    }  # fmt: skip


def _results(vote: VoteStanding) -> Iterator[str]:
    for it in vote.result.matters if vote.result else ():
        yield f"{it.text or MATTER_LABELS[it.matter]}：{'通过' if it.passed else '没有通过'}"


def _done(step: SideDone) -> dict[str, Any]:
    return {"label": step.label, "on": step.on, "who": step.who, "told": step.told}
