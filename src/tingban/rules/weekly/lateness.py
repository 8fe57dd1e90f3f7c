"""What was learned only after the Friday that should have counted it (DOMAIN 2.3)."""

from datetime import date, datetime, timedelta
from typing import Final

from tingban.rules.weekly.weeks import FREEZE_BY, SHANGHAI

_FRIDAY: Final = 4


def is_late_recorded(so_on: date, recorded_at: datetime) -> bool:
    """Whether the week of that day was already frozen when it was recorded."""
    ahead = (_FRIDAY - so_on.weekday()) % 7 or 7
    frozen_at = datetime.combine(so_on + timedelta(days=ahead), FREEZE_BY, SHANGHAI)
    return recorded_at > frozen_at
