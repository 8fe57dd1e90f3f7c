"""What follows where a problem is not put right: rows that move by a table of steps (DOMAIN 3.2).

Level cases, penalty cases, transfers, exposures, credit pushes and exits share these columns; each
topic makes its own tables of them.
"""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.rules.actors import Actor, Role
from tingban.rules.rectification.course import township_of

P = TypeVar("P", bound="Proceeding")


class ProceedingQuerySet(CountyScoped[P]):
    """A proceeding exists for its county; for its company, 街道 and owners in the stages told."""

    def visible_to(self, actor: Actor) -> Self:
        """By area; a company its own, a 街道 those of its area, owners those of their place."""
        told = {"stage__in": self.model.told_stages(actor.role)}
        if actor.role is Role.CO:
            own = Q(company__uscc=actor.unit_code) | Q(company__merged_into__uscc=actor.unit_code)
            return self.filter(own, **told)
        if actor.role is Role.STR:
            return self.filter(community__code__startswith=township_of(actor.unit_code), **told)
        if actor.role is Role.OWN:
            return self.filter(community__code=actor.unit_code, **told)
        return super().visible_to(actor)


class Proceeding(models.Model):
    """One proceeding under its number; the columns show the present, `stage` where it stands."""

    number = models.CharField("编号", max_length=32, unique=True)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    community = models.ForeignKey(
        "registry.Community", models.PROTECT, null=True, blank=True, related_name="+"
    )
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField("事由", max_length=200)
    stage = models.CharField("办理阶段", max_length=24)
    opened_on = models.DateField("启动日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    due_at = models.DateTimeField("到期", null=True, blank=True)
    due_rule = models.CharField("期限", max_length=24, blank=True, default="")
    due_since = models.DateField("期限起算", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ProceedingQuerySet.as_manager()

    # Stages of which a role outside the bureau is told; none where it is not named.
    TOLD: ClassVar[dict[Role, frozenset[str]]] = {}

    class Meta:
        abstract = True
        ordering = ("-opened_on", "-id")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=("county", "stage"), name="%(app_label)s_%(class)s_stage"),
            models.Index(
                fields=("due_at",),
                name="%(app_label)s_%(class)s_due",
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def told_stages(cls, role: Role) -> frozenset[str]:
        """The stages in which it exists for a role outside the bureau."""
        return cls.TOLD.get(role, frozenset())


class ProceedingMove(Known):
    """One step of the table; a concrete table adds `row`, the proceeding it belongs to."""

    rule = models.CharField(max_length=24)
    step = models.CharField(max_length=32)
    start = models.CharField(max_length=24, blank=True)
    to = models.CharField(max_length=24)
    on = models.DateField()
    reason = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    due_on = models.DateField(null=True)
    due_rule = models.CharField(max_length=24, blank=True)
    due_since = models.DateField(null=True)

    class Meta(Known.Meta):
        abstract = True


class ProblemLink(Known):
    """What a problem led to: the proceeding, named as the log names it ("penalty_case:CF-…").

    `measure` is the branch of the escalation that it was opened for.
    """

    problem = models.ForeignKey("rectification.Problem", models.PROTECT, related_name="links")
    measure = models.ForeignKey(
        "rectification.Measure", models.PROTECT, null=True, related_name="links"
    )
    subject = models.CharField(max_length=64, db_index=True)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("problem", "subject"),
                condition=Q(retracted_at__isnull=True),
                name="rectification_problemlink_once",
            ),
        ]


class Diversion(Known):
    """The problem is lawfully on another way (T-C12): a penalty was decided, an exit begun, a
    suit filed. The column on the right states it when that begins."""

    problem = models.ForeignKey("rectification.Problem", models.PROTECT, related_name="diversions")
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=64)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("problem", "kind", "subject"),
                condition=Q(retracted_at__isnull=True),
                name="rectification_diversion_once",
            ),
        ]
