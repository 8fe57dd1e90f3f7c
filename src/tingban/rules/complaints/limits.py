"""The deadline of a case as a list shows it; `clocks` computes it (DOMAIN 4.2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tingban.rules.complaints.annex2 import day_of
from tingban.rules.deadlines import LIMIT_BY_KEY


@dataclass(frozen=True, slots=True)
class Due:
    """The last day in time, the first moment too late, and the limit it comes from."""

    on: date
    late_from: datetime
    rule: str


def due_of(late_from: datetime | None, key: str) -> Due | None:
    """What stands in the columns of a case; None where no limit runs."""
    on = day_of(late_from - timedelta(microseconds=1)) if late_from else None
    if late_from is None or on is None:
        return None
    limit = LIMIT_BY_KEY[key]
    return Due(on, late_from, "，".join(part for part in (limit.label, limit.basis) if part))
