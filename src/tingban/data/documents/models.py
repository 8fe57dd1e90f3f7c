"""Counters: the last number given, one row a series (DOMAIN 6.4, 6.5); 附件材料; and 文书."""

from django.db import models
from django.db.models import Q

from tingban.data.audit.known import Known
from tingban.data.documents.batches import PaperBatch, PaperBatchItem
from tingban.data.documents.papers import (
    Paper,
    PaperMove,
    PaperService,
    PaperSignature,
    PaperWording,
)

__all__ = [
    "Attachment",
    "AttachmentScan",
    "Counter",
    "Paper",
    "PaperBatch",
    "PaperBatchItem",
    "PaperMove",
    "PaperService",
    "PaperSignature",
    "PaperWording",
]


class Counter(models.Model):
    """The last number of one series, such as case numbers of an area on a day."""

    series = models.CharField("序列", primary_key=True, max_length=64)
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        ordering = ("series",)
        verbose_name = "编号"

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Attachment(Known):
    """A file that somebody brought. `subject` names whose it is, such as "case:TS-…".

    It knows no more of its owner than that word: the columns on the right know this one. The bytes
    lie on the shelf of attachments, by their digests. `exif` is for whoever handles the matter.
    """

    subject = models.CharField("所属", max_length=96)
    name = models.CharField("文件名", max_length=100)
    ending = models.CharField("格式", max_length=8)
    kind = models.CharField("种类", max_length=16)
    size = models.PositiveBigIntegerField("大小")
    digest = models.CharField("原件", max_length=64)
    copy_digest = models.CharField("去除信息的副本", max_length=64, blank=True)
    thumb_digest = models.CharField("缩略图", max_length=64, blank=True)
    exif = models.JSONField("拍摄信息", default=dict)
    sharing = models.CharField("可见范围", max_length=16)
    uploaded_by = models.CharField("上传人", max_length=64)
    purpose = models.CharField("用途", max_length=16, blank=True, default="", db_default="")

    class Meta(Known.Meta):
        verbose_name = "材料"
        indexes = [models.Index(fields=("subject", "id"), name="documents_attachment_subject")]


class AttachmentScan(Known):
    """What the virus scanner said of a file; without one it was not scanned yet."""

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="scans")
    verdict = models.CharField("结论", max_length=16)
    engine = models.CharField("引擎", max_length=64)
    virus = models.CharField("病毒", max_length=64, blank=True)

    class Meta(Known.Meta):
        verbose_name = "病毒扫描"
        constraints = [
            models.UniqueConstraint(
                fields=("attachment",),
                condition=Q(retracted_at__isnull=True),
                name="documents_attachmentscan_one_standing",
            ),
        ]
