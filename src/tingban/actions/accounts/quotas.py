"""Counting what one address does, so that a script is stopped and a household is not.

Counted is before the thing is tried, in one statement that others wait for: eight tries at once
are eight tries. Addresses are kept as keyed digests, nobody can read them back.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection

from tingban.data.accounts.models import Tally
from tingban.kit.crypto import blind_index
from tingban.rules.accounts import Quota, network_of

_KEEP: Final = timedelta(days=1)
# What no longer counts begins anew; what locks is renewed by every try that is still allowed.
# A count that a crash takes away is no loss: nobody waits for the disk.
_COUNT: Final = """
WITH quiet AS (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO accounts_tally AS t (mark, count, since) SELECT %(mark)s, 1, %(at)s FROM quiet
ON CONFLICT (mark) DO UPDATE SET
    count = CASE WHEN t.since <= %(border)s THEN 1 ELSE t.count + 1 END,
    since = CASE
        WHEN t.since <= %(border)s OR (%(locks)s AND t.count < %(most)s) THEN %(at)s
        ELSE t.since
    END
RETURNING count, since
"""


def spend(quota: Quota, *, address: str, at: datetime, about: str = "") -> datetime | None:
    """Count one; the moment from which there is room again, None where there is room now."""
    told: dict[str, str | int | datetime] = {
        "mark": _mark(f"{quota.name}:{network_of(address)}:{about}"),
        "at": at,
        "border": at - quota.within,
        "locks": quota.locks,
        "most": quota.most,
    }
    # By itself, before the act: an act that holds its count makes all of one address wait for it.
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, told)
        count, since = cursor.fetchone()
    return since + quota.within if quota.is_spent(count) else None


def forgive(quota: Quota, *, address: str, about: str = "") -> None:
    """It was right after all: the count begins anew."""
    Tally.objects.filter(mark=_mark(f"{quota.name}:{network_of(address)}:{about}")).delete()


def forget(*, at: datetime) -> int:
    """Drop counts that no longer count; how many went."""
    return Tally.objects.filter(since__lt=at - _KEEP).delete()[0]


def veiled(address: str) -> str:
    """What the event log keeps of a visitor: the same for one address, and no way back."""
    return _mark(f"visitor:{network_of(address)}")[:16]


def _mark(text: str) -> str:
    return blind_index(bytes.fromhex(settings.CONTACT_INDEX_KEY), text)
