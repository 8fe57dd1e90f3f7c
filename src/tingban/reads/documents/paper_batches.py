"""Batches of papers as whoever asked sees them, in the post in which they were asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from tingban.data.documents.models import PaperBatch
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import Actor
from tingban.rules.documents.batches import (
    KEPT_DAYS,
    KIND_LABELS,
    STATE_LABELS,
    UNFINISHED,
    BatchKind,
    BatchState,
    ItemState,
)
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这个批次，或者它不是您在现在的岗位上提交的。"
FILE_GONE: Final = f"打印的文件已不在（保留 {KEPT_DAYS} 天），请重新打印。"
_TONES: Final = {
    BatchState.WAITING: "still", BatchState.WORKING: "accent",
    BatchState.DONE: "good", BatchState.FAILED: "late",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One paper of it; `note` is its number, or why it was refused."""

    key: str
    state: ItemState
    note: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch; `kept_until` is the last day of its file, None where there is none."""

    id: int
    kind: BatchKind
    title: str
    owner_name: str
    asked_at: datetime
    ended_at: datetime | None
    label: str
    tone: str
    note: str
    is_unfinished: bool
    items: tuple[BatchItem, ...]
    size: int
    kept_until: date | None

    @property
    def total(self) -> int:
        """How many papers it has."""
        return len(self.items)

    @property
    def done(self) -> int:
        """How many are behind it."""
        return sum(item.state is not ItemState.WAITING for item in self.items)

    @property
    def refused(self) -> tuple[BatchItem, ...]:
        """Those that could not be done."""
        return tuple(item for item in self.items if item.state is ItemState.REFUSED)

    @property
    def succeeded(self) -> tuple[BatchItem, ...]:
        """Those that were."""
        return tuple(item for item in self.items if item.state is ItemState.DONE)


def batch(actor: Actor, batch_id: int) -> Batch:
    """One batch that the actor asked for."""
    return _batch(_row(actor, batch_id))


def latest_batches(actor: Actor, *, limit: int) -> list[Batch]:
    """The last batches that the actor asked for."""
    return [_batch(row) for row in _own(actor).order_by("-id")[:limit]]


def printed_file(actor: Actor, batch_id: int) -> tuple[str, str]:
    """Name and digest of the printed file."""
    row = _row(actor, batch_id)
    if not row.digest:
        is_over = row.state == BatchState.DONE and row.kind != BatchKind.SIGN
        raise NotFound(FILE_GONE if is_over else "这个批次没有可以下载的文件。")
    when = row.asked_at.astimezone(SHANGHAI)
    return f"{KIND_LABELS[BatchKind(row.kind)]}_{when:%Y%m%d-%H%M}.zip", row.digest


def _own(actor: Actor) -> QuerySet[PaperBatch]:
    return PaperBatch.objects.filter(
        owner_id=actor.user_id, role=actor.role.value, unit_code=actor.unit_code
    )


def _row(actor: Actor, batch_id: int) -> PaperBatch:
    row = _own(actor).filter(pk=batch_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def _batch(row: PaperBatch) -> Batch:
    state, kind = BatchState(row.state), BatchKind(row.kind)
    kept = row.ended_at if row.digest else None
    return Batch(
        id=row.pk,
        kind=kind,
        title=KIND_LABELS[kind],
        owner_name=row.owner_name,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        label=STATE_LABELS[state],
        tone=_TONES[state],
        note=row.note,
        is_unfinished=state in UNFINISHED,
        items=tuple(
            BatchItem(item.key, ItemState(item.state), item.note) for item in row.items.all()
        ),
        size=row.size,
        kept_until=(
            (kept + timedelta(days=KEPT_DAYS)).astimezone(SHANGHAI).date() if kept else None
        ),
    )
