"""Lists and files of the Friday leave the platform: each download is an event (DOMAIN 9.2)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from tingban.actions.audit import log
from tingban.reports.lists import ListColumn, write_list
from tingban.rules.actors import Actor

LIST_TAKEN = "weekly.list_taken"


@transaction.atomic
def take_list(
    *,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[object]],
    target: BinaryIO,
    actor: Actor,
    at: datetime,
) -> None:
    """Write the list behind a number as a workbook; `rows` are what the actor was shown."""
    lines = list(rows)
    made_by = f"{actor.unit_name} {actor.name}"
    write_list(title=title, columns=columns, rows=lines, made_by=made_by, at=at, target=target)
    change = (None, {"title": title, "rows": len(lines)})
    log.record(actor=actor, at=at, act=LIST_TAKEN, subject=f"list:{actor.area_code}", change=change)
