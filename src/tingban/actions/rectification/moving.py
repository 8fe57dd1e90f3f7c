"""How every step of a problem is taken: lock, ask the table, write, project (DOMAIN 3.2).

turn = begin(number=number, actor=actor, at=at)
allow(turn, Act.FAIL, version=version, on=on, reason=reason)
entry = record(turn, "rectification.recheck_failed", Said(on, reason))
end(turn)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, lock
from tingban.actions.rectification.projection import project_problems
from tingban.data.audit.models import Entry
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem, ProblemFact, ProblemMove, ProblemStep
from tingban.kit.text import clean_line
from tingban.reads.law import calendar
from tingban.reads.rectification import situations
from tingban.rules.actors import Actor, Role
from tingban.rules.audit.machine import Step
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.deadlines.days import check_day
from tingban.rules.rectification import Category, ProblemStepKind
from tingban.rules.rectification.clocks import Due, due_in, term_rule
from tingban.rules.rectification.flow import PROBLEM_FLOW
from tingban.rules.rectification.situation import Situation
from tingban.rules.rectification.stages import ACT_LABELS, Act, Stage

NOT_FOUND: Final = "没有找到这个问题，或者它不在您的辖区内。"


@dataclass(slots=True)
class Turn:
    """One problem, locked, and the step that somebody takes on it."""

    problem: Problem
    actor: Actor
    at: datetime
    moves: list[ProblemMove] = field(default_factory=list)
    step: Step | None = None
    # Not there yet: it is being registered by this act.
    is_new: bool = False

    @property
    def stage(self) -> str | None:
        """Where it stands; None before its first step."""
        return None if self.is_new else self.problem.stage

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return timezone.localdate(self.at)

    @property
    def taken(self) -> Step:
        """The row by which the step goes on."""
        if self.step is None:
            raise LookupError("a step is recorded before it was allowed")
        return self.step


@dataclass(frozen=True, slots=True)
class Said:
    """What a step leaves on record; `due` None means the clock of the stage it leads to."""

    on: date
    reason: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    visit: Visit | None = None
    due: Due | None = None


def begin(*, number: str, actor: Actor, at: datetime) -> Turn:
    """The problem, locked until the act ends."""
    rows = Problem.objects.visible_to(actor).select_related("company__merged_into")
    return turn_on(lock(rows, NOT_FOUND, number=number), actor, at)


def turn_on(problem: Problem, actor: Actor, at: datetime) -> Turn:
    """A turn on a problem that is locked already."""
    return Turn(problem, actor, at, situations.standing_moves(problem))


def situation(turn: Turn) -> Situation:
    """How the problem stands."""
    return situations.situation(turn.problem, turn.moves, today=turn.today)


def allow(turn: Turn, act: Act, *, version: int | None = None, **told: Any) -> None:
    """Ask the table; a step taken on an older page is refused after all else."""
    problem = turn.problem
    now = replace(situation(turn), **told)
    turn.step = PROBLEM_FLOW.check(
        act,
        turn.stage,
        actor=turn.actor,
        sides=situations.standpoint(problem).sides(turn.actor),
        now=now,
    )
    if version is not None:
        check_seen(problem.version, version, subject=f"problem:{problem.number}")


def check_on(turn: Turn, on: date, what: str) -> None:
    """Not tomorrow, not before the last step that a person took; the clock's do not count."""
    people = [move for move in turn.moves if move.act.actor_id or move.act.role == Role.CO]
    steps = [move for move in people if move.start != move.to]
    done = [(move.on, ACT_LABELS[move.step]) for move in steps]
    done += [(day, name) for day, name in _counted_days(turn.problem) if day is not None]
    floor = max(done, key=lambda it: it[0], default=None)
    not_before = (floor[0], f"“{floor[1]}”的日期") if floor else None
    check_day(on, today=turn.today, what=what, not_before=not_before)


def _counted_days(problem: Problem) -> tuple[tuple[date | None, str], ...]:
    return (
        (problem.confirmed_on, "确认问题"),
        (problem.completed_on, "完成"),
        (problem.reopened_on, "重开"),
    )


def record(turn: Turn, event: str, said: Said, **more: Any) -> Entry:
    """The entry of an act and the move that it makes."""
    told = {name: facts.plain(value) for name, value in said.told.items()}
    entry = log.record(
        actor=turn.actor,
        at=turn.at,
        act=event,
        subject=f"problem:{turn.problem.number}",
        note=said.reason.strip(),
        change=(None, {"on": said.on.isoformat(), **told, **more}),
    )
    move(turn, said, entry=entry)
    return entry


def pieces(texts: Iterable[str]) -> list[str]:
    """Proofs and names as they are kept: those that say something."""
    return [clean_line(text) for text in texts if text.strip()]


def move(turn: Turn, said: Said, *, entry: Entry, step: Step | None = None) -> None:
    """The move of a step whose entry is written; an act may take several steps, or on several."""
    step = step or turn.taken
    due = said.due or _due(turn, step, said.on)
    facts.append(
        ProblemMove(
            problem=turn.problem,
            rule=step.rule,
            step=step.act,
            start=step.start or "",
            to=step.to,
            on=said.on,
            reason=said.reason.strip(),
            told={name: facts.plain(value) for name, value in said.told.items()},
            visit=said.visit,
            due_on=due.on,
            due_rule=due.rule,
            due_since=due.since,
        ),
        act=entry,
    )


def _due(turn: Turn, step: Step, on: date) -> Due:
    """The clock that goes on where the stage stays, else the one of the stage that begins."""
    problem = turn.problem
    if step.start != step.to:
        return due_in(Stage(step.to), on, calendar())
    running = last_day_of(problem.due_at) if problem.due_at else None
    return Due(running, problem.due_rule, problem.due_since or on)


def counted(turn: Turn, kind: ProblemStepKind, on: date, *, entry: Entry) -> None:
    """The dated step that the cells count from."""
    facts.append(ProblemStep(problem=turn.problem, kind=kind.value, on=on), act=entry)


def complete(turn: Turn, said: Said) -> None:
    """销号: from this day on the problem counts as put right."""
    entry = record(turn, "rectification.problem_complete", said)
    counted(turn, ProblemStepKind.COMPLETE, said.on, entry=entry)
    end(turn)


def set_term(turn: Turn, on: date, *, entry: Entry) -> None:
    """Another 整改期限: the statement is made anew, so that lists and files tell it."""
    standing = ProblemFact.objects.standing().get(problem=turn.problem)
    fresh = facts.again(standing)
    fresh.due_on = on
    facts.restate(standing, fresh, owner="problem", act=entry)


def term(turn: Turn, on: date, since: date, rule: str = "") -> Due:
    """The clock of 整改中 by its rule: the category's, or that of the step which set it."""
    return Due(on, rule or term_rule(Category(turn.problem.category)), since)


def end(*turns: Turn) -> None:
    """Count the versions up and bring the present in line."""
    project_problems([turn.problem.pk for turn in turns], turns=1)
