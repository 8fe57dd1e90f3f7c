"""One act, one entry in the event log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tingban.actions.audit.inserting import insert
from tingban.data.audit import proof
from tingban.data.audit.models import Entry
from tingban.rules.actors import Actor


def record(
    *,
    actor: Actor,
    at: datetime,
    act: str,
    subject: str,
    note: str = "",
    change: tuple[Mapping[str, Any] | None, Mapping[str, Any] | None] = (None, None),
) -> Entry:
    """Write the entry of an act inside the act's transaction.

    `act` reads topic.verb_in_past ("registry.community_added"), `subject` kind:key
    ("community:1408020010023"), `change` is (before, after) as plain JSON values; contacts of
    complainants never stand in it.
    """
    before, after = change
    entry = Entry(
        at=at,
        actor_id=actor.user_id,
        actor_name=actor.name,
        role=actor.role.value,
        unit_code=actor.unit_code,
        area_code=actor.area_code,
        ip=actor.ip,
        act=act,
        subject=subject,
        note=note,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
    entry.mark = proof.mark(entry)
    insert(entry)
    return entry
