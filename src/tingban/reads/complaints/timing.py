"""What the clocks of cases look at; for many cases in one statement."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from tingban.kit.clock import SHANGHAI
from tingban.reads.complaints.answers import merged_times
from tingban.reads.complaints.dossiers import Dossier, Moved, moves_of
from tingban.rules.complaints.clocks import CaseTimes, MergedTimes
from tingban.rules.complaints.stages import Act, CaseKind, Stage, Urgency
from tingban.rules.deadlines.clock import Pause

_MOVERS: Final = (
    Act.SUSPEND, Act.RESUME, Act.EXTEND, Act.REOPEN, Act.APPEAL, Act.ANSWER_APPEAL,
)  # fmt: skip


def columns_of(case: str) -> str:
    """What `read` wants of the row called `case` in a statement that calls its matter `t`."""
    movers = ", ".join(f"'{act.value}'" for act in _MOVERS)
    return f"""
    {case}.id, {case}.due_at, {case}.due_rule, {case}.later_at, {case}.later_rule,
    {case}.stage, {case}.stage_since, {case}.received_at, {case}.accepted_at, {case}.kind,
    {case}.urgency, coalesce(t.is_complex, false), t.sender_due_on,
    (SELECT json_agg(json_build_array(v.step, v."at", v.reason, v.told, NULL) ORDER BY v.id)
        FROM complaints_casemove v
        WHERE v.case_id = {case}.id AND v.retracted_at IS NULL AND v.step IN ({movers}))
    """  # noqa: S608  # all names are ours


_READ: Final = f"""
SELECT {columns_of("c")}
FROM complaints_case c
LEFT JOIN complaints_casematter t ON t.case_id = c.id AND t.retracted_at IS NULL
WHERE c.id = ANY(%(ids)s) OR (c.parent_id = ANY(%(into)s) AND c.stage = 'merged')
ORDER BY c.id
"""  # noqa: S608  # all names are ours


@dataclass(frozen=True, slots=True)
class Timed:
    """A case, what its clocks look at, and the limits that its row shows now."""

    id: int
    shown: tuple[datetime | None, str, datetime | None, str]
    times: CaseTimes


def times_in(told: Dossier) -> CaseTimes:
    """Of one case that was read already."""
    case, matter = told.case, told.matter
    stated = (
        case.stage, case.stage_since, case.received_at, case.accepted_at, case.kind, case.urgency,
        matter is not None and matter.is_complex, matter.sender_due_on if matter else None,
    )  # fmt: skip
    return _times(stated, told.moves, told.merged)


def times_of(ids: Collection[int]) -> dict[int, CaseTimes]:
    """By id of the case."""
    return {case.id: case.times for case in timed(ids)}


def timed(ids: Collection[int], *, into: Collection[int] = ()) -> list[Timed]:
    """These cases, and those that were merged `into` others, in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"ids": list(ids), "into": list(into)})
        return read(cursor.fetchall())


def read(rows: Sequence[Sequence[Any]]) -> list[Timed]:
    """The cases in the rows of a statement that asked for `columns_of` them."""
    merged = merged_times([key for key, _, _, _, _, stage, *_ in rows if stage == Stage.MRG])
    return [
        Timed(
            key, (due_at, due_rule, later_at, later_rule),
            _times(tuple(stated), moves_of(moves), merged.get(key)),
        )
        for key, due_at, due_rule, later_at, later_rule, *stated, moves in rows
    ]  # fmt: skip


def _times(
    stated: tuple[Any, ...], moves: Iterable[Moved], merged: MergedTimes | None
) -> CaseTimes:
    stage, since, received_at, accepted_at, kind, urgency, is_complex, sender_due_on = stated
    own, reopened_at = _since_reopened(list(moves))
    return CaseTimes(
        stage=Stage(stage),
        stage_since=since,
        received_at=received_at,
        accepted_at=accepted_at,
        kind=CaseKind(kind) if kind else None,
        urgency=Urgency(urgency) if urgency else Urgency.ORDINARY,
        is_complex=is_complex,
        sender_due_on=sender_due_on,
        extended_to=_extended_to(own),
        pauses=_pauses(own),
        reopened_at=reopened_at,
        appealed_at=_appealed_at(own),
        merged=merged,
    )


def _since_reopened(moves: list[Moved]) -> tuple[list[Moved], datetime | None]:
    """The moves since it was last taken up again, and when that was; all, where it never was."""
    for place in reversed(range(len(moves))):
        if moves[place].step == Act.REOPEN:
            return moves[place + 1 :], moves[place].at
    return moves, None


def _extended_to(moves: Iterable[Moved]) -> date | None:
    days = [move.told["until"] for move in moves if move.step == Act.EXTEND]
    return date.fromisoformat(days[-1]) if days else None


def _pauses(moves: Iterable[Moved]) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for move in moves:
        if move.step == Act.SUSPEND:
            found.append(Pause(_day(move.at)))
        elif move.step == Act.RESUME and found:
            found[-1] = Pause(found[-1].since, _day(move.at))
    return tuple(found)


def _appealed_at(moves: Iterable[Moved]) -> datetime | None:
    """The moment of the appeal that still waits for its answer."""
    waiting: datetime | None = None
    for move in moves:
        if move.step == Act.APPEAL:
            waiting = move.at
        elif move.step == Act.ANSWER_APPEAL:
            waiting = None
    return waiting


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
