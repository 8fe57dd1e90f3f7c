"""Clocks of a transfer: the hours and days of 移送规定, else an answer asked for every 15 days."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement.transfer_flow import ASK_LIMIT
from tingban.rules.enforcement.transfer_guards import (
    SEND_HOURS,
    is_crime,
    moment,
    receiver_of,
)
from tingban.rules.enforcement.transfer_stages import WITH_THEM, Act, Receiver, Stage
from tingban.rules.law import Calendar
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course

_ZONE: Final = ZoneInfo("Asia/Shanghai")
SEND: Final = "DL-28/send"
# What runs in a stage where a crime is suspected.
_OF_CRIME: Final = {
    Stage.DRAFT: "DL-28",
    Stage.APPROVED: SEND,
    Stage.SENT: "DL-28/police",
    Stage.NOT_FILED: "DL-28/review",
    Stage.REVIEWING: "DL-28/reviewed",
    Stage.UPHELD: "DL-28/watch",
}


def due_after(now: Course, step: Step, calendar: Calendar) -> Due | None:
    """What a step leaves running; nobody is reminded of what is sealed."""
    if receiver_of(now) is Receiver.DISCIPLINE:
        return None
    stage = Stage(step.to)
    since = now.day_now
    if step.act == Act.PREPARE:
        since = now.day_of(Act.APPROVE) or now.opened_on or since
    key = _OF_CRIME.get(stage) if is_crime(now) else None
    if key == SEND:
        until = send_until(now)
        return Due(until.astimezone(_ZONE).date() if until else None, SEND, since)
    # Once asked, the clerk asks again after a fortnight; the police's three days are over.
    if step.act == Act.URGE or key is None:
        key = ASK_LIMIT if stage in WITH_THEM else ""
    if not key:
        return None
    return Due(LIMIT_BY_KEY[key].due_on(since, calendar), key, since)


def send_until(now: Course) -> datetime | None:
    """24 hours from the moment of the approval."""
    approved = moment(now, "approved_at")
    return approved + SEND_HOURS if approved else None
