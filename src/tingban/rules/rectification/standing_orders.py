"""An order that stands on a problem: what penalty cases and exits see of CELL C01."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tingban.kit.dates import chinese_day

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """A served and not withdrawn order on one problem; `due_on` is the term of the problem."""

    number: str
    problem: str
    served_on: date
    due_on: date | None


def term_of(orders: Iterable[StandingOrder]) -> date | None:
    """Until when the company was to mend all that it was ordered to; None without an order.

    A term that was over when its order was served never ran (民法典 201Ⅰ).
    """
    terms = (it.due_on for it in orders if it.due_on is not None and it.due_on >= it.served_on)
    return max(terms, default=None)


def why_not_lapsed(term: date | None, on: date) -> str:
    """条例 58 bites who was ordered and let the term pass: why that is not so on this day, or "".

    The last day is the company's own to its end (民法典 203Ⅱ); from the next on it is late.
    """
    if term is None:
        return (
            "责令限期改正还没有期限，无从逾期（期限早于送达日期的不算）。"
            "请先写明送达之后的整改期限，重新签发、送达《责令限期整改通知书》。"
        )
    if on > term:
        return ""
    return (
        f"责令限期改正的期限到 {chinese_day(term)} 24:00 才满，"
        f"{chinese_day(term + _DAY)}起仍不改正的才是逾期。"
    )
