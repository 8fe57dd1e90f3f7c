"""The company's way in: links to an order, and what the company says against it."""

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
