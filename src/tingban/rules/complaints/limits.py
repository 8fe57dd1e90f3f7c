"""Until when a case is to be accepted and closed (DL-02, DL-08)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.errors import NotPublished
from tingban.rules.law import Calendar

ACCEPT: Final = LIMIT_BY_KEY["DL-02"]
CLOSE: Final = LIMIT_BY_KEY["DL-08"]
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day in time, and the limit it comes from."""

    on: date
    rule: str


def case_due(
    state: str, *, received_on: date | None, accepted_on: date | None, calendar: Calendar
) -> Due | None:
    """The next limit of a running case; None where none runs or its calendar is not published."""
    limit, start = {"registered": (ACCEPT, received_on), "open": (CLOSE, accepted_on)}.get(
        state, (ACCEPT, None)
    )
    if start is None:
        return None
    try:
        on = limit.due_on(start, calendar)
    except NotPublished:
        return None
    return Due(on, f"{limit.label}，{limit.basis}")


def last_late_start(length: int, *, today: date, calendar: Calendar) -> date:
    """The last day from which a length of natural days has run out, rest days rolled."""
    start = today - timedelta(days=length) - _DAY
    while calendar.roll(start + timedelta(days=length)) >= today:
        start -= _DAY
    return start
