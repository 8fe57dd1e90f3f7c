"""The Friday report (DOMAIN 3.6): weeks and reports move, everything else is appended.

`Report` shows where a unit's report stands; `Edition` and what hangs on it is what was sent, with
the ids behind each number, and never changes (ADR 0009).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known, KnownQuerySet


class ReportWeek(models.Model):
    """One Friday of a campaign, or a month's end; made when it opens (T-R01)."""

    campaign = models.ForeignKey("registry.Campaign", models.PROTECT, related_name="report_weeks")
    kind = models.CharField("类型", max_length=8)
    number = models.PositiveIntegerField("期数")
    code = models.CharField("期号", max_length=16, unique=True)
    as_of = models.DateTimeField("截止时点")
    opens_at = models.DateTimeField("开启时间")
    submit_from = models.DateTimeField("可报送自")
    due_at = models.DateTimeField("报送期限")
    frozen_at = models.DateTimeField("冻结时间", null=True, blank=True)

    class Meta:
        ordering = ("as_of", "kind")
        verbose_name = "报送周期"
        constraints = [
            models.UniqueConstraint(
                fields=("campaign", "kind", "number"), name="weekly_reportweek_number"
            ),
            models.CheckConstraint(
                name="weekly_reportweek_in_order",
                condition=Q(opens_at__lte=F("submit_from"), submit_from__lte=F("due_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReportQuerySet(CountyScoped["Report"]):
    """A report exists for its unit and for whoever sees the whole city."""

    county_path = "area_id"


class Report(models.Model):
    """The report of one unit for one week: its state now. `due_at` moves with a return (T-R06).

    On time, late, stood in for, zero and missing are told apart: `submitted_at` is None until the
    unit itself submitted, `is_late` speaks of that submission, `stood_in_at` stays once set.
    """

    number = models.CharField("编号", max_length=32, unique=True)
    week = models.ForeignKey(ReportWeek, models.PROTECT, related_name="reports")
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="reports")
    state = models.CharField("状态", max_length=16)
    version = models.PositiveIntegerField("版本", default=1)
    due_at = models.DateTimeField("期限")
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitter_id = models.BigIntegerField("报送人", null=True, blank=True)
    is_late = models.BooleanField("迟报", default=False)
    stood_in_at = models.DateTimeField("代报时间", null=True, blank=True)
    returned_at = models.DateTimeField("最近退回时间", null=True, blank=True)
    accepted_at = models.DateTimeField("接收时间", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("week", "area")
        verbose_name = "周报"
        constraints = [
            models.UniqueConstraint(fields=("week", "area"), name="weekly_report_once"),
            models.CheckConstraint(
                name="weekly_report_late_was_submitted",
                condition=Q(is_late=False) | Q(submitted_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=("area", "-week"), name="weekly_report_area"),
            # What the clock looks at each minute.
            models.Index(fields=("state", "due_at"), name="weekly_report_due"),
        ]

    def __str__(self) -> str:
        return self.number


class ReportStep(models.Model):
    """One step of a report, as taken (append-only)."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="steps")
    act = models.CharField("操作", max_length=16)
    start = models.CharField("原状态", max_length=16, blank=True)
    to = models.CharField("新状态", max_length=16)
    at = models.DateTimeField("时间")
    rule = models.CharField("依据", max_length=16)
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")
    reason = models.TextField("原因", blank=True)
    cells = ArrayField(models.CharField(max_length=8), verbose_name="指标", default=list)

    class Meta:
        ordering = ("id",)
        verbose_name = "周报步骤"

    def __str__(self) -> str:
        return f"{self.report_id} {self.act}"


class Brief(models.Model):
    """The human part of 周工作简报, apart from what the figures generate (T-R02)."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="brief")
    progress = models.TextField("工作进展情况", blank=True)
    practice = models.TextField("经验做法", blank=True)
    cases = models.TextField("典型案例", blank=True)

    class Meta:
        ordering = ("report",)
        verbose_name = "周工作简报"

    def __str__(self) -> str:
        return f"{self.report_id}"


class WarningNote(models.Model):
    """What the clerk says to a warning of DOMAIN 2.5; one text a check."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="notes")
    check_id = models.CharField("核对", max_length=8)
    text = models.TextField("说明")

    class Meta:
        ordering = ("report", "check_id")
        verbose_name = "提示说明"
        constraints = [
            models.UniqueConstraint(fields=("report", "check_id"), name="weekly_warningnote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.check_id}"


class Override(Known):
    """A value given by the head in the place of the computed one, with a reason (CHK-26).

    It holds for the computed value it was given against; where the count moves on, it is stale.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="overrides")
    cell = models.CharField(max_length=8)
    computed = models.PositiveIntegerField()
    given = models.PositiveIntegerField()
    reason = models.TextField()

    objects = KnownQuerySet.as_manager()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("report", "cell"),
                condition=Q(retracted_at__isnull=True),
                name="weekly_override_one_standing",
            ),
            models.CheckConstraint(
                name="weekly_override_differs", condition=~Q(computed=F("given"))
            ),
        ]


class Signature(models.Model):
    """What the head signed: the digest of the content, and of each part (append-only)."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="signatures")
    entry = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")
    at = models.DateTimeField("签字时间")
    signer_name = models.CharField("签字人", max_length=64)
    digest = models.CharField("摘要", max_length=64)
    # {part: [value, digest]}: the cells, 附件2 and the brief.
    parts = models.JSONField("所签内容")

    class Meta:
        ordering = ("id",)
        verbose_name = "签字"

    def __str__(self) -> str:
        return f"{self.report_id} {self.signer_name}"


class EditionQuerySet(CountyScoped["Edition"]):
    """Editions exist for whoever sees the report."""

    county_path = "report__area_id"


class Edition(models.Model):
    """What one unit reported, once, with everything behind it (append-only, ADR 0009)."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
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

    report = models.ForeignKey(Report, models.PROTECT, related_name="correction_requests")
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

    week = models.ForeignKey(ReportWeek, models.PROTECT, related_name="city_editions")
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


class Reminder(models.Model):
    """A reminder that was sent, once for each report and kind (T-R04, append-only)."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="reminders")
    kind = models.CharField("提醒", max_length=16)
    at = models.DateTimeField("时间")
    text = models.TextField("内容")

    class Meta:
        ordering = ("-id",)
        verbose_name = "报送提醒"
        constraints = [
            models.UniqueConstraint(fields=("report", "kind"), name="weekly_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}"


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
