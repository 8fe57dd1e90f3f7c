"""Imported files (INTERCHANGE 1): each file taken is one act, each fact remembers its cell.

The file itself is not kept: it may carry complainants' identities in clear (DOMAIN 9.1).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.exchange.slips import Slip, SlipBatch
from tingban.rules.exchange.runs import Approval, FileState, RunState

__all__ = [
    "CommunityProposal",
    "ExportRun",
    "ImportFile",
    "ImportRun",
    "MappingChoice",
    "RegisterDraft",
    "RunFile",
    "Slip",
    "SlipBatch",
    "TwinProposal",
]


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


class RunQuerySet(CountyScoped["ImportRun"]):
    """A run exists for the area whose actor asked for it."""

    county_path = "area_id"


class ImportRun(models.Model):
    """Files that somebody brought to the desk, worked off by a job on that person's behalf."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_name = models.CharField("导入人", max_length=64)
    role = models.CharField("角色", max_length=8)
    unit_code = models.CharField("单位", max_length=32)
    ip = models.CharField("来源地址", max_length=45, blank=True)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    told_area = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_dry_run = models.BooleanField("只检查")
    state = models.CharField("状态", max_length=8, default=RunState.WAITING.value)
    note = models.CharField("说明", max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    asked_at = models.DateTimeField("提交时间")
    ended_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "导入任务"
        indexes = [models.Index(fields=("area", "-id"), name="exchange_run_area")]
        constraints = [
            models.CheckConstraint(
                name="exchange_run_state", condition=Q(state__in=[it.value for it in RunState])
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner_name} {self.asked_at:%Y-%m-%d %H:%M}"


class RunFile(models.Model):
    """One file of a run: its content under its digest while it is kept, and what became of it."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="files")
    place = models.PositiveSmallIntegerField("次序")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("字节数")
    # Empty once the upload is kept no longer.
    digest = models.CharField("SM3", max_length=64, blank=True, db_index=True)
    state = models.CharField("状态", max_length=8, default=FileState.WAITING.value)
    # What `FileReport.as_json` tells, its faults apart.
    report = models.JSONField("结果", default=dict)
    faults = models.JSONField("错误", default=list)
    fault_count = models.PositiveIntegerField("错误数", default=0)
    copy = models.CharField("标错副本", max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ("run", "place")
        verbose_name = "导入任务的文件"
        constraints = [
            models.UniqueConstraint(fields=("run", "place"), name="exchange_runfile_place"),
            models.CheckConstraint(
                name="exchange_runfile_state", condition=Q(state__in=[it.value for it in FileState])
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExportQuerySet(CountyScoped["ExportRun"]):
    """An export exists for the area whose facts it holds."""

    county_path = "area_id"


class ExportRun(models.Model):
    """A whole workbook that somebody asked for, written by a job, kept for some days.

    `area` is what it holds, the city's code where that is the whole city. A `reason` asks for
    identities in clear.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_name = models.CharField("导出人", max_length=64)
    role = models.CharField("角色", max_length=8)
    unit_code = models.CharField("单位", max_length=32)
    ip = models.CharField("来源地址", max_length=45, blank=True)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    told_area = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("用途", max_length=200, blank=True)
    state = models.CharField("状态", max_length=8, default=RunState.WAITING.value)
    note = models.CharField("说明", max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    asked_at = models.DateTimeField("提交时间")
    ended_at = models.DateTimeField("完成时间", null=True, blank=True)
    # Identities in clear that it takes along, and the word of a head where they are many.
    contacts = models.PositiveIntegerField("联系方式", default=0)
    approval = models.CharField("批准", max_length=8, blank=True)
    approver_name = models.CharField("批准人", max_length=64, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    # How many sheets are written, and in the end the rows of each.
    done = models.PositiveSmallIntegerField("已写工作表", default=0)
    rows = models.JSONField("行数", default=dict)
    size = models.PositiveIntegerField("字节数", default=0)
    # Empty until the file is written, and once it is kept no longer.
    digest = models.CharField("SM3", max_length=64, blank=True, db_index=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "导出任务"
        indexes = [models.Index(fields=("owner", "-id"), name="exchange_export_owner")]
        constraints = [
            models.CheckConstraint(
                name="exchange_export_state",
                condition=Q(state__in=[it.value for it in RunState]),
            ),
            # Whose word it was, and when, where there was one.
            models.CheckConstraint(
                name="exchange_export_approval",
                condition=Q(
                    approval__in=["", Approval.ASKED.value],
                    approver_name="",
                    approved_at__isnull=True,
                )
                | Q(
                    ~Q(approver_name=""),
                    approval__in=[Approval.GRANTED.value, Approval.REFUSED.value],
                    approved_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_name} {self.asked_at:%Y-%m-%d %H:%M}"


class DraftQuerySet(CountyScoped["RegisterDraft"]):
    """A draft exists for the area whose actor brought it."""

    county_path = "area_id"


class RegisterDraft(models.Model):
    """A foreign register on its way in: its rows as texts, and what the clerk chose so far.

    `columns` and `areas` are empty until they are chosen; `fates` tells row by row what became
    of it once it is taken.
    """

    owner_name = models.CharField("上传人", max_length=64)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    brought_at = models.DateTimeField("上传时间")
    # When somebody last went on with it; it is kept for some days from then on.
    touched_at = models.DateTimeField("最近处理时间", db_index=True)
    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SM3", max_length=64)
    heads = models.JSONField("表头")
    heads_key = models.CharField(max_length=64, db_index=True)
    first_row = models.PositiveIntegerField("首行")
    rows = models.JSONField("内容")
    columns = models.JSONField("列的含义", null=True)
    areas = models.JSONField("区域对照", null=True)
    fates = models.JSONField("结果", default=list)
    act = models.ForeignKey("audit.Entry", models.PROTECT, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "外来台账"
        indexes = [models.Index(fields=("area", "-id"), name="exchange_draft_area")]

    def __str__(self) -> str:
        return self.name


class ChoiceQuerySet(CountyScoped["MappingChoice"]):
    """A choice is remembered for the area whose actor made it."""

    county_path = "area_id"


class MappingChoice(models.Model):
    """What was chosen once and is offered again: columns of a heading set, the county of a word."""

    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=8)
    key = models.CharField("键", max_length=120)
    value = models.JSONField("选择")

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ("area", "kind", "key")
        verbose_name = "对照记忆"
        constraints = [
            models.UniqueConstraint(fields=("area", "kind", "key"), name="exchange_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PairQuerySet(CountyScoped["TwinProposal"]):
    """A pair exists for the county where both registrations lie."""

    county_path = "first__county_id"


class TwinProposal(models.Model):
    """Two registrations that may be one community: proposed, a person decides."""

    first = models.ForeignKey("registry.Community", models.PROTECT, related_name="+")
    second = models.ForeignKey("registry.Community", models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=64)
    proposed_at = models.DateTimeField("提出时间")
    decided = models.ForeignKey(
        "audit.Entry", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_same = models.BooleanField("是同一个", null=True, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ("first", "second")
        verbose_name = "疑似同一小区"
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="exchange_twin_once"),
            models.CheckConstraint(
                name="exchange_twin_not_itself", condition=~Q(first=models.F("second"))
            ),
            models.CheckConstraint(
                name="exchange_twin_decision",
                condition=Q(decided__isnull=True, is_same__isnull=True)
                | Q(decided__isnull=False, is_same__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}"
