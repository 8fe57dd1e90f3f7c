"""Dated acts on a problem: complete, reopen, annul, and taking the last one back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.rectification.problems import open_problem, touch
from tingban.data.rectification.models import Problem, ProblemStep
from tingban.rules.actors import Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotNow, Refused
from tingban.rules.rectification import PROBLEM_STEP_LABELS, ProblemStepKind


@transaction.atomic
def complete_problem(
    *, number: str, on: date, version: int, actor: Actor, at: datetime, note: str = ""
) -> None:
    """The problem is put right, as seen on this day (T-P04, T-P09)."""
    problem = open_problem(number, version, "complete", actor)
    _step(problem, ProblemStepKind.COMPLETE, on, actor=actor, at=at, note=note)


@transaction.atomic
def reopen_problem(
    *, number: str, on: date, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """The same problem was found again (T-P14)."""
    problem = open_problem(number, version, "reopen", actor)
    if not reason.strip():
        raise Refused("请写明重开的原因，例如回头看发现了什么。", rule="T-P14")
    _step(problem, ProblemStepKind.REOPEN, on, actor=actor, at=at, note=reason)


@transaction.atomic
def annul_problem(
    *, number: str, on: date, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """The problem turned out to be none, or was annulled by review or court (T-P15)."""
    problem = open_problem(number, version, "annul", actor)
    if not reason.strip():
        raise Refused("请写明撤销的依据。", rule="T-P15")
    _step(problem, ProblemStepKind.ANNUL, on, actor=actor, at=at, note=reason)


def _step(
    problem: Problem,
    kind: ProblemStepKind,
    on: date,
    *,
    actor: Actor,
    at: datetime,
    note: str,
) -> None:
    """Append a step that is not before the one it follows."""
    last = _last_step(problem)
    label = PROBLEM_STEP_LABELS[kind]
    floor = (last.on, f"{PROBLEM_STEP_LABELS[ProblemStepKind(last.kind)]}日期") if last else None
    check_day(on, today=timezone.localdate(at), what=f"{label}日期", not_before=floor)
    entry = log.record(
        actor=actor,
        at=at,
        act=f"rectification.problem_{kind.value}",
        subject=f"problem:{problem.number}",
        note=note.strip(),
        change=(None, {"kind": kind.value, "on": on.isoformat()}),
    )
    facts.append(ProblemStep(problem=problem, kind=kind.value, on=on), act=entry)
    touch(problem)


def _last_step(problem: Problem) -> ProblemStep | None:
    steps = ProblemStep.objects.standing().filter(problem=problem)
    return steps.order_by("-on", "-id").first()


@transaction.atomic
def undo_step(*, number: str, version: int, reason: str, actor: Actor, at: datetime) -> str:
    """Take back the last step because it was recorded by mistake; returns what was taken back."""
    problem = open_problem(number, version, "undo", actor)
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    step = _last_step(problem)
    if step is None or step.kind == ProblemStepKind.CONFIRM.value:
        raise NotNow("确认之后还没有别的办理记录可以撤回。登记错的问题请由负责人作废。")
    label = PROBLEM_STEP_LABELS[ProblemStepKind(step.kind)]
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.step_undone",
        subject=f"problem:{number}",
        note=reason.strip(),
        change=({"kind": step.kind, "on": step.on.isoformat()}, None),
    )
    facts.retract(step, act=entry)
    touch(problem)
    return label
