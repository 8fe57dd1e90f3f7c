"""登记办理台账 (DOMAIN 2.1): cases, their dated steps and notes, and contacts kept apart.

What their workflow adds stands in `workflow`.
"""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.data.complaints.arrivals import Arrival
from tingban.data.complaints.drafts import ReportDraft
from tingban.data.complaints.workflow import (
    CaseAttempt,
    CaseCode,
    CaseMaterial,
    CaseMatter,
    CaseMove,
    CaseProblem,
    CaseRating,
    CaseReply,
)
from tingban.rules.actors import BY_UNIT, Actor, Role

__all__ = [
    "Arrival",
    "Case",
    "CaseAttempt",
    "CaseCode",
    "CaseContact",
    "CaseFact",
    "CaseMaterial",
    "CaseMatter",
    "CaseMove",
    "CaseNote",
    "CaseProblem",
    "CaseRating",
    "CaseReply",
    "CaseStep",
    "ReportDraft",
]
# A case about officials exists for these alone once it is sealed (T-C05).
SEES_SEALED = frozenset({Role.M_XF, Role.JJ})


class CaseQuerySet(CountyScoped["Case"]):
    """A case exists for the county whose ledger holds it, where it lies, and that handles it."""

    def visible_to(self, actor: Actor) -> Self:
        """By ledger, place or handling; a street sees what it was handed (DOMAIN 9.1)."""
        if actor.role in SEES_SEALED:
            return self
        rows = self.filter(is_sealed=False)
        if actor.role in BY_UNIT:
            return rows.filter(handler_unit_id=actor.unit_code)
        if not actor.sees_cases:
            return self.none()
        if actor.sees_whole_city:
            return rows
        area = actor.area_code
        return rows.filter(Q(unit_id=area) | Q(county_id=area) | Q(handler_area_id=area))


class Case(models.Model):
    """One row of 附件2; columns show the present.

    `row_no` (附件2 序号) is given when a case is registered and never changes; what waits to be
    registered has none. `stage` is the workflow, `standing` what counting looks at.
    """

    number = models.CharField("受理编号", max_length=32, unique=True)
    unit = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    row_no = models.PositiveIntegerField("序号", null=True, blank=True)
    county = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, related_name="+", db_index=False
    )
    community = models.ForeignKey(
        "registry.Community",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        db_index=False,
    )
    level = models.CharField("受理层级", max_length=16)
    source = models.CharField("来源", max_length=8)
    source_text = models.CharField("来源原文", max_length=48, blank=True)
    summary = models.TextField("问题和舆情简要内容")
    office = models.CharField("承办科室", max_length=48, blank=True)
    receiver = models.CharField("受理人", max_length=48, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    standing = models.CharField("情形", max_length=16)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    received_at = models.DateTimeField("收到时间", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    progress = models.TextField("办理进展和结果", blank=True)
    contact = models.CharField("投诉举报人(遮蔽)", max_length=96, blank=True)
    stage = models.CharField("办理阶段", max_length=16, default="registered")
    stage_since = models.DateTimeField("进入阶段时间", null=True, blank=True)
    category = models.CharField("问题类别", max_length=8, blank=True, default="")
    kind = models.CharField("诉求类型", max_length=16, blank=True, default="")
    urgency = models.CharField("紧急程度", max_length=16, blank=True, default="")
    source_ref = models.CharField("来文编号", max_length=48, blank=True, default="")
    handler_area = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    handler_unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    is_sealed = models.BooleanField("密封", default=False)
    due_at = models.DateTimeField("到期", null=True, blank=True)
    due_rule = models.CharField("期限", max_length=24, blank=True, default="", db_default="")
    later_at = models.DateTimeField("另一期限到期", null=True, blank=True)
    later_rule = models.CharField("另一期限", max_length=24, blank=True, default="", db_default="")
    version = models.PositiveIntegerField("版本", default=1)
    search = SearchVectorField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-id")
        verbose_name = "投诉举报件"
        constraints = [
            models.UniqueConstraint(fields=("unit", "row_no"), name="complaints_case_row"),
        ]
        indexes = [
            GinIndex(fields=("search",), name="complaints_case_search"),
            models.Index(fields=("unit", "-received_at", "-id"), name="complaints_case_unit"),
            models.Index(fields=("county", "-received_at", "-id"), name="complaints_case_county"),
            models.Index(
                fields=("community", "-received_at", "-id"), name="complaints_case_community"
            ),
            # With what a list filters and counts by, so that the rows themselves are left alone.
            models.Index(
                fields=("-received_at", "-id"),
                include=("row_no", "stage", "is_sealed", "source"),
                name="complaints_case_newest",
            ),
            models.Index(
                fields=("handler_area", "-received_at", "-id"),
                name="complaints_case_handler",
                condition=Q(handler_area__isnull=False),
            ),
            models.Index(
                fields=("handler_unit", "due_at"),
                name="complaints_case_street",
                condition=Q(handler_unit__isnull=False),
            ),
            # What was merged and waits for its own answer.
            models.Index(
                fields=("unit", "due_at"),
                name="complaints_case_untold",
                condition=Q(stage="merged", due_at__isnull=False),
            ),
            # A slip that comes again is found by its number.
            models.Index(
                fields=("source_ref", "source"),
                name="complaints_case_ref",
                condition=~Q(source_ref=""),
            ),
            # Also of those that have no limit: a list by due date ends with them.
            models.Index(fields=("due_at", "id"), name="complaints_case_due"),
            models.Index(
                fields=("later_at", "id"),
                name="complaints_case_later",
                condition=Q(later_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseFact(Known):
    """What was stated of a case; one standing row. `standing` holds for every as_of."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="facts")
    county = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, related_name="+", db_index=False
    )
    community = models.ForeignKey(
        "registry.Community", models.PROTECT, null=True, related_name="+", db_index=False
    )
    level = models.CharField(max_length=16)
    source = models.CharField(max_length=8)
    source_text = models.CharField(max_length=48, blank=True)
    summary = models.TextField()
    office = models.CharField(max_length=48, blank=True)
    receiver = models.CharField(max_length=48, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=16)
    parent = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    received_at = models.DateTimeField(null=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(retracted_at__isnull=True),
                name="complaints_casefact_one_standing",
            ),
        ]


class CaseStep(Known):
    """A dated act on a case: accepted, closed, reopened; closed where closings outnumber."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(retracted_at__isnull=True, kind="accept"),
                name="complaints_casestep_accepted_once",
            ),
        ]


class CaseNote(Known):
    """办理进展和结果: public-safe, dated, appended; the last one is printed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta(Known.Meta):
        pass


class CaseContact(Known):
    """The identity vault: who complained, encrypted; nothing else holds it (DESIGN 3.6).

    `box` is SM4-GCM over the contact's JSON, `key_id` names the key, `phone_index` is the blind
    index (HMAC-SM3) of each phone, `masked` is what everybody may see.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=16)
    masked = models.CharField(max_length=96, blank=True)
    box = models.BinaryField(null=True)
    key_id = models.CharField(max_length=16, blank=True)
    phone_index = models.JSONField(default=list)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(retracted_at__isnull=True),
                name="complaints_casecontact_one_standing",
            ),
        ]
        indexes = [
            GinIndex(
                fields=("phone_index",),
                name="complaints_contact_phone",
                condition=Q(retracted_at__isnull=True),
            ),
        ]
