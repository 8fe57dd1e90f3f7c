"""What the workflow of a problem leaves behind (DOMAIN 3.2): all facts, none ever overwritten."""

from django.db import models
from django.db.models import F, Q

from tingban.data.audit.known import Known


class ProblemMove(Known):
    """One step of the table: which act led from where to where, on which day, what was told.

    `due_on`, `due_rule` and `due_since` are the clock that the step left running.
    """

    problem = models.ForeignKey("rectification.Problem", models.PROTECT, related_name="moves")
    rule = models.CharField(max_length=16)
    step = models.CharField(max_length=24)
    start = models.CharField(max_length=16, blank=True)
    to = models.CharField(max_length=16)
    on = models.DateField()
    reason = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    visit = models.ForeignKey("inspections.Visit", models.PROTECT, null=True, related_name="moves")
    due_on = models.DateField(null=True)
    due_rule = models.CharField(max_length=24, blank=True)
    due_since = models.DateField()

    class Meta(Known.Meta):
        pass


class Repayment(Known):
    """公共收益 that was taken and given back (CAT-7), in 0.01 yuan; one standing an answer."""

    problem = models.ForeignKey("rectification.Problem", models.PROTECT, related_name="repayments")
    on = models.DateField()
    owed = models.BigIntegerField()
    repaid = models.BigIntegerField()
    voucher = models.CharField(max_length=200)

    class Meta(Known.Meta):
        constraints = [
            models.CheckConstraint(
                name="rectification_repayment_amounts",
                condition=Q(repaid__gt=0, repaid__lte=F("owed")),
            ),
        ]


class Measure(Known):
    """A branch of an escalation was opened (T-P12); the branch itself is led by its topic."""

    problem = models.ForeignKey("rectification.Problem", models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=16)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta(Known.Meta):
        pass


class MeasureEnd(Known):
    """The branch is over: the head ended it, whatever became of the problem (T-P08b)."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="ends")
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("measure",),
                condition=Q(retracted_at__isnull=True),
                name="rectification_measureend_once",
            ),
        ]


class OrderFact(Known):
    """What was signed (T-P05, DOMAIN 8.2); `paper` is its wording, from which it is printed ever
    after (`reports.rectification.order_text`)."""

    order = models.ForeignKey("rectification.Order", models.PROTECT, related_name="facts")
    signed_on = models.DateField()
    signer = models.CharField(max_length=64)
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, related_name="+", db_index=False
    )
    due_on = models.DateField()
    officers = models.JSONField()
    laws = models.JSONField()
    demands = models.TextField()
    # Where the company is heard, and the public income in question (CAT-7) in 0.01 yuan.
    organ_address = models.CharField(max_length=200, blank=True, default="")
    amount = models.BigIntegerField(null=True)
    paper = models.JSONField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("order",),
                condition=Q(retracted_at__isnull=True),
                name="rectification_orderfact_one_standing",
            ),
        ]


class OrderService(Known):
    """How the notice was sent and what proves it (送达回证); served where `served_on` stands."""

    order = models.ForeignKey("rectification.Order", models.PROTECT, related_name="services")
    way = models.CharField(max_length=16)
    sent_on = models.DateField()
    deemed_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    proof = models.CharField(max_length=200)
    receiver = models.CharField(max_length=64, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("order",),
                condition=Q(retracted_at__isnull=True),
                name="rectification_orderservice_one_standing",
            ),
        ]
