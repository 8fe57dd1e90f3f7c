"""The time line of a card: each fact with both its clocks, late and retracted ones marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tingban.kit.clock import SHANGHAI
from tingban.reads.audit.history import Told
from tingban.rules.weekly.lateness import is_late_recorded


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as the time line shows it."""

    told: Told
    is_late: bool
    has_hour: bool


def lines(history: Iterable[Told]) -> list[Line]:
    """The lines of a card."""
    return [_line(told) for told in history]


def _line(told: Told) -> Line:
    so_at = told.so_at
    if so_at is None:
        return Line(told, is_late=False, has_hour=True)
    is_moment = isinstance(so_at, datetime)
    day = so_at.astimezone(SHANGHAI).date() if isinstance(so_at, datetime) else so_at
    return Line(told, is_late=is_late_recorded(day, told.recorded_at), has_hour=is_moment)
