"""The demo's Fridays: each morning brings the file of the days before."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.history import History

_FIRST: Final = date(2024, 5, 31)
_FILE_COMES: Final = time(7, 50)


def plan(daily: Daily, history: History) -> None:
    """Imports each Friday morning, as long as the counties send files."""
    friday = _FIRST
    while friday <= daily.first_day:
        moment = datetime.combine(friday, _FILE_COMES, ZONE)
        daily.stage.at(moment, partial(history.week, friday))
        friday += timedelta(days=7)
