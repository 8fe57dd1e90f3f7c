"""The outbox to people (DESIGN 3.10): what was told to whom. Addresses never stand here."""

from typing import Final, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from tingban.rules.actors import Actor
from tingban.rules.notices import (
    KEEPERS,
    UNDER_WAY,
    Channel,
    DeliveryState,
    Kind,
    RecipientKind,
)

_UNDER_WAY: Final = [it.value for it in UNDER_WAY]
_ENDED: Final = [it.value for it in DeliveryState if it not in UNDER_WAY]

# Each column that may name the recipient: when it is empty, and when it is filled.
_NAMES: Final[dict[str, tuple[Q, Q]]] = {
    "user": (Q(user__isnull=True), Q(user__isnull=False)),
    "unit_code": (Q(unit_code=""), Q(unit_code__gt="")),
    "area_code": (Q(area_code=""), Q(area_code__gt="")),
    "roles": (Q(roles__len=0), Q(roles__len__gt=0)),
    "case_number": (Q(case_number=""), Q(case_number__gt="")),
}


def _shape(kind: RecipientKind, *filled: str) -> Q:
    """These columns name such a recipient, and no other does."""
    shape = Q(recipient=kind.value)
    for name, (empty, full) in _NAMES.items():
        shape &= full if name in filled else empty
    return shape


class NoticeQuerySet(models.QuerySet["Notice"]):
    """A notice exists for those it speaks to, and for nobody else."""

    def visible_to(self, actor: Actor) -> Self:
        """Told to me, to my post, to my unit, to my role in my area."""
        me = actor.user_id
        if me is None:
            return self.none()
        rows, holds = Q(user_id=me), Q(roles__contains=[actor.role.value])
        if actor.unit_code:
            rows |= Q(unit_code=actor.unit_code) & (Q(roles=[]) | holds)
        if actor.area_code:
            rows |= Q(area_code=actor.area_code) & holds
        return self.filter(rows)

    def unread_by(self, actor: Actor) -> Self:
        """Those that this person has not read."""
        return self.filter(~Exists(_reads(actor)))

    def with_reads(self, actor: Actor) -> Self:
        """Each with `is_read`: whether this person has read it."""
        return self.annotate(is_read=Exists(_reads(actor)))


def _reads(actor: Actor) -> "models.QuerySet[NoticeRead]":
    # 0 is nobody.
    return NoticeRead.objects.filter(notice=OuterRef("pk"), user_id=actor.user_id or 0)


class Notice(models.Model):
    """One thing told once: its `key` says which (append-only).

    `recipient` names the columns that tell whom: `user`, `unit_code` with or without `roles`,
    `area_code` with `roles`, or `case_number` for a complainant.
    """

    key = models.CharField("标识", max_length=160)
    kind = models.CharField("类别", max_length=16)
    subject = models.CharField("对象", max_length=96)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("内容")
    link = models.CharField("链接", max_length=200, blank=True)
    at = models.DateTimeField("时间")
    recipient = models.CharField("收件人类型", max_length=8)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    unit_code = models.CharField("单位", max_length=32, blank=True)
    area_code = models.CharField("区划", max_length=6, blank=True)
    roles = ArrayField(models.CharField(max_length=8), verbose_name="角色", default=list)
    case_number = models.CharField("受理编号", max_length=32, blank=True)
    act = models.ForeignKey(
        "audit.Entry", models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "通知"
        constraints = [
            models.UniqueConstraint(fields=("key",), name="notices_notice_key"),
            models.CheckConstraint(
                name="notices_notice_kind", condition=Q(kind__in=[it.value for it in Kind])
            ),
            models.CheckConstraint(
                name="notices_notice_recipient",
                condition=_shape(RecipientKind.USER, "user")
                | _shape(RecipientKind.POST, "unit_code", "roles")
                | _shape(RecipientKind.UNIT, "unit_code")
                | _shape(RecipientKind.OFFICE, "area_code", "roles")
                | _shape(RecipientKind.CASE, "case_number"),
            ),
        ]
        indexes = [
            models.Index(
                fields=("user", "-at"), condition=Q(user__isnull=False), name="notices_notice_user"
            ),
            models.Index(
                fields=("unit_code", "-at"),
                condition=Q(unit_code__gt=""),
                name="notices_notice_unit",
            ),
            models.Index(
                fields=("area_code", "-at"),
                condition=Q(area_code__gt=""),
                name="notices_notice_area",
            ),
            models.Index(fields=("subject", "-at"), name="notices_notice_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class NoticeRead(models.Model):
    """Somebody has read a notice (append-only). A post's notice is read by each for himself."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reads")
    at = models.DateTimeField("阅读时间")

    class Meta:
        ordering = ("id",)
        verbose_name = "通知阅读"
        constraints = [
            models.UniqueConstraint(fields=("user", "notice"), name="notices_noticeread_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.notice_id}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """What leaves the house is looked after by a few; for all others it does not exist."""

    def visible_to(self, actor: Actor) -> Self:
        """All, for those who keep the outbox."""
        return self if actor.role in KEEPERS else self.none()


class Delivery(models.Model):
    """One notice on one way out of the house: bookkeeping, not a fact.

    The id goes along with the message, the same however often it is tried. `next_at` is when the
    house takes it up by itself: when a job has died, or a pause is over; empty when it has ended.
    """

    id = models.UUIDField("投递号", primary_key=True, default=uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries", db_index=False)
    channel = models.CharField("途径", max_length=8)
    state = models.CharField("状态", max_length=16, default=DeliveryState.WAITING.value)
    asked_at = models.DateTimeField("待发自")
    next_at = models.DateTimeField("下次", null=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    note = models.CharField("说明", max_length=200, blank=True)
    receipt = models.CharField("回执", max_length=80, blank=True)
    ended_at = models.DateTimeField("了结时间", null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "id")
        verbose_name = "通知投递"
        constraints = [
            models.UniqueConstraint(fields=("notice", "channel"), name="notices_delivery_once"),
            models.CheckConstraint(
                name="notices_delivery_channel",
                condition=Q(channel__in=[it.value for it in Channel]),
            ),
            models.CheckConstraint(
                name="notices_delivery_state",
                condition=Q(state__in=_UNDER_WAY, next_at__isnull=False, ended_at__isnull=True)
                | Q(state__in=_ENDED, next_at__isnull=True, ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=("next_at",),
                condition=Q(next_at__isnull=False),
                name="notices_delivery_next",
            ),
            models.Index(fields=("state", "-asked_at"), name="notices_delivery_state_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"
