"""Event logs of the tests: entries, seals, and what a person with the owner's rights may do."""

import psycopg

from tests.conftest import owner_url
from tests.people import NOW
from tingban.actions.audit import sealing
from tingban.actions.audit.log import record
from tingban.data.audit.models import Entry
from tingban.rules.actors import SYSTEM


def entries(count: int, start: int = 1) -> list[Entry]:
    """So many acts, one after the other."""
    return [
        record(
            actor=SYSTEM, at=NOW, act="registry.company_edited", subject=f"company:{number}",
            change=({"fee": 1.0}, {"fee": 2.5, "name": "明珠“物业”", "at": None}),
        )
        for number in range(start, start + count)
    ]  # fmt: skip


def sealed(count: int) -> list[Entry]:
    """So many acts, and a seal over them."""
    written = entries(count)
    sealing.seal(at=NOW)
    return written


GUARDED = ("audit_entry", "audit_seal", "audit_sealedentry", "weekly_editioncell")


def as_owner(statement: str, *params: object) -> None:
    """Run a statement with the rights of the tables' owner, past the triggers."""
    with psycopg.connect(owner_url(), autocommit=True) as owner:
        for table in GUARDED:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(statement, params)
        for table in GUARDED:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


COPY = """
INSERT INTO audit_entry (id, at, actor_name, role, unit_code, area_code, ip, act, subject, note,
                         mark, transaction)
SELECT {id}, at, '别人', role, unit_code, area_code, ip, act, subject, '', {mark}, {transaction}
FROM audit_entry WHERE id = %s
"""
