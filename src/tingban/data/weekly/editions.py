"""What was sent and what was frozen: written once, never changed (ADR 0009)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped


class EditionQuerySet(CountyScoped["Edition"]):
    """Editions exist for whoever sees the report."""

    county_path = "report__area_id"


class Edition(models.Model):
    """What one unit reported, once, with everything behind it (append-only, ADR 0009)."""

    report = models.ForeignKey("weekly.Report", models.PROTECT, related_name="editions")
    version = models.PositiveSmallIntegerField("版次")
    origin = models.CharField("来历", max_length=16)
    made_at = models.DateTimeField("生成时间")
    as_of = models.DateTimeField("截止时点")
    known_at = models.DateTimeField("知悉截至")
    signer_name = models.CharField("签字人", max_length=64, blank=True)
    sender_name = models.CharField("报送人", max_length=64, blank=True)
    # {"progress": …, "practice": …, "cases": …} as people wrote it.
    brief = models.JSONField("简报", default=dict)
    # {check id: text}
    notes = models.JSONField("提示说明", default=dict)
    annex2_rows = models.PositiveIntegerField("附件2 行数", default=0)
    annex2_digest = models.CharField("附件2 摘要", max_length=64)
    digest = models.CharField("总摘要", max_length=64)
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("report", "version")
        verbose_name = "报送版次"
        constraints = [
            models.UniqueConstraint(fields=("report", "version"), name="weekly_edition_version"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.version}"


class EditionCell(models.Model):
    """One number of an edition, the ids it counts and their digest (append-only).

    `value` differs from `computed` only where the head gave another one. A supplementary figure
    that is no count of ids has neither ids nor digest; one without a base has no value.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="cells")
    cell = models.CharField("指标", max_length=8)
    value = models.DecimalField("数值", max_digits=14, decimal_places=4, null=True)
    computed = models.DecimalField("统计数", max_digits=14, decimal_places=4, null=True)
    ids = ArrayField(models.TextField(), verbose_name="名单", default=list)
    digest = models.CharField("名单摘要", max_length=64, blank=True)
    reason = models.TextField("改值原因", blank=True)

    class Meta:
        ordering = ("edition", "cell")
        verbose_name = "指标数"
        constraints = [
            models.UniqueConstraint(fields=("edition", "cell"), name="weekly_editioncell_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.cell}"


class CorrectionRequest(models.Model):
    """T-R09: a county asks to correct cells of its frozen edition (append-only)."""

    report = models.ForeignKey("weekly.Report", models.PROTECT, related_name="correction_requests")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    asker_name = models.CharField("申请人", max_length=64)
    known_at = models.DateTimeField("知悉截至")
    cells = ArrayField(models.CharField(max_length=8), verbose_name="指标")
    # {cell: [old, new]}
    change = models.JSONField("原值与新值")
    reason = models.TextField("原因")
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name = "更正申请"

    def __str__(self) -> str:
        return f"{self.report_id} {self.cells}"


class CorrectionDecision(models.Model):
    """T-R09: M-LD grants or refuses a correction (append-only)."""

    request = models.OneToOneField(CorrectionRequest, models.PROTECT, related_name="decision")
    is_granted = models.BooleanField("同意")
    decided_at = models.DateTimeField("决定时间")
    decider_name = models.CharField("决定人", max_length=64)
    reason = models.TextField("意见", blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name = "更正决定"

    def __str__(self) -> str:
        return f"{self.request_id}"


class CityEdition(models.Model):
    """The frozen table of the whole city, and its new version after a correction (append-only)."""

    week = models.ForeignKey("weekly.ReportWeek", models.PROTECT, related_name="city_editions")
    version = models.PositiveSmallIntegerField("版次")
    made_at = models.DateTimeField("冻结时间")
    signer_name = models.CharField("冻结人", max_length=64)
    digest = models.CharField("总摘要", max_length=64)
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("week", "version")
        verbose_name = "全市版次"
        constraints = [
            models.UniqueConstraint(fields=("week", "version"), name="weekly_cityedition_version"),
        ]

    def __str__(self) -> str:
        return f"{self.week_id} v{self.version}"


class CityEditionPart(models.Model):
    """Which edition of each unit a city edition holds; `was_auto` is its footnote (T-R08)."""

    city = models.ForeignKey(CityEdition, models.PROTECT, related_name="parts")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="city_parts")
    is_auto = models.BooleanField("代报", default=False)

    class Meta:
        ordering = ("city", "edition")
        verbose_name = "全市版次的组成"
        constraints = [
            models.UniqueConstraint(fields=("city", "edition"), name="weekly_citypart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.edition_id}"


class CityCell(models.Model):
    """One number of the 合计 row: the union of the units' lists, not a new count (append-only)."""

    city = models.ForeignKey(CityEdition, models.PROTECT, related_name="cells")
    cell = models.CharField("指标", max_length=8)
    value = models.DecimalField("数值", max_digits=14, decimal_places=4, null=True)
    ids = ArrayField(models.TextField(), verbose_name="名单", default=list)
    digest = models.CharField("名单摘要", max_length=64, blank=True)

    class Meta:
        ordering = ("city", "cell")
        verbose_name = "全市指标数"
        constraints = [
            models.UniqueConstraint(fields=("city", "cell"), name="weekly_citycell_once"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.cell}"


class MadeFile(models.Model):
    """A file made from an edition and kept by its digest (T-R08, T-R10, append-only)."""

    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="files")
    city = models.ForeignKey(CityEdition, models.PROTECT, null=True, related_name="files")
    kind = models.CharField("文件", max_length=16)
    name = models.CharField("文件名", max_length=160)
    digest = models.CharField("SM3", max_length=64)
    size = models.PositiveBigIntegerField("字节")
    at = models.DateTimeField("生成时间")
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name = "生成的文件"
        constraints = [
            models.CheckConstraint(
                name="weekly_madefile_of_one",
                condition=Q(edition__isnull=False, city__isnull=True)
                | Q(edition__isnull=True, city__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
