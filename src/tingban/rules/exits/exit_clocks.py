"""The clock that a step of an exit leaves running (DOMAIN 3.3, DL-20…DL-22)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.arithmetic import add_natural_days
from tingban.rules.deadlines.clock import Clock
from tingban.rules.exits.exit_guards import runs_out, vote_of
from tingban.rules.exits.exit_stages import Act, Origin, Stage
from tingban.rules.exits.refusal_guards import orders_of, refuses_documents
from tingban.rules.law import Calendar
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.standing_orders import term_of

_Since = Callable[[str], date | None]


def due(now: Course, step: Step, calendar: Calendar) -> Due | None:
    """Until when, by which rule, since when; None where nobody is waited for."""

    def since(act: str) -> date | None:
        return now.day_now if step.act == act else now.day_of(act)

    clock = _CLOCKS.get(step.to)
    return clock(now, since, calendar) if clock else None


def counted(now: Course, rule: str) -> str:
    """What a clock was counted by where it is not the length of the table; "" where it is."""
    clause = now.text("notice_clause").strip()
    told = {
        "DL-21/agreed": f"合同约定 {now.number('notice_days')} 日",
        "DL-22/agreed": f"合同约定 {now.number('handover_days')} 日",
        "X3": "按公告的截止日期",
    }.get(rule, "")
    return f"{told}（{clause}）" if rule == "DL-21/agreed" and clause else told


def told(now: Course, clock: Clock | None) -> Clock | None:
    """The clock of the card, with what was counted in the place of the length of the table."""
    words = counted(now, clock.limit.key) if clock else ""
    return replace(clock, counted=words, moved_by="") if clock and words else clock


def _by(key: str, since: date | None, calendar: Calendar) -> Due | None:
    """A limit of the table from this day on."""
    if since is None:
        return None
    return Due(LIMIT_BY_KEY[key].due_on(since, calendar), key, since)


def _until(key: str, on: date | None, since: date | None) -> Due | None:
    """A day that was announced or agreed."""
    return Due(on, key, since) if on is not None and since is not None else None


def _assessing(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    return _by("X0", now.opened_on or since(Act.OPEN_TRIGGER), calendar)


def _meeting(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    del calendar
    convened = since(Act.CONVENE)
    announced = since(Act.ANNOUNCE)
    if announced is None or (convened is not None and announced < convened):
        return None
    return _until("DL-20", now.day("meeting_on"), now.day("notified_on"))


def _voting(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    del calendar
    return _until("X3", now.day("votes_until"), since(Act.OPEN_VOTE))


def _posting(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    vote = vote_of(now)
    if vote is not None and vote.posted_on is not None:
        return None
    return _by("X4", since(Act.CLOSE_VOTE), calendar)


def _notice(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    del calendar
    served_on = since(Act.SERVE_NOTICE) or now.day("company_notice_on")
    return _until(_notice_rule(now, served_on), now.day("ends_on"), served_on)


def _notice_rule(now: Course, served_on: date | None) -> str:
    """The row of the table: the days of the law, those of the contract, or its own last day."""
    if now.number("notice_days"):
        return "DL-21/agreed"
    return "DL-21/expiry" if served_on and runs_out(now, served_on) else "DL-21"


def _succession(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    """Until the contract ends; where the company left already, at once and without a length."""
    del since, calendar
    if now.text("origin") != Origin.NOT_RENEWING:
        return None
    return _until("DL-21b", now.day("ends_on"), now.day("company_notice_on"))


def _handover(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    ends_on = now.day("ends_on") or since(Act.TERMINATE)
    days = now.number("handover_days")
    if ends_on is None:
        return None
    if days:
        return Due(add_natural_days(ends_on, days, calendar), "DL-22/agreed", ends_on)
    return _by("DL-22", ends_on, calendar)


def _demand(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    """Once urged, nobody is late while a term runs: of the letter, of the order (条例 58)."""
    refused_on = since(Act.REFUSE)
    due = _by("X10", refused_on, calendar)
    if due is None or due.on is None or not since(Act.URGE):
        return due
    ordered = term_of(orders_of(now)) if refuses_documents(now) else None
    terms = [day for day in (due.on, ordered, now.day("urged_until")) if day is not None]
    return _until("X10", max(terms), refused_on)


def _reports(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    """Both the push and the report, from the day it came to this."""
    del now
    both = since(Act.PUSH_CREDIT) and since(Act.REPORT_MARKET)
    return None if both else _by("X11", since(Act.ENFORCE), calendar)


def _diary(now: Course, since: _Since, calendar: Calendar) -> Due | None:
    """A suit stops no report: until both are in, theirs is the limit that comes first."""
    waiting = _reports(now, since, calendar)
    if waiting is not None:
        return waiting
    days = [day for day in (since(Act.SUE), since(Act.DIARY)) if day is not None]
    return _by("X12", max(days, default=None), calendar)


_CLOCKS: Final[Mapping[str, Callable[[Course, _Since, Calendar], Due | None]]] = {
    Stage.X0: _assessing,
    Stage.X2: _meeting,
    Stage.X3: _voting,
    Stage.X4: _posting,
    Stage.X6: _notice,
    Stage.X7: _succession,
    Stage.X8: _handover,
    Stage.X10: _demand,
    Stage.X11: _reports,
    Stage.X12: _diary,
    Stage.X13: _reports,
}
