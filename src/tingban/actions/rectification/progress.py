"""Ends that are no putting right: annulled (T-P15); and the last step taken back (ADR 0004)."""

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from tingban.actions.audit import facts, log
from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import (
    Measure,
    MeasureEnd,
    ProblemFact,
    ProblemMove,
    ProblemStep,
    Repayment,
)
from tingban.reads.rectification import situations
from tingban.reads.rectification.situations import LastStep
from tingban.rules.actors import Actor
from tingban.rules.rectification import PROBLEM_STEP_LABELS, ProblemStepKind
from tingban.rules.rectification.stages import ACT_LABELS, Act

F = TypeVar("F", bound=Known)


@transaction.atomic
def annul_problem(
    *, number: str, on: date, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """The problem was annulled by review or court, or turned out to be none (T-P15)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.ANNUL, version=version, on=on, reason=reason)
    moving.check_on(turn, on, "撤销日期")
    entry = moving.record(turn, "rectification.problem_annul", Said(on, reason))
    moving.counted(turn, ProblemStepKind.ANNUL, on, entry=entry)
    moving.end(turn)


@transaction.atomic
def undo_step(*, number: str, version: int, reason: str, actor: Actor, at: datetime) -> str:
    """Take back the last step because it was recorded by mistake; returns what was taken back."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.UNDO, version=version, reason=reason)
    last = situations.last_step(turn.problem, turn.moves)
    if last is None:
        raise LookupError("nothing to take back was let through")
    label = _label(last)
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.step_undone",
        subject=f"problem:{number}",
        note=reason.strip(),
        change=({"kind": label}, None),
    )
    _take_back(turn, last, entry)
    moving.end(turn)
    return label


def _label(last: LastStep) -> str:
    if last.move is not None:
        return ACT_LABELS[Act(last.move.step)]
    return PROBLEM_STEP_LABELS[ProblemStepKind(last.step.kind)] if last.step else ""


def _take_back(turn: Turn, last: LastStep, entry: Entry) -> None:
    """All that the act stated of this problem, and what it had put aside stands again."""
    if last.move is None:
        if last.step is not None:
            facts.retract(last.step, act=entry)
        return
    own = {"problem": turn.problem, "act": last.entry}
    for model in (ProblemStep, ProblemMove, Measure):
        for fact in model.objects.standing().filter(**own).order_by("id"):
            facts.retract(fact, act=entry)
    for end in MeasureEnd.objects.standing().filter(measure__problem=turn.problem, act=last.entry):
        facts.retract(end, act=entry)
    _put_back(ProblemFact.objects.filter(problem=turn.problem), last.entry, entry)
    _put_back(Repayment.objects.filter(problem=turn.problem), last.entry, entry)


def _put_back(rows: QuerySet[F], undone: Entry, entry: Entry) -> None:
    """A statement that the act made goes; the one before it stands again."""
    made = rows.filter(act=undone, retracted_at__isnull=True).first()
    if made is None:
        return
    former = rows.filter(retracted_by=undone).order_by("-id").first()
    facts.retract(made, act=entry)
    if former is not None:
        facts.append(facts.again(former), act=entry)
