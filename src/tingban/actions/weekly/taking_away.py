"""Lists leave the platform as workbooks: each download is an event (DOMAIN 9.2)."""

from collections.abc import Iterable, Iterator, Sequence
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
    """Write a list as a workbook; `rows` are what the actor was shown."""
    count = 0

    def counted() -> Iterator[Sequence[object]]:
        nonlocal count
        for count, row in enumerate(rows, start=1):  # noqa: B007 -- told below
            yield row

    made_by = f"{actor.unit_name} {actor.name}".strip()
    write_list(title=title, columns=columns, rows=counted(), made_by=made_by, at=at, target=target)
    change = (None, {"title": title, "rows": count})
    log.record(actor=actor, at=at, act=LIST_TAKEN, subject=f"list:{actor.area_code}", change=change)
