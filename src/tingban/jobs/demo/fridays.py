"""The demo's Fridays (stub)."""
from datetime import date, datetime, time, timedelta

from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.history import History


def plan(daily: Daily, history: History, *, until: date) -> None:
    """Imports each Friday morning."""
    friday = date(2024, 5, 31)
    while friday <= daily.first_day:
        daily.stage.at(datetime.combine(friday, time(7, 50), ZONE), lambda at, d=friday: history.week(d, at))
        friday += timedelta(days=7)
