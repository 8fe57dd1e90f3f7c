"""Proceedings of every kind, read alike: the row in sight, its course, what comes next.

A kind is a `Flow`: its tables, its machine, the questions of its steps, its clocks. Topics on the
right declare theirs in `reads/<topic>/flows.py`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateTimeField, F, Q, When

from tingban.data.rectification.proceedings import Proceeding
from tingban.kit.clock import SHANGHAI
from tingban.reads.documents import papers
from tingban.reads.law import calendar
from tingban.rules.actors import ROLE_LABELS, Actor
from tingban.rules.audit.machine import SIDE_LABELS, Machine, Side, Step
from tingban.rules.audit.offers import Offer
from tingban.rules.deadlines import LIMIT_BY_KEY, Unit
from tingban.rules.deadlines.clock import Clock, ending, last_day_of, start
from tingban.rules.errors import NotFound, Refused
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course, Done, Standpoint
from tingban.rules.rectification.fields import Field, offered
from tingban.rules.rectification.stages import MeasureKind


def _nothing(_: Proceeding) -> Mapping[str, Any]:
    return {}


def _nobody(_: Course) -> frozenset[str]:
    return frozenset()


def _no_others(_: Actor) -> Q | None:
    return None


def _as_it_runs(_: Course, clock: Clock | None) -> Clock | None:
    return clock


@dataclass(frozen=True, slots=True)
class Flow:
    """One kind of proceeding.

    `subject` names it in the log and in links ("penalty_case", of `topic` "enforcement"), `prefix`
    begins its numbers (DOMAIN 6.4), `fields` are the questions of each act, `due` the clock that a
    step leaves running (None where it has none), `ends` the stages in which it rests, `main` the
    act that leads on from a stage, `guard_labels` the words of the checklist, `beside` what guards
    also look at, `measure` the branch of an escalation that it is (T-P12), `known` what the file
    tells already of an act, by the names of its questions, `on` its day, `rests_on` the acts that
    lie before an act although they left the stage as it was, `papers_due`
    the templates that are made in a stage (None: all at any time), `told_clocks` the stages whose
    clock is told outside the bureau, `awaits` the acts that others owe though they leave the stage
    as it was, `waits` what else waits for somebody than the main steps of their post, `told_clock`
    the clock of the card where the file tells more of it than the row, `idle` the guards whose line
    of the checklist is left out while they have nothing to look at.
    """

    model: type[Proceeding]
    moves: Any
    machine: Machine[Course]
    topic: str
    subject: str
    prefix: str
    not_found: str
    fields: Mapping[str, tuple[Field, ...]]
    guard_labels: Mapping[str, str]
    ends: frozenset[str]
    main: Mapping[str, str]
    due: Callable[[Course, Step], Due | None]
    beside: Callable[[Any], Mapping[str, Any]] = field(default=_nothing)
    measure: MeasureKind | None = None
    papers_due: Mapping[str, tuple[str, ...]] | None = None
    known: Mapping[str, Callable[[Course], Mapping[str, Any]]] = field(default_factory=dict)
    rests_on: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told_clocks: frozenset[str] = frozenset()
    awaits: Callable[[Course], frozenset[str]] = field(default=_nobody)
    waits: Callable[[Actor], Q | None] = field(default=_no_others)
    told_clock: Callable[[Course, Clock | None], Clock | None] = field(default=_as_it_runs)
    idle: Mapping[str, Callable[[Course], bool]] = field(default_factory=dict)

    def subject_of(self, number: str) -> str:
        """penalty_case:CF-140802-2024-000001."""
        return f"{self.subject}:{number}"

    def told_already(
        self, actor: Actor, number: str, act: str, *, today: date
    ) -> Mapping[str, Any]:
        """What the file in sight tells of an act before anything is typed."""
        tells = self.known.get(act)
        if tells is None:
            return {}
        return tells(course_of(self, found(self, actor, number), today=today))

    def tells_clock(self, actor: Actor, stage: str) -> bool:
        """Whether this actor is told the limit of a stage; those of the bureau are its own."""
        return actor.sees_facts or stage in self.told_clocks

    def told_due(self, actor: Actor) -> F | Case:
        """The column by which this actor finds and orders: `due_at` where it is told, else NULL."""
        if actor.sees_facts:
            return F("due_at")
        told = When(stage__in=self.told_clocks, then=F("due_at"))
        return Case(told, default=None, output_field=DateTimeField())

    @property
    def folder(self) -> str:
        """Under which word its pages stand: penalty-cases, credit-pushes."""
        return self.subject.replace("_", "-") + ("es" if self.subject.endswith("sh") else "s")


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of the checklist of the main step; `hint` says what to do while it is open."""

    label: str
    is_done: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What comes next: steps, who else is awaited, what is missing, the running clock."""

    offers: tuple[Offer, ...]
    awaited: tuple[tuple[str, str], ...]
    main: str
    missing: tuple[Missing, ...]
    clock: Clock | None


def found(flow: Flow, actor: Actor, number: str) -> Proceeding:
    """The row, in the actor's sight; `NotFound` where it does not exist for them."""
    rows = flow.model.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("community", "company__merged_into").first()
    if row is None:
        raise NotFound(flow.not_found)
    return row


def first_questions(flow: Flow, act: str, *, county: str, on: date) -> tuple[Field, ...]:
    """The questions of the first step, with what a form offers on that day."""
    asked = flow.fields.get(act, ())
    if not any(field.choices_by for field in asked):
        return asked
    return offered(asked, flow.beside(flow.model(county_id=county, opened_on=on)), on=on)


def standing_moves(flow: Flow, row: Proceeding) -> tuple[Done, ...]:
    """The steps that stand, in their order."""
    moves: Sequence[Any] = (
        flow.moves.objects.standing().filter(row=row).select_related("act").order_by("id")
    )
    return tuple(
        Done(
            act=move.step, start=move.start, to=move.to, on=move.on, at=move.act.at,
            by_id=move.act.actor_id, by=move.act.actor_name, role=move.act.role, told=move.told,
            reason=move.reason,
        )
        for move in moves
    )  # fmt: skip


def course_of(
    flow: Flow, row: Proceeding, *, today: date, moves: tuple[Done, ...] | None = None
) -> Course:
    """How it stands; what a step tells is filled in by the step."""
    return Course(
        today=today,
        stage=row.stage,
        opened_on=row.opened_on,
        moves=standing_moves(flow, row) if moves is None else moves,
        papers=papers.standing_of(flow.subject_of(row.number), today=today),
        beside=flow.beside(row),
    )


def standpoint(row: Proceeding) -> Standpoint:
    """Whose it is; a company that turned out to be another is that one."""
    company = row.company
    if company is not None and company.merged_into is not None:
        company = company.merged_into
    return Standpoint(
        row.county_id,
        (company.uscc or "") if company else "",
        row.community.code if row.community else "",
    )


def following(flow: Flow, actor: Actor, row: Proceeding, course: Course) -> NextSteps:
    """What this actor may do now, why what is closed is closed, and what is missing."""
    sides = standpoint(row).sides(actor)
    main = flow.main.get(row.stage, "")
    return NextSteps(
        offers=flow.machine.offers(row.stage, actor=actor, sides=sides, now=course),
        awaited=tuple(dict.fromkeys(_awaited(flow, course, row.stage, actor, sides))),
        main=flow.machine.label(main) if main else "",
        missing=tuple(_missing(flow, row.stage, main, actor, course)) if main else (),
        clock=flow.told_clock(course, running_clock(row)),
    )


def closed_because(flow: Flow, actor: Actor, number: str, act: str, *, today: date) -> str:
    """Why a step cannot be taken now, who may and when; empty where it can."""
    row = found(flow, actor, number)
    sides = standpoint(row).sides(actor)
    now = course_of(flow, row, today=today)
    try:
        flow.machine.check(act, row.stage, actor=actor, sides=sides, now=now, is_asked=True)
    except Refused as refusal:
        return refusal.sentence
    return ""


def running_clock(row: Proceeding) -> Clock | None:
    """The clock of the stage, with its reason."""
    if row.due_at is None or row.due_since is None:
        return None
    limit = LIMIT_BY_KEY[row.due_rule]
    if limit.unit is Unit.HOURS:
        return Clock(limit, row.due_at - timedelta(hours=limit.length), row.due_at)
    clock = start(limit, datetime.combine(row.due_since, time(), SHANGHAI), calendar())
    last = last_day_of(row.due_at)
    return clock if clock.due_on == last else ending(clock, last, "按登记的日期")


def _awaited(
    flow: Flow, course: Course, stage: str, actor: Actor, sides: frozenset[Side]
) -> Iterator[tuple[str, str]]:
    """Steps from here that are not this actor's, by who takes them."""
    owed = flow.awaits(course)
    for step in flow.machine.rows:
        leads = step.to != step.start and step.to not in flow.ends
        if step.start != stage or not (leads or step.act in owed):
            continue
        if not step.lets(actor, sides):
            seats = sorted(step.by, key=lambda seat: (seat.side, seat.role))
            who = dict.fromkeys(
                SIDE_LABELS[Side.CLOCK] if seat.side is Side.CLOCK else ROLE_LABELS[seat.role]
                for seat in seats
            )
            yield "、".join(who), flow.machine.label(step.act)


def _missing(flow: Flow, stage: str, main: str, actor: Actor, course: Course) -> Iterator[Missing]:
    """Guard by guard, as far as the file tells before anything is typed."""
    row = next((it for it in flow.machine.rows if it.act == main and it.start == stage), None)
    for guard in row.guards if row else ():
        if guard in flow.machine.asked:
            continue
        sentence = flow.machine.guards[guard](course, actor)
        is_idle = flow.idle.get(guard)
        if not sentence and is_idle is not None and is_idle(course):
            continue
        yield Missing(flow.guard_labels[guard], not sentence, sentence)
