"""Batches of papers: what somebody asked for, worked off by a job on that person's behalf."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tingban.rules.documents.batches import BatchState, ItemState


class PaperBatch(models.Model):
    """Papers to sign or to print; `digest` is the printed file while it is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_name = models.CharField("提交人", max_length=64)
    role = models.CharField("角色", max_length=8)
    unit_code = models.CharField("单位", max_length=32)
    ip = models.CharField("来源地址", max_length=45, blank=True)
    kind = models.CharField("办理", max_length=8)
    on = models.DateField("签发日期", null=True)
    state = models.CharField("状态", max_length=8, default=BatchState.WAITING.value)
    note = models.CharField("说明", max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    asked_at = models.DateTimeField("提交时间")
    ended_at = models.DateTimeField("完成时间", null=True, blank=True)
    digest = models.CharField("文件", max_length=64, blank=True)
    size = models.PositiveIntegerField("大小", default=0)

    class Meta:
        ordering = ("-id",)
        verbose_name = "文书批次"
        indexes = [models.Index(fields=("owner", "-id"), name="documents_batch_owner")]

    def __str__(self) -> str:
        return f"{self.pk}"


class PaperBatchItem(models.Model):
    """One paper of a batch, as whoever asked saw it (`Filled.mark`), and what became of it."""

    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField("次序")
    key = models.CharField("文书", max_length=48)
    seen = models.CharField("所见的内容", max_length=64, blank=True, default="")
    state = models.CharField("状态", max_length=8, default=ItemState.WAITING.value)
    note = models.CharField("说明", max_length=1000, blank=True)

    class Meta:
        ordering = ("batch", "place")
        verbose_name = "批次中的文书"
        constraints = [
            models.UniqueConstraint(fields=("batch", "place"), name="documents_batchitem_place"),
            models.CheckConstraint(
                name="documents_batchitem_state",
                condition=Q(state__in=[it.value for it in ItemState]),
            ),
        ]

    def __str__(self) -> str:
        return self.key
