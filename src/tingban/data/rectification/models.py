"""问题 and 责令整改 (DOMAIN 2.3, 3.2): stated once, then moved by dated steps."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known


class Problem(models.Model):
    """One problem of one category in one community; columns show the present."""

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
    version = models.PositiveIntegerField("版本", default=1)
    search = SearchVectorField(null=True)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-confirmed_on", "-id")
        verbose_name = "问题"
        indexes = [
            GinIndex(fields=("search",), name="rectification_problem_search"),
            models.Index(fields=("county", "state", "due_on"), name="rectification_problem_due"),
            models.Index(fields=("-confirmed_on", "-id"), name="rectification_problem_newest"),
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


class Order(models.Model):
    """责令限期整改通知书, kept by its document number."""

    number = models.CharField("文号", max_length=48, unique=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("版本", default=1)

    objects = CountyScoped.as_manager()

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
    """An order was served or withdrawn."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("order", "kind"),
                condition=Q(retracted_at__isnull=True),
                name="rectification_orderstep_once",
            ),
        ]
