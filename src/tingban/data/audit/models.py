"""The event log: one entry for each act and each look at an identity (DOMAIN 9.2, item 10)."""

from django.conf import settings
from django.db import models
from django.db.models.expressions import RawSQL


class Entry(models.Model):
    """Who did what to what, when, from where, and what was before and after.

    `transaction` is the database's own number of the transaction that wrote the entry; the
    sealing of the chain needs it to know which entries can no longer appear.
    """

    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField("操作人", max_length=64)
    role = models.CharField("角色", max_length=8)
    unit_code = models.CharField("单位", max_length=32)
    area_code = models.CharField("区划", max_length=6)
    ip = models.CharField("来源地址", max_length=45, blank=True)
    act = models.CharField("操作", max_length=48)
    subject = models.CharField("对象", max_length=96, db_index=True)
    note = models.TextField("说明", blank=True)
    before = models.JSONField("变更前", null=True, blank=True)
    after = models.JSONField("变更后", null=True, blank=True)
    transaction = models.BigIntegerField(
        "事务号", db_default=RawSQL("(pg_current_xact_id()::text::bigint)", ())
    )

    # Made with a key that the database does not hold (`proof`): whoever writes past the program
    # cannot make one.
    mark = models.CharField("印记", max_length=81, blank=True, default="", db_default="")

    class Meta:
        ordering = ("-id",)
        verbose_name = "操作记录"
        constraints = [
            models.UniqueConstraint(
                fields=("mark",), condition=~models.Q(mark=""), name="audit_entry_mark_once"
            )
        ]
        indexes = [
            models.Index(fields=("act", "-id"), name="audit_entry_act"),
            models.Index(fields=("actor", "-id"), name="audit_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.act} {self.subject}"


class Seal(models.Model):
    """A batch of entries, fixed: its digest covers them and the seal before (DOMAIN 9.2, 10)."""

    number = models.PositiveIntegerField("批号", primary_key=True)
    first_id = models.BigIntegerField("首条")
    last_id = models.BigIntegerField("末条")
    count = models.PositiveIntegerField("条数")
    digest = models.CharField("摘要", max_length=64)
    mark = models.CharField("印记", max_length=64)
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        ordering = ("-number",)
        verbose_name = "封存"

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:16]}"


class SealedEntry(models.Model):
    """The digest of one sealed entry; no foreign key, it must outlive an entry taken away."""

    entry_id = models.BigIntegerField("记录", primary_key=True)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="entries")
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        ordering = ("entry_id",)
        verbose_name = "已封存记录"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.digest[:16]}"
