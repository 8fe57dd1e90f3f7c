"""What the guards of a problem look at, told once for cards and acts alike (DOMAIN 3.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from tingban.data.audit.models import Entry
from tingban.data.rectification.models import (
    Problem,
    ProblemMove,
    ProblemStep,
)
from tingban.rules.actors import Role
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.flow import Standpoint
from tingban.rules.rectification.situation import Situation
from tingban.rules.rectification.stages import OF_ORDERS, Act, MeasureKind
from tingban.rules.registry import FeeMode
from tingban.rules.registry.campaign import YUNCHENG_2024

_EXTENDING: Final = (Act.ASK_EXTENSION, Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)
_OF_PAPERS: Final = OF_ORDERS | {Act.SIGN, Act.RECORD_ORDER}
_NOTHING: Final = "确认之后还没有别的办理记录可以撤回。登记错的问题请由负责人作废。"
_OF_ORDER: Final = (
    "上一步是通知书的签发或送达，不在问题上撤回。登记错的，请由负责人撤回那份通知书。"
)
_BY_CLOCK: Final = (
    "上一步由系统按期限办理，不能撤回。期限写错的，由负责人撤回通知书，改好以后重新签发。"
)
_BY_COMPANY: Final = "上一步由企业提交，不能替它撤回。不合要求的请在复核时写明。"
# Every step of every problem asks for these.
_BESIDE_MOVES: Final = """
SELECT
    (SELECT array_agg(m.kind ORDER BY m.id) FROM rectification_measure m
        WHERE m.problem_id = %(problem)s AND m.retracted_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM rectification_measureend e
            WHERE e.measure_id = m.id AND e.retracted_at IS NULL)),
    (SELECT s.act_id FROM rectification_problemstep s
        WHERE s.problem_id = %(problem)s AND s.retracted_at IS NULL AND s.kind <> 'confirm'
        ORDER BY s."on" DESC, s.id DESC LIMIT 1),
    (SELECT CASE WHEN m.id IS NULL THEN c.fee_mode ELSE m.fee_mode END
        FROM registry_community c LEFT JOIN registry_community m ON m.id = c.merged_into_id
        WHERE c.id = %(community)s)
"""


@dataclass(frozen=True, slots=True)
class LastStep:
    """What would be taken back: the acts that wrote it, and its name."""

    entry: Entry
    move: ProblemMove | None
    step: ProblemStep | None


def standing_moves(problem: Problem) -> list[ProblemMove]:
    """The moves that stand, in their order, each with its act."""
    rows = ProblemMove.objects.standing().filter(problem=problem)
    return list(rows.select_related("act").order_by("id"))


def standpoint(problem: Problem) -> Standpoint:
    """Whose problem it is; a company that turned out to be another is that one."""
    company = problem.company
    if company is not None and company.merged_into is not None:
        company = company.merged_into
    return Standpoint(problem.county_id, (company.uscc or "") if company else "")


def situation(
    problem: Problem, moves: Sequence[ProblemMove] | None = None, *, today: date
) -> Situation:
    """How the problem stands; what a step tells is filled in by the step."""
    moves = standing_moves(problem) if moves is None else moves
    running, told_last, fee_mode = _beside_moves(problem)
    since = _since_relapse(moves)
    submitted = _last(since, Act.SUBMIT)
    proposed, found = _last(moves, Act.PROPOSE_REJECTION), _last(moves, Act.CONFIRM)
    asked = [move.step for move in since if move.step in _EXTENDING]
    return Situation(
        today=today,
        category=Category(problem.category),
        known_acts=tuple(code for code in problem.acts.split("、") if code),
        confirmed_on=problem.confirmed_on,
        completed_on=problem.completed_on,
        term_on=problem.due_on,
        ends_on=YUNCHENG_2024.ends_on,
        finder_id=found.act.actor_id if found else None,
        proposer_id=proposed.act.actor_id if proposed else None,
        is_proposed=proposed is not None,
        extensions=sum(move.step == Act.GRANT_EXTENSION for move in since),
        is_asked=asked[-1:] == [Act.ASK_EXTENSION],
        submitted_on=submitted.on if submitted else None,
        failures=sum(move.step == Act.FAIL for move in since),
        running=running,
        is_guided=fee_mode == FeeMode.GUIDED.value,
        parties=1 if problem.company_id else 0,
        undo_refusal=_undo_refusal(_last_taken(moves), told_last),
    )


def _since_relapse(moves: Sequence[ProblemMove]) -> Sequence[ProblemMove]:
    """A problem that came back begins its extensions and failures anew."""
    starts = [place for place, move in enumerate(moves) if move.step == Act.RELAPSE]
    return moves[starts[-1] :] if starts else moves


def _last(moves: Iterable[ProblemMove], act: Act) -> ProblemMove | None:
    return next((move for move in reversed(list(moves)) if move.step == act), None)


def _beside_moves(problem: Problem) -> tuple[tuple[MeasureKind, ...], int | None, str]:
    """Branches that were opened and not ended, the act of the last counted step, and how the fee
    of the community is set."""
    keys = {"problem": problem.pk, "community": problem.community_id}
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE_MOVES, keys)
        kinds, last, fee_mode = cursor.fetchone()
    return tuple(MeasureKind(kind) for kind in kinds or ()), last, fee_mode or ""


def last_step(problem: Problem, moves: Sequence[ProblemMove]) -> LastStep | None:
    """The last thing that was done after the confirmation: a move, or a day that an import told."""
    steps = ProblemStep.objects.standing().filter(problem=problem).exclude(kind="confirm")
    step = steps.select_related("act").order_by("-on", "-id").first()
    move = _last_taken(moves)
    if move is not None and (step is None or step.act_id <= move.act_id):
        is_same = step is not None and step.act_id == move.act_id
        return LastStep(move.act, move, step if is_same else None)
    return LastStep(step.act, None, step) if step is not None else None


def _last_taken(moves: Sequence[ProblemMove]) -> ProblemMove | None:
    return next((it for it in reversed(moves) if it.step not in (Act.ADD_CLUE, Act.CONFIRM)), None)


def _undo_refusal(move: ProblemMove | None, told_last: int | None) -> str:
    """Why the last step cannot be taken back; empty where it can."""
    if move is None:
        return _NOTHING if told_last is None else ""
    if told_last is not None and told_last > move.act_id:
        return ""
    if move.step in _OF_PAPERS:
        return _OF_ORDER
    # A company that came by its link is no user either.
    if move.act.role == Role.CO:
        return _BY_COMPANY
    return _BY_CLOCK if move.act.actor_id is None else ""
