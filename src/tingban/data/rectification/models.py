"""问题 and 责令整改 (DOMAIN 2.3, 3.2): stated once, then moved by dated steps.

What their workflow adds stands in `workflow`; the cells count from the facts here alone.
"""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.data.rectification.company_door import OrderLink, OrderPlea
from tingban.data.rectification.proceedings import Diversion, ProblemLink
from tingban.data.rectification.workflow import (
    Measure,
    MeasureEnd,
    OrderFact,
    OrderService,
    ProblemMove,
    Repayment,
)
from tingban.rules.actors import Actor, Role
from tingban.rules.rectification.stages import TOLD_TO_COMPANY, Stage

__all__ = [
    "Diversion",
    "Measure",
    "MeasureEnd",
    "Order",
    "OrderFact",
    "OrderLink",
    "OrderPlea",
    "OrderProblem",
    "OrderService",
    "OrderStep",
    "Problem",
    "ProblemFact",
    "ProblemLink",
    "ProblemMove",
    "ProblemStep",
    "Repayment",
]


class ProblemQuerySet(CountyScoped["Problem"]):
    """A problem exists for its county; for its company from the order on, and nothing of a case."""

    def visible_to(self, actor: Actor) -> Self:
        """By area; a company sees its own, found by the code that its unit bears."""
        if actor.role is not Role.CO:
            return super().visible_to(actor)
        own = Q(company__uscc=actor.unit_code) | Q(company__merged_into__uscc=actor.unit_code)
        return self.filter(own, stage__in=TOLD_TO_COMPANY)


class Problem(models.Model):
    """One problem of one category in one community; columns show the present.

    `state` is what counting looks at, `stage` where the work stands (DOMAIN 3.2).
    """

    number = models.CharField("问题编号", max_length=32, unique=True)
    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="problems")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, null=True, blank=True, related_name="problems"
    )
    category = models.CharField("问题类别", max_length=8)
    acts = models.CharField("问题行为", max_length=200, blank=True)
    description = models.TextField("问题描述", blank=True)
    source = models.CharField("来源", max_length=16)
    source_ref = models.CharField("来源编号", max_length=48, blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)
    state = models.CharField("状态", max_length=16)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    completed_on = models.DateField("完成日期", null=True, blank=True)
    reopened_on = models.DateField("重开日期", null=True, blank=True)
    annulled_on = models.DateField("撤销日期", null=True, blank=True)
    stage = models.CharField("办理阶段", max_length=16, default=Stage.SUS.value)
    due_at = models.DateTimeField("到期", null=True, blank=True)
    due_rule = models.CharField("期限", max_length=24, blank=True, default="")
    due_since = models.DateField("期限起算", null=True, blank=True)
    responsible = models.CharField("责任人", max_length=64, blank=True, default="")
    recheck_fails = models.PositiveSmallIntegerField("复核不通过次数", default=0)
    was_late = models.BooleanField("曾逾期", default=False)
    regression_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="regressions", db_index=False
    )
    version = models.PositiveIntegerField("版本", default=1)
    search = SearchVectorField(null=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ("-confirmed_on", "-id")
        verbose_name = "问题"
        indexes = [
            GinIndex(fields=("search",), name="rectification_problem_search"),
            models.Index(fields=("county", "state", "due_on"), name="rectification_problem_due"),
            models.Index(fields=("-confirmed_on", "-id"), name="rectification_problem_newest"),
            models.Index(fields=("stage", "county", "due_at"), name="rectification_problem_stage"),
            models.Index(
                fields=("due_at", "id"),
                name="rectification_problem_clock",
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ProblemFact(Known):
    """What was stated of a problem; one standing row, none where it is void."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="facts")
    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="+")
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, null=True, related_name="+", db_index=False
    )
    category = models.CharField(max_length=8)
    acts = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=16)
    source_ref = models.CharField(max_length=48, blank=True)
    due_on = models.DateField(null=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("problem",),
                condition=Q(retracted_at__isnull=True),
                name="rectification_problemfact_one_standing",
            ),
        ]


class ProblemStep(Known):
    """A dated act on a problem: confirmed, completed, reopened, annulled.

    A problem is complete where its completions outnumber its reopenings; so a reopening and a
    second completion on one day leave it complete.
    """

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("problem", "kind"),
                condition=Q(retracted_at__isnull=True, kind__in=("confirm", "annul")),
                name="rectification_problemstep_once",
            ),
        ]


class OrderQuerySet(CountyScoped["Order"]):
    """An order exists for its county, and for the company whose problems it speaks of."""

    def visible_to(self, actor: Actor) -> Self:
        """By area; a company sees those of its own problems."""
        if actor.role is not Role.CO:
            return super().visible_to(actor)
        own = Problem.objects.visible_to(actor).order_by().values("id")
        targets = OrderProblem.objects.standing().filter(problem__in=own)
        return self.filter(pk__in=targets.order_by().values("order_id"))


class Order(models.Model):
    """责令限期整改通知书, kept by its document number."""

    number = models.CharField("文号", max_length=48, unique=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    deemed_on = models.DateField("视为送达日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("版本", default=1)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ("-served_on", "number")
        verbose_name = "责令整改"

    def __str__(self) -> str:
        return self.number


class OrderProblem(Known):
    """Which problems an order speaks of."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="targets")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="orders")

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("order", "problem"),
                condition=Q(retracted_at__isnull=True),
                name="rectification_orderproblem_once",
            ),
        ]


class OrderStep(Known):
    """An order was served or withdrawn. `officers` are those that one on paper names; NULL where
    nobody looked."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()
    officers = models.JSONField(null=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("order", "kind"),
                condition=Q(retracted_at__isnull=True),
                name="rectification_orderstep_once",
            ),
        ]
