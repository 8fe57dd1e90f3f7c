"""The vault under another key: the same words, sealed anew (DOMAIN 9.3)."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count

from tingban.actions.accounts import factors
from tingban.actions.audit import log
from tingban.actions.complaints import arriving, vault
from tingban.data.complaints.models import Arrival, CaseContact
from tingban.gateways.files import SHELVES
from tingban.rules.actors import Actor

_BATCH = 500


def reseal(*, actor: Actor, at: datetime) -> dict[str, int]:
    """Seal with the current key whatever another one sealed; how many of each there were.

    In small transactions: broken off, it goes on where it stopped. Reports that still lie where
    they arrived become cases first.
    """
    done = {"contacts": 0, "factors": 0, "files": sum(shelf.reseal() for shelf in SHELVES)}
    arriving.take_in_all(at=at)
    with transaction.atomic():
        done["factors"] = factors.reseal()
    while count := _contacts():
        done["contacts"] += count
    log.record(
        actor=actor, at=at, act="platform.vault_resealed", subject="platform:vault",
        change=(None, dict(done)),
    )  # fmt: skip
    return done


@transaction.atomic
def _contacts() -> int:
    """One batch; the trigger of the table lets nothing change but the box and its key."""
    rows = CaseContact.objects.exclude(box=None).exclude(key_id=vault.current_key())
    rows = rows.select_related("case").select_for_update(of=("self",), skip_locked=False)
    batch = list(rows.order_by("pk")[:_BATCH])
    told = [(*vault.seal_again(row, case_number=row.case.number), row.pk) for row in batch]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE complaints_casecontact SET box = %s, key_id = %s WHERE id = %s", told
        )
    return len(batch)


def keys_used() -> dict[str, int]:
    """How many boxes of the vault, secrets and files are sealed with each key."""
    contacts, arrivals = (
        dict(rows.order_by().values_list("key_id").annotate(many=Count("pk")))
        for rows in (CaseContact.objects.exclude(box=None), Arrival.objects.all())
    )
    found: dict[str, int] = {}
    for used in (
        contacts,
        arrivals,
        factors.keys_used(),
        *(shelf.keys_used() for shelf in SHELVES),
    ):
        for name, many in used.items():
            found[name] = found.get(name, 0) + many
    return found
