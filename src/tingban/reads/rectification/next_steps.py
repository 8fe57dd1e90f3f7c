"""What comes next on the card of a problem: steps, who else is awaited, what is missing, clocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Max, Min, Q

from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem, ProblemMove
from tingban.data.registry.models import Community
from tingban.reads.law import calendar
from tingban.reads.rectification import situations
from tingban.rules.actors import ROLE_LABELS, Actor
from tingban.rules.audit.machine import SIDE_LABELS, Side
from tingban.rules.audit.offers import Offer
from tingban.rules.deadlines.clock import Clock, last_day_of
from tingban.rules.errors import NotFound, Refused
from tingban.rules.inspections import INSPECTING_KINDS, VisitKind
from tingban.rules.rectification.branches import barred
from tingban.rules.rectification.clocks import Due, clock_of
from tingban.rules.rectification.flow import PROBLEM_FLOW, STEPS
from tingban.rules.rectification.guards import GUARDS
from tingban.rules.rectification.situation import (
    GUARD_CATEGORY,
    GUARD_LABELS,
    Seen,
    Situation,
    as_if_filled,
)
from tingban.rules.rectification.stages import ACT_LABELS, Act, MeasureKind, Stage
from tingban.rules.registry.campaign import YUNCHENG_2024

NOT_FOUND: Final = "没有找到这个问题，或者它不在您的辖区内。"
_ENDS: Final = (Stage.ANN, Stage.VOID)
# The step that leads a stage towards its end.
_MAIN: Final[dict[str, Act]] = {
    Stage.SUS: Act.CONFIRM,
    Stage.CFM: Act.SIGN,
    Stage.ORD: Act.SERVE,
    Stage.FIX: Act.SUBMIT,
    Stage.SUB: Act.CLEAR,
    Stage.OVD: Act.SUBMIT,
    Stage.ESC: Act.CLEAR,
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of the checklist of the main step; `hint` says what to do while it is open."""

    label: str
    is_done: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NextSteps:
    """`awaited` are steps that others take from here: who, and what; `barred` the branches that
    are not open to this problem, and why."""

    offers: tuple[Offer, ...]
    awaited: tuple[tuple[str, str], ...]
    main: str
    missing: tuple[Missing, ...]
    clock: Clock | None
    running: tuple[MeasureKind, ...]
    barred: Mapping[MeasureKind, str]


def following(
    actor: Actor, problem: Problem, moves: Sequence[ProblemMove], *, today: date
) -> NextSteps:
    """What this actor may do now, and why what is not open is closed; `moves` are those standing.

    The problem came out of the actor's sight already.
    """
    bare = situations.situation(problem, moves, today=today)
    now, recheck = _with_visits(problem, bare)
    sides = situations.standpoint(problem).sides(actor)
    offers = PROBLEM_FLOW.offers(problem.stage, actor=actor, sides=sides, now=as_if_filled(now))
    main = _MAIN.get(problem.stage)
    known = replace(
        now, acts=now.known_acts, new_term_on=now.term_on, responsible=problem.responsible,
        visit=recheck,
    )  # fmt: skip
    return NextSteps(
        offers=offers,
        awaited=tuple(_awaited(problem.stage, actor, sides)),
        main=ACT_LABELS[main] if main else "",
        missing=tuple(_missing(problem.stage, main, actor, known)) if main else (),
        clock=running_clock(problem),
        running=now.running,
        barred=barred(now.category, now.known_acts, is_guided=now.is_guided),
    )


def closed_because(actor: Actor, number: str, act: str, *, today: date) -> str:
    """Why a step cannot be taken now, who may and when; empty where it can."""
    rows = Problem.objects.visible_to(actor).select_related("company__merged_into", "community")
    problem = rows.filter(number=number).first()
    if problem is None:
        raise NotFound(NOT_FOUND)
    now, _ = _with_visits(problem, situations.situation(problem, today=today))
    try:
        PROBLEM_FLOW.check(
            act,
            problem.stage,
            actor=actor,
            sides=situations.standpoint(problem).sides(actor),
            now=as_if_filled(now),
        )
    except Refused as refusal:
        return refusal.sentence
    return ""


def running_clock(problem: Problem) -> Clock | None:
    """The clock of the stage, with its reason."""
    if problem.due_at is None or problem.due_since is None:
        return None
    due = Due(last_day_of(problem.due_at), problem.due_rule, problem.due_since)
    days = {problem.confirmed_on: "确认日", problem.reopened_on: "重开日"}
    began = days.get(problem.due_since, "送达日")
    return clock_of(due, calendar(), ends_on=YUNCHENG_2024.ends_on, began=began)


def _awaited(stage: str, actor: Actor, sides: frozenset[Side]) -> Iterator[tuple[str, str]]:
    """Steps from here that are not this actor's, by who takes them."""
    for step in STEPS:
        leads = step.start == stage and step.to != step.start and step.to not in _ENDS
        if leads and not step.lets(actor, sides):
            seats = sorted(step.by, key=lambda seat: (seat.side, seat.role))
            who = dict.fromkeys(
                SIDE_LABELS[Side.CLOCK] if seat.side is Side.CLOCK else ROLE_LABELS[seat.role]
                for seat in seats
            )
            yield "、".join(who), ACT_LABELS[step.act]


def _with_visits(problem: Problem, now: Situation) -> tuple[Situation, Seen | None]:
    """What the visits of the community and of what merged with it tell; the last recheck."""
    place = problem.community_id
    here = Community.objects.filter(Q(pk=place) | Q(merged_into=place)).values("pk")
    rows = Visit.objects.filter(community__in=here, is_void=False, kind__in=INSPECTING_KINDS)
    is_recheck = Q(kind=VisitKind.RECHECK.value)
    told = rows.aggregate(first=Min("done_on"), last=Max("done_on", filter=is_recheck))
    last: date | None = told["last"]
    since = now.submitted_on or now.confirmed_on
    is_after = last is not None and (since is None or last >= since)
    seen = Seen("", VisitKind.RECHECK, last) if last is not None and is_after else None
    return replace(now, first_visit_on=told["first"]), seen


def _missing(stage: str, main: Act, actor: Actor, known: Situation) -> Iterator[Missing]:
    """Guard by guard, as far as the registers tell before anything is typed."""
    row = next(step for step in STEPS if step.act == main and step.start == stage)
    for guard in row.guards:
        if GUARD_CATEGORY.get(guard, known.category) is not known.category:
            continue
        sentence = GUARDS[guard](known, actor)
        yield Missing(GUARD_LABELS[guard], not sentence, sentence)
