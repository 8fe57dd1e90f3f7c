"""督导任务 and 检查记录 as facts (DOMAIN 2.3); a visit holds no target."""

from django.db import models
from django.db.models import F, Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known


class Mission(models.Model):
    """督导任务: one team, one county, one calendar day (AMB-34)."""

    number = models.CharField("任务编号", max_length=32, unique=True)
    level = models.CharField("组织层级", max_length=16)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="missions")
    started_on = models.DateField("开展日期")
    is_void = models.BooleanField("已作废", default=False)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-started_on", "number")
        verbose_name = "督导任务"

    def __str__(self) -> str:
        return self.number


class MissionFact(Known):
    """What was stated of a mission; one standing row, none where it is void."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="facts")
    level = models.CharField(max_length=16)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    started_on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("mission",),
                condition=Q(retracted_at__isnull=True),
                name="inspections_missionfact_one_standing",
            ),
        ]


class Visit(models.Model):
    """检查记录. The columns besides `number` show the present."""

    number = models.CharField("记录编号", max_length=32, unique=True)
    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="visits")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("类型", max_length=16)
    level = models.CharField("组织层级", max_length=16)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, null=True, blank=True, related_name="visits"
    )
    done_on = models.DateField("检查日期")
    is_void = models.BooleanField("已作废", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-done_on", "number")
        verbose_name = "检查记录"
        indexes = [
            models.Index(fields=("county", "-done_on"), name="inspections_visit_county"),
            models.Index(fields=("-done_on", "-number"), name="inspections_visit_newest"),
        ]

    def __str__(self) -> str:
        return self.number


class VisitFact(Known):
    """What was stated of a visit; one standing row, none where it is void."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="facts")
    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, related_name="+", db_index=False
    )
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, null=True, related_name="+", db_index=False
    )
    done_on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("visit",),
                condition=Q(retracted_at__isnull=True),
                name="inspections_visitfact_one_standing",
            ),
        ]


class VisitRecord(Known):
    """What was written down on the spot: when, where, by whom, and whether anything was found.

    `mark` is that of the form it came with, and stays used for ever: a telephone may send again
    after days. `reduced` counts the photos that the telephone made smaller before it kept them.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="records")
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    place = models.CharField("具体位置", max_length=120, blank=True)
    staff = models.JSONField("检查人员")
    latitude = models.FloatField("纬度", null=True)
    longitude = models.FloatField("经度", null=True)
    accuracy = models.PositiveIntegerField("定位误差", null=True)
    found_nothing = models.BooleanField("没有发现问题")
    notes = models.TextField("备注", blank=True)
    reduced = models.PositiveSmallIntegerField("缩小的照片", default=0)
    mark = models.CharField("表单", max_length=64, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("visit",),
                condition=Q(retracted_at__isnull=True),
                name="inspections_visitrecord_one_standing",
            ),
            models.UniqueConstraint(
                fields=("mark",), condition=~Q(mark=""), name="inspections_visitrecord_mark_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")),
                name="inspections_visitrecord_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                ),
                name="inspections_visitrecord_position_whole",
            ),
        ]
