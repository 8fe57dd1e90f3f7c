"""The clock that a step of a penalty case leaves running: the nearest that the bureau must meet."""

from collections.abc import Iterator
from datetime import date

from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import Limit
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_stages import IN_FORCE, Act, Stage
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course

_UNDECIDED = (Stage.INQUIRY, Stage.CONCLUDED, Stage.NOTICED, Stage.HEARD)


def due(before: Course, step: Step) -> Due | None:
    """What runs out first, the duties of the bureau before those of the company."""
    now = seen.stepped(before, step)
    running = sorted(_running(now), key=lambda it: (it.rule == seen.TO_PAY.key, it.on, it.rule))
    return running[0] if running else None


def _running(now: Course) -> Iterator[Due]:
    if now.stage in _UNDECIDED:
        yield from _before(now)
    elif now.stage == Stage.DECIDED:
        yield from _of(now, seen.DECISION, seen.decided_on(now))
    elif now.stage == Stage.SERVED:
        yield from _payment(now)
    elif now.stage == Stage.URGED:
        yield from _court(now)
    yield from _publicity(now)


def _of(now: Course, limit: Limit, since: date | None) -> Iterator[Due]:
    if since is not None:
        yield Due(seen.last_day(now, limit, since), limit.key, since)


def _before(now: Course) -> Iterator[Due]:
    """DL-14, and DL-15 beside it while evidence is held."""
    filed, last = now.day_of(Act.FILE), seen.decide_by(now)
    if filed is not None and last is not None:
        yield Due(last, seen.TO_DECIDE.key, filed)
    yield from _of(now, seen.KEEPING, seen.held_since(now))


def _payment(now: Course) -> Iterator[Due]:
    """DL-18; a warning leaves nothing to pay."""
    last, since = seen.pay_by(now), seen.served_on(now)
    if last is not None and since is not None and seen.owed(now, last) > 0:
        yield Due(last, seen.TO_PAY.key, since)


def _court(now: Course) -> Iterator[Due]:
    """DL-33: first the ten working days, then the three months; nothing while it is appealed."""
    urged, last = now.day_of(Act.URGE), seen.court_by(now)
    if urged is not None and last is not None:
        yield Due(last, seen.COURT.key, urged)


def _publicity(now: Course) -> Iterator[Due]:
    """DL-26 until it is public, DL-27 where it must be taken back; the push runs both for it."""
    if now.beside.get("push"):
        return
    overturned = seen.overturned_on(now)
    if overturned is not None:
        yield from _of(now, seen.WITHDRAWAL, overturned)
    elif now.stage in IN_FORCE and seen.awaits_publicity(now):
        yield from _of(now, seen.PUBLICITY, seen.publicity_since(now))
