"""Which limits run for a case, and until when (DL-01…DL-11 of DOMAIN 4.2).

Two run side by side at most: that of the stage it is in, and the whole way to 办结. The one that
ends first stands on the list; each calls for itself.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tingban.rules.complaints.stages import UNACCEPTED, CaseKind, Stage, Urgency
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import Clock, Pause, ending, start
from tingban.rules.errors import NotPublished
from tingban.rules.law import Calendar

_STAGE_LIMITS: Final = {
    Stage.NEW: "DL-01", Stage.REG: "DL-02", Stage.ACC: "DL-04", Stage.ASG: "DL-06",
    Stage.RET: "T-C08", Stage.INV: "DL-07", Stage.REV: "T-C15", Stage.FBK: "DL-10",
}  # fmt: skip
_URGENT: Final = {"DL-04": "DL-04/urgent", "DL-07": "DL-07/safety"}
# From receipt, not from the step before (信访工作条例 23Ⅱ).
_FROM_RECEIPT: Final = frozenset({"DL-01", "DL-02"})
_FROM_STAGE: Final = frozenset({*_STAGE_LIMITS.values(), *_URGENT.values()}) - _FROM_RECEIPT
# 申请查处违法 goes by the clock of the penalty procedure.
_WHOLE: Final = {
    CaseKind.PETITION: "DL-08", CaseKind.ENQUIRY: "DL-08/enquiry", CaseKind.REPORT: "DL-14",
}  # fmt: skip
_BY_SENDER: Final = "来文单位要求的日期"
_ON_THE_WAY: Final = frozenset(
    {Stage.ACC, Stage.ASG, Stage.RET, Stage.INV, Stage.HND, Stage.SUS, Stage.REV}
)


@dataclass(frozen=True, slots=True)
class MergedTimes:
    """Of one that was merged: since when its main case is at its end, and whether it was told."""

    concluded_at: datetime | None
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """What the clocks of a case look at."""

    stage: Stage
    stage_since: datetime | None
    received_at: datetime | None
    accepted_at: datetime | None
    kind: CaseKind | None = None
    urgency: Urgency = Urgency.ORDINARY
    is_complex: bool = False
    sender_due_on: date | None = None
    extended_to: date | None = None
    pauses: tuple[Pause, ...] = ()
    # When it was last taken up again (T-C18): the whole way begins anew.
    reopened_at: datetime | None = None
    # When 复查 or 复核 was asked for and not answered yet.
    appealed_at: datetime | None = None
    merged: MergedTimes | None = None


def clocks(times: CaseTimes, calendar: Calendar) -> tuple[Clock, ...]:
    """The running limits, the nearest first; none where a year of the calendar is not published."""
    try:
        found = [
            *_of_stage(times, calendar),
            *_of_the_whole(times, calendar),
            *_of_the_appeal(times, calendar),
            *_of_the_receipt(times, calendar),
        ]
    except NotPublished:
        return ()
    return tuple(sorted(found, key=lambda clock: (clock.is_stopped, clock.late_from)))


def begins_with_stage(key: str) -> bool:
    """Whether this limit runs anew each time its stage is entered."""
    return key in _FROM_STAGE


def whole_clock(times: CaseTimes, calendar: Calendar) -> Clock | None:
    """The way to 办结 alone, which an extension moves (DL-08, DL-09)."""
    try:
        return next(iter(_of_the_whole(times, calendar)), None)
    except NotPublished:
        return None


def objection_until(assigned_at: datetime, calendar: Calendar) -> date:
    """The last day to object to what was handed over (DL-05)."""
    return start(LIMIT_BY_KEY["DL-05"], assigned_at, calendar).due_on


def _of_stage(times: CaseTimes, calendar: Calendar) -> list[Clock]:
    key = _STAGE_LIMITS.get(times.stage)
    if key is None:
        return []
    if times.urgency is Urgency.URGENT:
        key = _URGENT.get(key, key)
    begun = times.received_at if key in _FROM_RECEIPT else times.stage_since
    return [start(LIMIT_BY_KEY[key], begun, calendar)] if begun else []


def whole_key(kind: CaseKind | None, *, is_complex: bool) -> str:
    """Which DL-08 holds; a case of no kind (an old ledger) gets the law's sixty days."""
    if kind is None:
        return "DL-08"
    return _WHOLE.get(kind, "DL-08/complex" if is_complex else "DL-08/hotline")


def _of_the_whole(times: CaseTimes, calendar: Calendar) -> list[Clock]:
    begun = times.reopened_at or times.accepted_at
    if times.stage not in _ON_THE_WAY or begun is None:
        return []
    limit = LIMIT_BY_KEY[whole_key(times.kind, is_complex=times.is_complex)]
    clock = start(limit, begun, calendar, pauses=times.pauses)
    # The sender's day was for the answer that it got before it was taken up again.
    asked = None if times.reopened_at else times.sender_due_on
    if asked and asked < clock.due_on:
        clock = ending(clock, asked, "来文单位要求的日期在前")
    if times.extended_to and times.extended_to > clock.due_on:
        clock = ending(clock, times.extended_to, "已批准延期")
    return [clock]


def _of_the_appeal(times: CaseTimes, calendar: Calendar) -> list[Clock]:
    """复查、复核 is answered within thirty days (T-C21)."""
    if times.stage is not Stage.CLS or times.appealed_at is None:
        return []
    return [start(LIMIT_BY_KEY["DL-11"], times.appealed_at, calendar)]


def _of_the_receipt(times: CaseTimes, calendar: Calendar) -> list[Clock]:
    """What was merged is answered for itself: after its main case, or when its sender says so."""
    told, sender_due_on = times.merged, times.sender_due_on
    if times.stage is not Stage.MRG or told is None or told.is_told:
        return []
    begun = told.concluded_at or (times.received_at if sender_due_on else None)
    if begun is None:
        return []
    clock = start(LIMIT_BY_KEY["DL-10"], begun, calendar)
    if sender_due_on and (told.concluded_at is None or sender_due_on < clock.due_on):
        clock = ending(clock, sender_due_on, _BY_SENDER)
    return [clock]


def answer_clock(times: CaseTimes, calendar: Calendar) -> Clock | None:
    """Until when whoever brought a case is to know its result; None where nothing says so yet."""
    try:
        found = _of_the_answer(times, calendar)
    except NotPublished:
        return None
    return next(iter(found), None)


def _of_the_answer(times: CaseTimes, calendar: Calendar) -> list[Clock]:
    if times.stage is Stage.FBK:
        return _of_stage(times, calendar)
    if times.stage is Stage.MRG:
        return _of_the_receipt(times, calendar)
    if times.stage in UNACCEPTED and times.sender_due_on:
        begun = _of_stage(times, calendar)
        return [ending(clock, times.sender_due_on, _BY_SENDER) for clock in begun]
    return _of_the_whole(times, calendar)


def extended_to(times: CaseTimes, calendar: Calendar) -> date:
    """The last day after the one extension: 信访 30 days more, others their length once more."""
    clock = whole_clock(times, calendar)
    if clock is None:
        raise NotPublished("这一年的节假日安排还没有公布，暂时算不出延期的日期。", rule="DL-09")
    limit = LIMIT_BY_KEY["DL-09"] if clock.limit.key == "DL-08" else clock.limit
    return limit.due_on(clock.due_on, calendar)
