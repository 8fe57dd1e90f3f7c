"""Every length, kind of day and rolling, in one table (DOMAIN 4)."""

from tingban.rules.deadlines.alerts import ALERT_LABELS, Alert, alert_level
from tingban.rules.deadlines.arithmetic import (
    UNIT_LABELS,
    Unit,
    add,
    add_hours,
    add_months,
    add_natural_days,
    add_working_days,
    latest_before,
    latest_working_day_before,
)
from tingban.rules.deadlines.limits import (
    LIMIT_BY_KEY,
    LIMITS,
    RHYTHMS,
    STANDING_LABELS,
    Limit,
    Rhythm,
    Standing,
)

__all__ = [
    "ALERT_LABELS",
    "LIMITS",
    "LIMIT_BY_KEY",
    "RHYTHMS",
    "STANDING_LABELS",
    "UNIT_LABELS",
    "Alert",
    "Limit",
    "Rhythm",
    "Standing",
    "Unit",
    "add",
    "add_hours",
    "add_months",
    "add_natural_days",
    "add_working_days",
    "alert_level",
    "latest_before",
    "latest_working_day_before",
]
