"""What stands before the next step of a case: asked by the card and by the act alike."""

from dataclasses import replace
from datetime import datetime

from tingban.data.complaints.models import (
    Case,
    CaseAttempt,
    CaseContact,
    CaseMove,
    CaseProblem,
    CaseReply,
    CaseStep,
)
from tingban.kit.clock import SHANGHAI
from tingban.reads.complaints.timing import times_of
from tingban.reads.law import calendar
from tingban.reads.rectification import diversions
from tingban.rules.complaints import CaseStepKind, ContactKind
from tingban.rules.complaints.clocks import objection_until, whole_clock
from tingban.rules.complaints.flow import Standpoint
from tingban.rules.complaints.guards import Attempt, Situation
from tingban.rules.complaints.stages import Act, CaseKind

_HANDLING = (Act.SIGN_IN, Act.VERIFY, Act.REPORT_UNFOUNDED, Act.REPORT_DONE)


def standpoint(case: Case) -> Standpoint:
    """Whose it is."""
    return Standpoint(
        unit=case.unit_id,
        handler_area=case.handler_area_id or "",
        handler_unit=case.handler_unit_id or "",
        level=case.level,
        source=case.source,
        county=case.county_id or "",
    )


def situation(case: Case, at: datetime) -> Situation:
    """What the guards look at, before a form is filled in; six short statements."""
    moves = list(CaseMove.objects.standing().filter(case=case).select_related("act").order_by("id"))
    links = CaseProblem.objects.standing().filter(case=case).values_list("problem_id", flat=True)
    reply = CaseReply.objects.standing().filter(case=case).order_by("-id").first()
    kind = CaseContact.objects.standing().filter(case=case).values_list("kind", flat=True).first()
    days, today = calendar(), at.astimezone(SHANGHAI).date()
    whole = whole_clock(times_of([case.pk])[case.pk], days)
    problems = list(links)
    told = Situation(
        at=at,
        today=today,
        category=case.category,
        kind=CaseKind(case.kind) if case.kind else None,
        contact=ContactKind(kind) if kind else ContactKind.NOT_HELD,
        community=case.community.code if case.community else "",
        problems=len(problems),
        open_problems=diversions.unfinished(problems),
        reply=reply.text if reply else "",
        due_on=whole.due_on if whole else None,
        attempts=_attempts(case, moves),
        parent_state="",
    )
    return _from_moves(told, case, moves)


def _from_moves(told: Situation, case: Case, moves: list[CaseMove]) -> Situation:
    assigned = [move.at for move in moves if move.step in (Act.ASSIGN, Act.REASSIGN)]
    closed = [step.at for step in _closings(case)]
    return replace(
        told,
        objection_until=objection_until(assigned[-1], calendar()) if assigned else None,
        returns=sum(move.step == Act.SEND_BACK for move in moves),
        extensions=sum(move.step == Act.EXTEND for move in moves),
        handler_ids=frozenset(
            move.act.actor_id for move in moves if move.step in _HANDLING and move.act.actor_id
        ),
        closed_on=closed[-1].astimezone(SHANGHAI).date() if closed else None,
        answered_on=closed[-1].astimezone(SHANGHAI).date() if closed else None,
        reopenings=_reopenings(case),
        open_appeals=sum(move.step == Act.APPEAL for move in moves)
        - sum(move.step == Act.ANSWER_APPEAL for move in moves),
    )


def _closings(case: Case) -> list[CaseStep]:
    rows = CaseStep.objects.standing().filter(case=case, kind=CaseStepKind.CLOSE)
    return list(rows.order_by("at", "id"))


def _reopenings(case: Case) -> int:
    return CaseStep.objects.standing().filter(case=case, kind=CaseStepKind.REOPEN).count()


def _attempts(case: Case, moves: list[CaseMove]) -> tuple[Attempt, ...]:
    """Tries since the case last came back to be worked on; an older answer is none to this one."""
    since = [move.at for move in moves if move.step in (Act.REOPEN, Act.SEND_FOR_REWORK)]
    rows = CaseAttempt.objects.standing().filter(case=case)
    rows = rows.filter(at__gte=since[-1]) if since else rows
    return tuple(
        Attempt(at.astimezone(SHANGHAI).date(), reached)
        for at, reached in rows.order_by("id").values_list("at", "reached")
    )
