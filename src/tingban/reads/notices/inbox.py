"""The inbox of a person in a post: what is unread first, then the newest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, Q, Value, When

from tingban.data.notices.models import Notice, NoticeQuerySet
from tingban.kit.windows import Found, Window
from tingban.rules.actors import Actor
from tingban.rules.notices import KIND_LABELS, UNREAD_FOR, Kind

# The bell counts no further: 99+.
MOST_COUNTED: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Which notices; empty means all."""

    state: str = ""
    kind: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice; `leads` tells whether it has a place to go to."""

    id: int
    kind: Kind
    label: str
    title: str
    text: str
    leads: bool
    at: datetime
    is_unread: bool


def inbox(actor: Actor, asked: Asked, window: Window, *, at: datetime) -> Found[NoticeLine]:
    """One page of what was told to this person in this post."""
    fresh = Q(is_read=False, at__gte=at - UNREAD_FOR)
    rows = _asked(Notice.objects.visible_to(actor).with_reads(actor), asked, fresh)
    first = Case(When(fresh, then=Value(0)), default=Value(1))
    page = rows.annotate(place=first).order_by("place", "-at", "-id")
    found = [_line(row, at) for row in page[window.offset : window.until]]
    return Found(found, rows.order_by().count())


def _asked(rows: NoticeQuerySet, asked: Asked, fresh: Q) -> NoticeQuerySet:
    if asked.state:
        rows = rows.filter(fresh) if asked.state == "unread" else rows.exclude(fresh)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.q:
        rows = rows.filter(Q(title__icontains=asked.q) | Q(text__icontains=asked.q))
    return rows


def count_unread(actor: Actor, *, at: datetime) -> int:
    """How many wait to be read, up to `MOST_COUNTED`; every page of the desk asks this."""
    rows = Notice.objects.visible_to(actor).filter(at__gte=at - UNREAD_FOR).unread_by(actor)
    return rows.order_by()[:MOST_COUNTED].count()


def _line(row: Notice, at: datetime) -> NoticeLine:
    is_read: bool = row.is_read  # type: ignore[attr-defined]  # annotated by `with_reads`
    kind = Kind(row.kind)
    return NoticeLine(
        id=row.pk,
        kind=kind,
        label=KIND_LABELS[kind],
        title=row.title,
        text=row.text,
        leads=bool(row.link),
        at=row.at,
        is_unread=not is_read and row.at >= at - UNREAD_FOR,
    )
