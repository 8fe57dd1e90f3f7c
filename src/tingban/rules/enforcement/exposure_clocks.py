"""The one clock of an exposure: the company's three days before anything is published."""

from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement.exposure_flow import PLEA_LIMIT
from tingban.rules.enforcement.exposure_stages import Stage
from tingban.rules.law import Calendar
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course


def due_after(now: Course, step: Step, calendar: Calendar) -> Due | None:
    """What a step leaves running."""
    if step.to != Stage.TOLD:
        return None
    on = LIMIT_BY_KEY[PLEA_LIMIT].due_on(now.day_now, calendar)
    return Due(on, PLEA_LIMIT, now.day_now)
