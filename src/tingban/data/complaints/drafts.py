"""Reports that are being written at the portal (ADR 0021)."""

from django.db import models


class ReportDraft(models.Model):
    """A report until it is sent, sealed with a key that only its author's browser holds.

    No fact: it is overwritten at every step, and goes after a day.
    """

    mark = models.CharField(primary_key=True, max_length=64)
    box = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "未提交的反映"

    def __str__(self) -> str:
        return self.mark[:16]
