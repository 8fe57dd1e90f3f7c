"""What people do with their notices: they read them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tingban.actions.audit.locking import find
from tingban.data.notices.models import Notice, NoticeQuerySet, NoticeRead
from tingban.rules.actors import Actor
from tingban.rules.notices import UNREAD_FOR

NOT_FOUND = "没有找到这条通知，或者它不是发给您的。"


@transaction.atomic
def open_notice(*, notice_id: int, actor: Actor, at: datetime) -> str:
    """Where the notice leads; it counts as read from now on."""
    notice = find(Notice.objects.visible_to(actor), NOT_FOUND, pk=notice_id)
    _read(Notice.objects.filter(pk=notice.pk), actor, at)
    return notice.link


@transaction.atomic
def mark_read(*, notice_ids: Collection[int], actor: Actor, at: datetime) -> int:
    """These are read; how many were not yet. Whatever is not the actor's own is passed over."""
    return _read(Notice.objects.visible_to(actor).filter(pk__in=notice_ids), actor, at)


@transaction.atomic
def mark_all_read(*, actor: Actor, at: datetime) -> int:
    """All that still counts as unread is read; how many were not yet."""
    return _read(Notice.objects.visible_to(actor).filter(at__gte=at - UNREAD_FOR), actor, at)


def _read(rows: NoticeQuerySet, actor: Actor, at: datetime) -> int:
    """Read by two windows at once, it is read once."""
    unread = rows.unread_by(actor).order_by("pk").values_list("pk", flat=True)
    reads = [NoticeRead(user_id=actor.person_id, notice_id=key, at=at) for key in unread]
    return len(NoticeRead.objects.bulk_create(reads, ignore_conflicts=True, batch_size=1000))
