"""What the workflow of a case leaves behind (DOMAIN 3.1): all facts, none ever overwritten."""

from django.db import models
from django.db.models import Q

from tingban.data.audit.known import Known


class CaseMatter(Known):
    """What a case is about and how it is to be taken; imports know nothing of it."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="matters")
    category = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    urgency = models.CharField(max_length=16, blank=True)
    is_complex = models.BooleanField(default=False)
    place = models.CharField(max_length=120, blank=True)
    source_ref = models.CharField(max_length=48, blank=True)
    sender_due_on = models.DateField(null=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(retracted_at__isnull=True),
                name="complaints_casematter_one_standing",
            ),
        ]


class CaseMove(Known):
    """One step of the table: which act led from where to where, when, and what was told."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="moves")
    rule = models.CharField(max_length=16)
    step = models.CharField(max_length=24)
    start = models.CharField(max_length=16, blank=True)
    to = models.CharField(max_length=16)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    told = models.JSONField(default=dict)

    class Meta(Known.Meta):
        pass


class CaseProblem(Known):
    """A problem that a case led to; a problem knows no case (DESIGN 4)."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="problem_links")
    problem = models.ForeignKey("rectification.Problem", models.PROTECT, related_name="+")

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("case", "problem"),
                condition=Q(retracted_at__isnull=True),
                name="complaints_caseproblem_once",
            ),
        ]


class CaseReply(Known):
    """答复意见: what the complainant is told; the last one stands."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="replies")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta(Known.Meta):
        pass


class CaseAttempt(Known):
    """One try to reach the complainant, and whether it came through (T-C17)."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    way = models.CharField(max_length=16)
    reached = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)

    class Meta(Known.Meta):
        pass


class CaseRating(Known):
    """满意度, given by the complainant; the last one stands."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="ratings")
    at = models.DateTimeField()
    rating = models.CharField(max_length=16)
    reason = models.TextField(blank=True)

    class Meta(Known.Meta):
        pass


class CaseMaterial(Known):
    """The complainant's own words, as they came; never printed, never seen by a company."""

    case = models.ForeignKey("complaints.Case", models.PROTECT, related_name="materials")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta(Known.Meta):
        pass


class CaseCode(models.Model):
    """The 查询码 as HMAC-SM3; the code itself is shown once and kept nowhere (DOMAIN 6.4)."""

    case = models.OneToOneField("complaints.Case", models.PROTECT, related_name="code")
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = "查询码"

    def __str__(self) -> str:
        return f"{self.case_id}"
