"""When a problem has to be put right (DL-12), and its number (DOMAIN 6.4)."""

import re
from datetime import date
from typing import Final

from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.law import Calendar
from tingban.rules.rectification.categories import Category

_NUMBER: Final = re.compile(r"^WT-(\d{6})-(\d{4})-(\d{6,})$", re.ASCII)


def default_due_on(
    category: Category, confirmed_on: date, calendar: Calendar, *, cap_on: date | None = None
) -> date:
    """The default limit of the category; never past the end of the campaign."""
    due_on = LIMIT_BY_KEY[f"DL-12/{category.value}"].due_on(confirmed_on, calendar)
    return due_on if cap_on is None else max(min(due_on, cap_on), confirmed_on)


def problem_number(area_code: str, year: int, sequence: int) -> str:
    """`WT-140802-2024-000123`."""
    return f"WT-{area_code}-{year}-{sequence:06d}"


def is_problem_number(text: str) -> bool:
    """Whether the number is one of ours; counties may bring their own."""
    return bool(_NUMBER.match(text))
