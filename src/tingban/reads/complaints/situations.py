"""What stands before the next step of a case: asked by the card and by the act alike."""

from datetime import datetime

from tingban.data.complaints.models import Case
from tingban.kit.clock import SHANGHAI
from tingban.reads.complaints.dossiers import Dossier, Moved
from tingban.reads.complaints.timing import times_in
from tingban.rules.complaints import Standing
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


def situation(told: Dossier, at: datetime) -> Situation:
    """What the guards look at, before a form is filled in."""
    case, moves = told.case, told.moves
    whole = whole_clock(times_in(told), told.calendar)
    assigned = [move.at for move in moves if move.step in (Act.ASSIGN, Act.REASSIGN)]
    closed_on = told.closings[-1].astimezone(SHANGHAI).date() if told.closings else None
    return Situation(
        at=at,
        today=at.astimezone(SHANGHAI).date(),
        category=case.category,
        kind=CaseKind(case.kind) if case.kind else None,
        contact=told.contact_kind,
        community=told.community_code,
        problems=len(told.problems),
        open_problems=tuple(one.number for one in told.problems if one.is_open),
        reply=told.reply,
        due_on=whole.due_on if whole else None,
        objection_until=objection_until(assigned[-1], told.calendar) if assigned else None,
        returns=_count(moves, Act.SEND_BACK),
        extensions=_count(moves, Act.EXTEND),
        handler_ids=frozenset(
            move.actor_id for move in moves if move.step in _HANDLING and move.actor_id
        ),
        attempts=_attempts(told),
        closed_on=closed_on,
        answered_on=closed_on,
        reopenings=told.reopenings,
        main_stage=told.main_stage,
        is_duplicate=case.standing == Standing.DUPLICATE,
        told_on=told.answered.at.astimezone(SHANGHAI).date() if told.answered else None,
        open_appeals=_count(moves, Act.APPEAL) - _count(moves, Act.ANSWER_APPEAL),
    )


def _count(moves: tuple[Moved, ...], act: Act) -> int:
    return sum(move.step == act for move in moves)


def _attempts(told: Dossier) -> tuple[Attempt, ...]:
    """Tries since the case last came back to be worked on; an older answer is none to this one."""
    again = [move.at for move in told.moves if move.step in (Act.REOPEN, Act.SEND_FOR_REWORK)]
    return tuple(
        Attempt(one.at.astimezone(SHANGHAI).date(), one.reached)
        for one in told.attempts
        if not again or one.at >= again[-1]
    )
