"""The deadline of a case as a list shows it; `clocks` computes it (DOMAIN 4.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import last_day_of


@dataclass(frozen=True, slots=True)
class Due:
    """The last day in time, the first moment too late, and the limit it comes from."""

    on: date
    late_from: datetime
    rule: str


def due_of(late_from: datetime | None, key: str) -> Due | None:
    """What stands in the columns of a case; None where no limit runs."""
    if late_from is None:
        return None
    limit = LIMIT_BY_KEY[key]
    return Due(
        last_day_of(late_from),
        late_from,
        "，".join(part for part in (limit.label, limit.cited) if part),
    )
