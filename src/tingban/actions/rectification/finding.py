"""Clues: registered, confirmed, found untrue (T-P01…T-P03); what is mended at once (T-P04)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import once
from tingban.actions.rectification import moving, problems
from tingban.actions.rectification.moving import Said
from tingban.actions.rectification.problems import ProblemStatement
from tingban.actions.rectification.projection import project_problems
from tingban.data.rectification.models import ProblemFact
from tingban.rules.actors import Actor
from tingban.rules.errors import Refused
from tingban.rules.rectification import CATEGORY_LABELS
from tingban.rules.rectification.stages import Act


@transaction.atomic
def add_clue(*, statement: ProblemStatement, actor: Actor, at: datetime, form: str = "") -> str:
    """Something was seen or told that somebody must look into (T-P01).

    The day of the statement is the day it was found; a company need not be known yet.
    """
    act = "rectification.clue_added"

    def write() -> str:
        turn, community = problems.open_new(statement, actor, at)
        statement.check(today=turn.today, what="发现日期")
        moving.allow(turn, Act.ADD_CLUE)
        fact = statement.as_fact(turn.problem, problems.company_of(statement, community, actor))
        after = problems.as_told(fact, statement) | ({"form": form} if form else {})
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"problem:{turn.problem.number}",
            note=CATEGORY_LABELS[statement.category],
            change=(None, after),
        )
        facts.append(fact, act=entry)
        former = {"regression_of": statement.regression_of} if statement.regression_of else {}
        moving.move(turn, Said(statement.confirmed_on, told=former), entry=entry)
        project_problems([turn.problem.pk])
        return turn.problem.number

    return once(form, act=act, actor=actor, at=at, write=write)


@transaction.atomic
def confirm_clue(
    *, number: str, statement: ProblemStatement, version: int, actor: Actor, at: datetime
) -> None:
    """A visit has shown that it is so (T-P02); from now on it is counted."""
    turn = moving.begin(number=number, actor=actor, at=at)
    problem = turn.problem
    if statement.community_code != problem.community.code:
        raise Refused("问题所在小区不能改。登记错了小区的，请作废后重新登记。", rule="DOMAIN 2.3")
    community = problems.hold_community(statement.community_code, actor)
    statement.check(today=turn.today)
    told = replace(statement, due_on=statement.term_on)
    problems.allow_confirmation(turn, told, community, version=version)
    standing = ProblemFact.objects.standing().get(problem=problem)
    fresh = told.as_fact(problem, problems.company_of(told, community, actor))
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.problem_confirmed",
        subject=f"problem:{number}",
        note=CATEGORY_LABELS[told.category],
        change=(facts.stated(standing, without="problem"), problems.as_told(fresh, told)),
    )
    facts.restate(standing, fresh, owner="problem", act=entry)
    problems.confirm(turn, told, entry)
    moving.end(turn)


@transaction.atomic
def propose_rejection(
    *,
    number: str,
    reason: str,
    evidence: Sequence[str],
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Nothing was found: the head is asked to agree (T-P03)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    pieces = moving.pieces(evidence)
    moving.allow(turn, Act.PROPOSE_REJECTION, version=version, reason=reason, evidence=len(pieces))
    said = Said(turn.today, reason, told={"evidence": pieces})
    moving.record(turn, "rectification.rejection_proposed", said)
    moving.end(turn)


@transaction.atomic
def approve_rejection(
    *, number: str, version: int, actor: Actor, at: datetime, note: str = ""
) -> None:
    """The head agrees that there is nothing (T-P03)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.APPROVE_REJECTION, version=version)
    moving.record(turn, "rectification.clue_rejected", Said(turn.today, note))
    moving.end(turn)


@dataclass(frozen=True, slots=True)
class OnTheSpot:
    """立行立改: by whom it was seen, and the photos before and after."""

    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    staff: tuple[str, ...]


@transaction.atomic
def fix_on_spot(
    *, number: str, statement: OnTheSpot, version: int, actor: Actor, at: datetime
) -> None:
    """Put right before the eyes of two officers, on the day it was confirmed (T-P04).

    No order was served: C01 does not count it.
    """
    turn = moving.begin(number=number, actor=actor, at=at)
    before, after, staff = map(moving.pieces, (statement.before, statement.after, statement.staff))
    moving.allow(
        turn, Act.FIX_ON_SPOT, version=version, on=statement.on, before=len(before),
        after=len(after), staff=tuple(staff),
    )  # fmt: skip
    moving.check_on(turn, statement.on, "完成日期")
    told = {"before": before, "after": after, "staff": staff}
    moving.complete(turn, Said(statement.on, told=told))
