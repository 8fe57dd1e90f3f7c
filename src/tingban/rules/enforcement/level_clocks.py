"""The clock that runs in a stage of a level case: the company's five days, the fee every thirty."""

from typing import Final

from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement.level_flow import FEE_LIMIT, PLEA_LIMIT
from tingban.rules.enforcement.level_stages import Act, Stage
from tingban.rules.law import Calendar
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course

_RUNNING: Final = {Stage.TOLD: PLEA_LIMIT, Stage.POSTED: FEE_LIMIT}


def due_after(now: Course, step: Step, calendar: Calendar) -> Due | None:
    """What a step leaves running; the fee is asked for again from the newest look at it."""
    key = _RUNNING.get(Stage(step.to))
    if key is None:
        return None
    since = now.day_now
    if step.act == Act.ANSWER:
        since = now.day_of(Act.VISIT) or now.day_of(Act.POST) or since
    return Due(LIMIT_BY_KEY[key].due_on(since, calendar), key, since)
