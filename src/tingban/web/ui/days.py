"""Days as the cells and facts of a card write them, seen from today."""

from datetime import date

from tingban.kit import clock
from tingban.web.ui import words


def in_cell(on: date | None, none: str = "", after: str = "") -> str:
    """6月18日, for narrow columns; `after` what was done that day."""
    return none if on is None else words.day(on, today=clock.today(), weekday=False) + after


def in_fact(on: date | None, none: str = "") -> str:
    """6月18日 周二."""
    return none if on is None else words.day(on, today=clock.today())
