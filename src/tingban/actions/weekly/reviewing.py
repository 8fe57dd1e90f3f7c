"""T-R06, T-R07: the city looks at what came in, returns it with its cells, or accepts it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from tingban.actions.weekly.taking import Turn, allowed, locked, seen, take
from tingban.data.weekly.models import Report
from tingban.reads.weekly import situations
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import Refused
from tingban.rules.weekly.cells import CELL_BY_CODE, CODES
from tingban.rules.weekly.steps import Act
from tingban.rules.weekly.weeks import SHANGHAI, due_after_return


@transaction.atomic
def begin_review(*, number: str, version: int, actor: Actor, at: datetime) -> None:
    """Tell the others of the office that somebody is at it."""
    report = locked(number, actor)
    seen(report, version)
    situation = situations.bare_situation(report, at)
    step = allowed(Act.REVIEW, report, actor=actor, situation=situation)
    take(report, step, Turn(), actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class ReturnStatement:
    """What is wrong, and in which cells."""

    cells: tuple[str, ...]
    reason: str


@transaction.atomic
def return_report(
    *, number: str, version: int, statement: ReturnStatement, actor: Actor, at: datetime
) -> datetime:
    """Back to the county, with two hours from now; the new due time."""
    report = locked(number, actor)
    seen(report, version)
    cells = known_cells(statement.cells)
    situation = replace(situations.bare_situation(report, at), cells=cells, reason=statement.reason)
    step = allowed(Act.RETURN, report, actor=actor, situation=situation)
    report.due_at = due_after_return(at, report.due_at).astimezone(SHANGHAI)
    report.returned_at, report.accepted_at = at, None
    turn = Turn(
        reason=statement.reason.strip(), cells=cells, after={"due_at": report.due_at.isoformat()}
    )
    take(report, step, turn, actor=actor, at=at)
    return report.due_at


def known_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells named, each once and in the order of the form; others are refused."""
    unknown = sorted(set(cells) - set(CELL_BY_CODE))
    if unknown:
        raise Refused(f"没有这些指标：{'、'.join(unknown)}。请从附件3 的 33 个指标中选择。")
    return tuple(code for code in CODES if code in cells)


@transaction.atomic
def accept_report(*, number: str, version: int, actor: Actor, at: datetime) -> None:
    """T-R07: accept one unit's return, once the city's own checks find no error."""
    report = locked(number, actor)
    seen(report, version)
    _accept(report, actor, at)


def _accept(report: Report, actor: Actor, at: datetime) -> None:
    situation = replace(
        situations.bare_situation(report, at),
        city_errors=situations.city_errors(report, actor=actor, at=at),
    )
    step = allowed(Act.ACCEPT, report, actor=actor, situation=situation)
    report.accepted_at = at
    take(report, step, Turn(), actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """One of a batch that stays where it was, and why."""

    number: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch accept did."""

    accepted: tuple[str, ...]
    left: tuple[NotAccepted, ...]


def accept_reports(
    *, seen_versions: Sequence[tuple[str, int]], actor: Actor, at: datetime
) -> Batch:
    """Accept each of these (number, version): one transaction a unit, the rest told why not."""
    accepted: list[str] = []
    left: list[NotAccepted] = []
    for number, version in seen_versions:
        try:
            accept_report(number=number, version=version, actor=actor, at=at)
        except Refused as refusal:
            left.append(NotAccepted(number, _name(number), refusal.sentence))
        else:
            accepted.append(number)
    return Batch(tuple(accepted), tuple(left))


def _name(number: str) -> str:
    """The unit in `ZB-140802-2024-W03`."""
    parts = number.split("-")
    area = AREA_BY_CODE.get(parts[1]) if len(parts) > 1 else None
    return area.name if area else number
