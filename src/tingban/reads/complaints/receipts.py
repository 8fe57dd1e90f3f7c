"""One matter, many receipts: where each came from, until when it is answered, and whether it was.

Each receipt is a case with a number of its own; what was merged stands under its main case (3.1.1).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.data.complaints.models import Case, CaseAttempt, CaseMove, CaseReply
from tingban.reads.complaints.answers import answers_to
from tingban.reads.complaints.situations import standpoint
from tingban.reads.complaints.timing import times_of
from tingban.reads.law import calendar
from tingban.rules.actors import Actor
from tingban.rules.complaints import Standing
from tingban.rules.complaints.clocks import CaseTimes, answer_clock
from tingban.rules.complaints.flow import STEPS
from tingban.rules.complaints.stages import (
    HAS_ANSWER,
    RUNNING,
    Act,
    AnsweredTo,
    AnswerWay,
    MergeKind,
    Stage,
)
from tingban.rules.deadlines.clock import Clock
from tingban.rules.law import Calendar

_ANSWERING: Final = tuple(row for row in STEPS if row.act == Act.ANSWER_RECEIPT)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt; `merged` is None for the main one, `due` where nothing says so yet."""

    number: str
    source: str
    source_ref: str
    received_at: datetime | None
    merged: MergeKind | None
    stage: Stage
    due: Clock | None
    answered_at: datetime | None
    answered_to: AnsweredTo | None
    way: AnswerWay | None
    may_answer: bool

    @property
    def waits(self) -> bool:
        """Whether somebody still has to be told."""
        return self.answered_at is None and (self.stage in RUNNING or self.stage is Stage.MRG)


def receipts(actor: Actor, case: Case) -> tuple[Receipt, ...]:
    """Of a main case its own and all that were merged into it; of a merged one its own.

    Nothing of a case that is its only receipt: its card says all of it already.
    """
    if case.stage == Stage.MRG:
        return _told(actor, [case], case.parent_id or case.pk)
    merged = case.children.visible_to(actor).exclude(stage=Stage.VOID)
    others = list(merged.order_by("received_at", "id"))
    return _told(actor, [case, *others], case.pk) if others else ()


def _told(actor: Actor, cases: Sequence[Case], main: int) -> tuple[Receipt, ...]:
    keys = [case.pk for case in cases]
    times = times_of({*keys, main})
    days, answers, ways = calendar(), answers_to(keys), _ways(keys)
    of_main = answer_clock(times[main], days)
    return tuple(
        _receipt(
            actor, case, answers.get(case.pk), ways.get(case.pk),
            _due(case, times[case.pk], days) or (of_main if case.stage == Stage.MRG else None),
        )
        for case in cases
    )  # fmt: skip


def _due(case: Case, times: CaseTimes, days: Calendar) -> Clock | None:
    return None if case.stage == Stage.CLS else answer_clock(times, days)


def _ways(keys: Collection[int]) -> dict[int, AnswerWay]:
    """How each complainant was reached last."""
    rows = CaseAttempt.objects.standing().filter(case_id__in=keys, reached=True).order_by("id")
    return {key: AnswerWay(way) for key, way in rows.values_list("case_id", "way")}


def _receipt(
    actor: Actor, case: Case, answer: CaseMove | None, way: AnswerWay | None, due: Clock | None
) -> Receipt:
    stage, kind = Stage(case.stage), None
    if case.parent_id:
        kind = MergeKind.DUPLICATE if case.standing == Standing.DUPLICATE else MergeKind.ALIKE
    told_at, told_to = (case.closed_at, AnsweredTo.PERSON) if case.closed_at else (None, None)
    if answer is not None:
        told_at, told_to = answer.at, AnsweredTo(answer.told["answered_to"])
        way = AnswerWay(answer.told["way"])
    return Receipt(
        number=case.number, source=case.source, source_ref=case.source_ref,
        received_at=case.received_at, merged=kind, stage=stage,
        due=None if told_at else due, answered_at=told_at, answered_to=told_to,
        way=way if told_at else None,
        may_answer=told_at is None and _may_answer(actor, case, kind),
    )  # fmt: skip


def _may_answer(actor: Actor, case: Case, kind: MergeKind | None) -> bool:
    """Whether the step is open to this person: a 重复件 whose main case has its answer."""
    if case.stage != Stage.MRG or kind is not MergeKind.DUPLICATE:
        return False
    if case.parent is not None and case.parent.stage not in HAS_ANSWER:
        return False
    sides = standpoint(case).sides(actor)
    return any(row.lets(actor, sides) for row in _ANSWERING)


def answer_of_main(case: Case) -> str:
    """What the main case was answered: the words to begin with."""
    if case.stage != Stage.MRG or case.parent_id is None:
        return ""
    rows = CaseReply.objects.standing().filter(case=case.parent_id).order_by("-id")
    return rows.values_list("text", flat=True).first() or ""
