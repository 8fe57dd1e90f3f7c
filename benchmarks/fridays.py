"""Two Fridays sent and a third one open, in a world that is built already."""

from datetime import date, datetime, timedelta

from tingban.actions.weekly import opening, sending
from tingban.reads.weekly.periods import planned_weeks
from tingban.rules.areas import AREAS
from tingban.rules.weekly.weeks import Week, report_number

SENT = (date(2024, 7, 5), date(2024, 7, 12))
OPEN = date(2024, 7, 19)


def pass_by() -> tuple[Week, Week, Week]:
    """The weeks: for the first two the worker files, unit by unit, each at its own minute."""
    by_day = {week.due_at.date(): week for week in planned_weeks()}
    for day in SENT:
        week = by_day[day]
        opening.open_week(week=week, at=week.opens_at)
        for minute, area in enumerate(AREAS, start=1):
            at: datetime = week.due_at + timedelta(minutes=minute)
            sending.stand_in(number=report_number(area.code, week), at=at)
    last = by_day[OPEN]
    opening.open_week(week=last, at=last.opens_at)
    return by_day[SENT[0]], by_day[SENT[1]], last
