"""What a fine costs when it is late: 3 % a day, capped, frozen while appealed (DL-18, TV-F).

行政处罚法 66, 67, 72, 73. Whole numbers of 0.01 yuan throughout.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tingban.rules.deadlines.clock import Pause

PERCENT_A_DAY: Final = 3
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid on a day."""

    on: date
    amount: int


def surcharge(
    fine: int,
    due_on: date,
    until: date,
    *,
    pauses: Iterable[Pause] = (),
    payments: Iterable[Payment] = (),
) -> int:
    """加处罚款 for each day after the last day in time, up to and with `until`.

    A day on which a review or a suit was running does not count, its first and last included;
    what was already paid of the fine bears nothing from the day of its payment on.
    """
    stood_still, paid = tuple(pauses), tuple(payments)
    total, day = 0, due_on + _DAY
    while day <= until and total < fine * 100:
        if not any(_covers(pause, day) for pause in stood_still):
            left = fine - sum(it.amount for it in paid if it.on <= day)
            total += max(0, left) * PERCENT_A_DAY
        day += _DAY
    return min(total // 100, fine)


def _covers(pause: Pause, day: date) -> bool:
    return pause.since <= day and (pause.until is None or day <= pause.until)
