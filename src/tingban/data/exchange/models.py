"""Imported files (INTERCHANGE 1): each file taken is one act, each fact remembers its cell.

The file itself is not kept: it may carry complainants' identities in clear (DOMAIN 9.1).
"""

from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped


class FileQuerySet(CountyScoped["ImportFile"]):
    """A file exists for the area whose actor brought it."""

    county_path = "area_id"


class ImportFile(models.Model):
    """A file that was taken. A fact's `origin` "2:17" is row 17 of its second sheet."""

    act = models.OneToOneField("audit.Entry", models.PROTECT, related_name="import_file")
    imported_at = models.DateTimeField("导入时间")
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SM3", max_length=64, db_index=True)
    size = models.PositiveIntegerField("字节数")
    unit = models.ForeignKey("areas.Area", models.PROTECT, null=True, blank=True, related_name="+")
    stated_on = models.DateField("填报时间", null=True, blank=True)
    # [{"number": 1, "name": "小区台账", "topic": "communities", "new": 3, …}, …]
    sheets = models.JSONField("工作表", default=list)
    warnings = models.JSONField("提示", default=list)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ("-imported_at", "-id")
        verbose_name = "导入文件"
        indexes = [
            models.Index(fields=("unit", "-stated_on"), name="exchange_file_unit_stated"),
        ]

    def __str__(self) -> str:
        return self.name


class CommunityProposal(models.Model):
    """A community that the text of a case seems to name: proposed, not decided (INTERCHANGE 1)."""

    file = models.ForeignKey(ImportFile, models.PROTECT, related_name="proposals")
    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="proposals")
    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="+")
    words = models.CharField("文中字样", max_length=96)
    decided = models.ForeignKey(
        "audit.Entry", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_accepted = models.BooleanField("已采纳", null=True, blank=True)

    class Meta:
        ordering = ("case", "id")
        verbose_name = "小区建议"
        constraints = [
            models.UniqueConstraint(fields=("case", "community"), name="exchange_proposal_once"),
            models.CheckConstraint(
                name="exchange_proposal_decision",
                condition=Q(decided__isnull=True, is_accepted__isnull=True)
                | Q(decided__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.community}"
