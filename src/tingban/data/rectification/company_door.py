"""The company's way in: links to an order, what it pleads, and how often a link was tried."""

from django.db import models
from django.db.models import Q

from tingban.data.audit.known import Known


class OrderLink(Known):
    """A link to an order was given to its company; revoked where it is retracted (ADR 0023).

    The token of its address follows from this row and the key of the installation, and stands
    nowhere.
    """

    order = models.ForeignKey("rectification.Order", models.PROTECT, related_name="links")
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("order",),
                condition=Q(retracted_at__isnull=True),
                name="rectification_orderlink_one_standing",
            ),
        ]


class OrderPlea(Known):
    """陈述、申辩: what the company says against an order."""

    order = models.ForeignKey("rectification.Order", models.PROTECT, related_name="pleas")
    company = models.ForeignKey(
        "registry.Company", models.PROTECT, related_name="+", db_index=False
    )
    on = models.DateField()
    text = models.TextField()

    class Meta(Known.Meta):
        pass


class LinkTries(models.Model):
    """How often the second piece of a link was told wrongly, since when."""

    link = models.OneToOneField(OrderLink, models.CASCADE, related_name="tries")
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "链接验证次数"

    def __str__(self) -> str:
        return f"{self.link_id}: {self.count}"
