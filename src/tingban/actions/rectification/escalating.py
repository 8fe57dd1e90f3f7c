"""T-P12, T-P13: what neither time nor rechecks have mended is handed up, by one branch or several.

A branch never closes a problem; each is opened here and led by its own topic.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tingban.actions.audit import facts
from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.data.rectification.models import Measure, MeasureEnd
from tingban.kit.text import clean
from tingban.rules.actors import Actor
from tingban.rules.rectification.stages import Act, MeasureKind


@transaction.atomic
def escalate_problem(
    *,
    number: str,
    measures: Sequence[MeasureKind],
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """The head opens at least one branch (T-P12)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    chosen = tuple(dict.fromkeys(measures))
    moving.allow(turn, Act.ESCALATE, version=version, measures=chosen, reason=reason)
    _open(turn, "rectification.problem_escalated", chosen, reason)


@transaction.atomic
def add_measure(
    *, number: str, measure: MeasureKind, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """One more branch, while it is escalated."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.ADD_MEASURE, version=version, measures=(measure,), reason=reason)
    _open(turn, "rectification.measure_opened", (measure,), reason)


def _open(turn: Turn, event: str, kinds: Sequence[MeasureKind], reason: str) -> None:
    said = Said(turn.today, reason, told={"measures": [kind.value for kind in kinds]})
    entry = moving.record(turn, event, said)
    for kind in kinds:
        measure = Measure(problem=turn.problem, kind=kind.value, on=turn.today, note=clean(reason))
        facts.append(measure, act=entry)
    moving.end(turn)


@transaction.atomic
def end_measure(
    *, number: str, measure: MeasureKind, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """The head ends a branch; the problem stays where it is (T-P08b)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.END_MEASURE, version=version, ended=(measure,), reason=reason)
    said = Said(turn.today, reason, told={"measures": [measure.value]})
    entry = moving.record(turn, "rectification.measure_ended", said)
    ended = MeasureEnd.objects.standing().values("measure_id")
    running = Measure.objects.standing().filter(problem=turn.problem, kind=measure.value)
    opened = running.exclude(pk__in=ended).latest("id")
    facts.append(MeasureEnd(measure=opened, on=turn.today, note=clean(reason)), act=entry)
    moving.end(turn)


@transaction.atomic
def hand_over_problem(
    *, number: str, on: date, successor: str, version: int, actor: Actor, at: datetime
) -> None:
    """The company is gone and the next has confirmed in writing: 销号 (T-P13)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.HAND_OVER, version=version, on=on, successor=successor)
    moving.check_on(turn, on, "销号日期")
    moving.complete(turn, Said(on, clean(successor), told={"successor": clean(successor)}))
