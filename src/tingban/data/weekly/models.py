"""The Friday report (DOMAIN 3.6): weeks and reports move, everything else is appended.

`Report` shows where a unit's report stands; `Edition` and what hangs on it is what was sent, with
the ids behind each number, and never changes (ADR 0009).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.data.weekly.editions import (
    CityCell,
    CityEdition,
    CityEditionPart,
    CorrectionDecision,
    CorrectionRequest,
    Edition,
    EditionCell,
    MadeFile,
)

__all__ = [
    "Brief",
    "CityCell",
    "CityEdition",
    "CityEditionPart",
    "CorrectionDecision",
    "CorrectionRequest",
    "Edition",
    "EditionCell",
    "MadeFile",
    "Override",
    "Report",
    "ReportStep",
    "ReportWeek",
    "Signature",
    "WarningNote",
]


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
