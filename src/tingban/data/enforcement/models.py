"""等级核定, 行政处罚 and 媒体曝光 (DOMAIN 2.3): the facts that C02, C03 and C05 count."""

from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.data.enforcement.credit import CreditBatch, CreditCheck
from tingban.data.enforcement.joint import JointMeasure, JointMeasureEnd
from tingban.data.enforcement.proceedings import (
    CreditPush,
    CreditPushMove,
    ExposureCase,
    ExposureCaseMove,
    LevelCase,
    LevelCaseMove,
    PenaltyCase,
    PenaltyCaseMove,
    Transfer,
    TransferMove,
)

__all__ = [
    "CreditBatch",
    "CreditCheck",
    "CreditPush",
    "CreditPushMove",
    "Exposure",
    "ExposureCase",
    "ExposureCaseMove",
    "ExposureFact",
    "ExposureStep",
    "JointMeasure",
    "JointMeasureEnd",
    "LevelCase",
    "LevelCaseMove",
    "LevelDecision",
    "LevelFact",
    "Penalty",
    "PenaltyCase",
    "PenaltyCaseMove",
    "PenaltyFact",
    "PenaltyStep",
    "Transfer",
    "TransferMove",
]


class LevelDecision(models.Model):
    """A decision on a community's service level; key is community, day and kind."""

    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="levels")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    decided_on = models.DateField("决定日期")
    kind = models.CharField("类型", max_length=16)
    old_level = models.CharField("原等级", max_length=16, blank=True)
    new_level = models.CharField("新等级", max_length=16, blank=True)
    document = models.CharField("文号", max_length=48, blank=True)
    is_void = models.BooleanField("已作废", default=False)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-decided_on", "id")
        verbose_name = "等级核定"
        constraints = [
            models.UniqueConstraint(
                fields=("community", "decided_on", "kind"), name="enforcement_level_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.decided_on}"


class LevelFact(Known):
    """What was stated of a level decision; none stands where it is void."""

    decision = models.ForeignKey(LevelDecision, models.PROTECT, related_name="facts")
    old_level = models.CharField(max_length=16, blank=True)
    new_level = models.CharField(max_length=16, blank=True)
    document = models.CharField(max_length=48, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("decision",),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_levelfact_one_standing",
            ),
        ]


class Penalty(models.Model):
    """行政处罚决定, kept by its document number; belongs to the county of its row."""

    number = models.CharField("文号", max_length=48, unique=True)
    company = models.ForeignKey("registry.Company", models.PROTECT, related_name="penalties")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    organ = models.CharField("处罚机关", max_length=16)
    category = models.CharField("处罚类别", max_length=64, blank=True)
    fine = models.DecimalField("罚款金额(元)", max_digits=14, decimal_places=2, null=True)
    decided_on = models.DateField("决定日期", null=True)
    revoked_on = models.DateField("撤销日期", null=True, blank=True)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-decided_on", "number")
        verbose_name = "行政处罚"

    def __str__(self) -> str:
        return self.number


class PenaltyFact(Known):
    """What was stated of a penalty; none stands where it is void."""

    penalty = models.ForeignKey(Penalty, models.PROTECT, related_name="facts")
    company = models.ForeignKey("registry.Company", models.PROTECT, related_name="+")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    organ = models.CharField(max_length=16)
    category = models.CharField(max_length=64, blank=True)
    fine = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("penalty",),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_penaltyfact_one_standing",
            ),
        ]


class PenaltyStep(Known):
    """A penalty was decided or revoked."""

    penalty = models.ForeignKey(Penalty, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("penalty", "kind"),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_penaltystep_once",
            ),
        ]


class Exposure(models.Model):
    """媒体曝光; key is company, county, first day and medium."""

    company = models.ForeignKey("registry.Company", models.PROTECT, related_name="exposures")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    published_on = models.DateField("发布日期")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    media = models.CharField("媒体", max_length=96, blank=True)
    case_title = models.CharField("典型案例", max_length=200, blank=True)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-published_on", "id")
        verbose_name = "媒体曝光"
        constraints = [
            models.UniqueConstraint(
                fields=("company", "county", "published_on", "media"),
                name="enforcement_exposure_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} {self.published_on}"


class ExposureFact(Known):
    """What was stated of an exposure; an empty `case_title` means no 典型案例 is attached."""

    exposure = models.ForeignKey(Exposure, models.PROTECT, related_name="facts")
    case_title = models.CharField(max_length=200, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("exposure",),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_exposurefact_one_standing",
            ),
        ]


class ExposureStep(Known):
    """An exposure was published or withdrawn."""

    exposure = models.ForeignKey(Exposure, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("exposure", "kind"),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_exposurestep_once",
            ),
        ]
