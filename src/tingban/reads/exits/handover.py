"""退出移交清单 as it stands, for guards, pages and papers (DOMAIN 3.3, M1…M10)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db.models import Max

from tingban.data.exits.models import ExitCase, HandoverLine
from tingban.reads.documents.attachments import names_by_subject
from tingban.rules.documents.sharing import SubjectKind
from tingban.rules.exits.handover import (
    HandoverList,
    Item,
    Line,
    Party,
    State,
    pictures_key,
    stated_by,
)

# What the four sides have said of a line.
SAID: Final = ("confirmations", "objections")


def handover_of(case: ExitCase) -> HandoverList:
    """All lines that stand, in the order of the items."""
    rows = HandoverLine.objects.standing().filter(case=case).select_related("act")
    lines = [line_of(row) for row in rows.prefetch_related(*SAID).order_by("id")]
    order = list(Item)
    return HandoverList(
        tuple(sorted(lines, key=lambda line: order.index(line.item))), _changed_at(case)
    )


def _changed_at(case: ExitCase) -> datetime | None:
    told = HandoverLine.objects.filter(case=case).aggregate(
        Max("recorded_at"), Max("retracted_at"),
        Max("confirmations__recorded_at"), Max("confirmations__retracted_at"),
    )  # fmt: skip
    return max((at for at in told.values() if at is not None), default=None)


def line_of(row: HandoverLine) -> Line:
    """The row as a value."""
    standing = [it for it in row.confirmations.all() if it.retracted_at is None]
    objections = [it for it in row.objections.all() if it.retracted_at is None]
    return Line(
        item=Item(row.item),
        part=row.part,
        state=State(row.state),
        on=row.on,
        receiver=Party(row.receiver),
        quantity=row.quantity,
        condition=row.condition,
        reading=row.reading,
        balance=row.balance,
        lacking=row.lacking,
        lacking_until=row.lacking_until,
        note=row.note,
        files=tuple(row.files),
        confirmed={Party(it.party): it.on for it in standing},
        objected={Party(it.party): it.text for it in objections},
        stated_by=stated_by(row.act.role),
    )


def pictures_of(number: str) -> Mapping[Item, tuple[tuple[str, date], ...]]:
    """Name and day of what was uploaded for each item; items without any are left out."""
    keys = {f"{SubjectKind.HANDOVER}:{pictures_key(number, item)}": item for item in Item}
    files = names_by_subject(keys)
    return {item: files[subject] for subject, item in keys.items() if subject in files}
