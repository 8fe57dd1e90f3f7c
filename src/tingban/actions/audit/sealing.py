"""Sealing the event log in batches, so that writers never queue behind one another."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Max

from tingban.data.audit import proof
from tingban.data.audit.models import Entry, Seal, SealedEntry

BATCH: Final = 1000
# No act takes a day: what lay below a seal of yesterday is sealed, or was written past the program.
_SETTLED: Final = timedelta(days=1)
# Any number will do; two sealers at once would only make the second one fail.
_LOCK: Final = 1_408_001
# An entry is ready when every transaction as old as its own has ended. A number that this
# database has not reached yet comes from before a move to another server.
_READY: Final = """
SELECT e.* FROM audit_entry e
WHERE e.id > %s AND NOT EXISTS (SELECT 1 FROM audit_sealedentry s WHERE s.entry_id = e.id)
  AND (e.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       OR e.transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
ORDER BY e.id LIMIT %s
"""


def seal(*, at: datetime) -> int:
    """Seal all entries that can no longer change their company; how many were sealed.

    No entry is written of it: the seals are the record. Each batch is a transaction of its own.
    """
    total = 0
    while True:
        sealed = _seal_batch(at)
        total += sealed
        if sealed < BATCH:
            return total


@transaction.atomic
def _seal_batch(at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    settled = Seal.objects.filter(sealed_at__lt=at - _SETTLED).aggregate(last=Max("last_id"))
    entries = list(Entry.objects.raw(_READY, [settled["last"] or 0, BATCH]))
    if entries:
        _write(entries, at)
    return len(entries)


def _write(entries: list[Entry], at: datetime) -> None:
    before = Seal.objects.order_by("-number").first()
    fresh = Seal(
        number=before.number + 1 if before else 1,
        first_id=entries[0].pk,
        last_id=entries[-1].pk,
        count=len(entries),
        sealed_at=at,
    )
    digests = [(entry.pk, proof.digest(entry)) for entry in entries]
    fresh.digest = proof.chained(before.digest if before else "", fresh, digests)
    fresh.mark = proof.seal_mark(fresh)
    fresh.save(force_insert=True)
    SealedEntry.objects.bulk_create(
        SealedEntry(entry_id=key, seal=fresh, digest=value) for key, value in digests
    )
