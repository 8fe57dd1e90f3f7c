"""Whether an account is locked, counted from the event log itself (DOMAIN 9.2, 4)."""

from datetime import datetime
from typing import Final

from tingban.data.audit.models import Entry
from tingban.rules import accounts as rules

FAILED: Final = "accounts.sign_in_failed"
SIGNED_IN: Final = "accounts.signed_in"
UNLOCKED: Final = "accounts.unlocked"
CONFIRMED: Final = "accounts.confirmed_again"
_TRAIL: Final = (FAILED, SIGNED_IN, UNLOCKED, CONFIRMED)


def locked_until(subject: str, at: datetime) -> datetime | None:
    """When the lock of this account ends; None where there is none."""
    trail = Entry.objects.filter(
        subject=subject, act__in=_TRAIL, at__gt=at - rules.LOCK_TIME
    ).order_by("-id")
    failures = []
    for act, moment in trail.values_list("act", "at"):
        if act != FAILED:
            break
        failures.append(moment)
    return rules.lock_ends(failures, now=at)
