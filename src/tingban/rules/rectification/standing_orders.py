"""An order that stands on a problem: what penalty cases and exits see of CELL C01."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """A served and not withdrawn order on one problem; `due_on` is the term of the problem."""

    number: str
    problem: str
    served_on: date
    due_on: date | None


def term_of(orders: Iterable[StandingOrder]) -> date | None:
    """Until when the company was to mend all that it was ordered to; None without an order."""
    return max((it.due_on for it in orders if it.due_on is not None), default=None)
