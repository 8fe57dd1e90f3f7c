"""T-P09, T-P10, T-P14: somebody else goes and looks; passed, failed, or back again later."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said
from tingban.actions.rectification.resting import visit_of
from tingban.kit.text import clean
from tingban.reads.law import calendar
from tingban.rules.actors import Actor
from tingban.rules.rectification import ProblemStepKind, default_due_on
from tingban.rules.rectification.clocks import SECOND_TERM
from tingban.rules.rectification.stages import Act
from tingban.rules.registry.campaign import YUNCHENG_2024


@dataclass(frozen=True, slots=True)
class Recheck:
    """复核(验收)记录: the visit, what was found; 街道、业委会 may be heard."""

    visit_number: str
    conclusion: str = ""
    opinion: str = ""


@transaction.atomic
def clear_problem(
    *, number: str, statement: Recheck, version: int, actor: Actor, at: datetime
) -> None:
    """The recheck passed: 销号 on the day of the visit (T-P09, T-P13)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    rest = visit_of(turn, statement.visit_number)
    on = rest.seen.on if rest.seen else turn.today
    moving.allow(turn, Act.CLEAR, version=version, on=on, visit=rest.seen)
    moving.check_on(turn, on, "复核日期")
    told = {"visit": statement.visit_number, "opinion": clean(statement.opinion)}
    moving.complete(turn, Said(on, clean(statement.conclusion), told=told, visit=rest.visit))


@dataclass(frozen=True, slots=True)
class Failure:
    """复核意见: what is still amiss, and a short new term; without one, seven days."""

    on: date
    reason: str
    until: date | None = None
    visit_number: str = ""


@transaction.atomic
def fail_recheck(
    *, number: str, statement: Failure, version: int, actor: Actor, at: datetime
) -> None:
    """Not put right: back to the company for seven days at most, and counted (T-P10)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    rest = visit_of(turn, statement.visit_number)
    latest = SECOND_TERM.due_on(statement.on, calendar())
    until = statement.until or latest
    moving.allow(
        turn, Act.FAIL, version=version, on=statement.on, reason=statement.reason,
        new_term_on=until, latest_on=latest,
    )  # fmt: skip
    moving.check_on(turn, statement.on, "复核日期")
    said = Said(
        statement.on,
        statement.reason,
        told={"until": until, "visit": statement.visit_number},
        visit=rest.visit,
        due=moving.term(turn, until, statement.on, SECOND_TERM.key),
    )
    entry = moving.record(turn, "rectification.recheck_failed", said)
    moving.set_term(turn, until, entry=entry)
    moving.end(turn)


@dataclass(frozen=True, slots=True)
class Relapse:
    """回头看记录: the visit that saw it again, and which sub-acts; a term, else DL-12's."""

    visit_number: str
    acts: tuple[str, ...]
    reason: str
    until: date | None = None


@transaction.atomic
def reopen_relapsed(
    *, number: str, statement: Relapse, version: int, actor: Actor, at: datetime
) -> None:
    """The same thing is back within sixty days (T-P14); the cells count it as open again."""
    turn = moving.begin(number=number, actor=actor, at=at)
    rest = visit_of(turn, statement.visit_number)
    on = rest.seen.on if rest.seen else turn.today
    now = moving.situation(turn)
    until = statement.until or default_due_on(
        now.category, on, calendar(), cap_on=YUNCHENG_2024.ends_on
    )
    moving.allow(
        turn, Act.RELAPSE, version=version, on=on, visit=rest.seen, acts=statement.acts,
        new_term_on=until, reason=statement.reason,
    )  # fmt: skip
    moving.check_on(turn, on, "重开日期")
    said = Said(
        on,
        statement.reason,
        told={"acts": list(statement.acts), "visit": statement.visit_number, "until": until},
        visit=rest.visit,
        due=moving.term(turn, until, on),
    )
    entry = moving.record(turn, "rectification.problem_reopen", said)
    moving.counted(turn, ProblemStepKind.REOPEN, on, entry=entry)
    moving.set_term(turn, until, entry=entry)
    moving.end(turn)
