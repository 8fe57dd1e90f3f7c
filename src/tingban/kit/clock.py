"""The one clock. Only doors (web, jobs) read it; below them a moment is an argument.

An installation may live in another time: the demo stands in October 2024. The shift in seconds
comes from the environment (`TINGBAN_CLOCK_SHIFT`), the same for every process of a server.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
VARIABLE: Final = "TINGBAN_CLOCK_SHIFT"
_frozen: list[datetime] = []


def now() -> datetime:
    """This moment in Shanghai, shifted where the installation says so."""
    if _frozen:
        return _frozen[-1]
    return datetime.now(SHANGHAI) + timedelta(seconds=float(os.environ.get(VARIABLE, "0")))


def outside() -> datetime:
    """This moment on everybody's telephone, never shifted: one-time codes go by it."""
    return _frozen[-1] if _frozen else datetime.now(SHANGHAI)


def today() -> date:
    """This day in Shanghai."""
    return now().date()


def shift_to(moment: datetime) -> str:
    """The value of the environment variable that makes it this moment now."""
    return str((moment - datetime.now(SHANGHAI)).total_seconds())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at one moment, for tests and for telling a history."""
    _frozen.append(moment.astimezone(SHANGHAI))
    try:
        yield
    finally:
        _frozen.pop()
