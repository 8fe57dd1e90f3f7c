"""联合惩戒措施清单 (DOMAIN 7.3): versions of measures, and the days on which they end (ADR 0032).

A change is a version with a day of its own; the one before holds until then. Rows that came with
the program have no act.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tingban.data.audit.known import Known


class JointMeasure(Known):
    """One version of a measure, from a day on; `articles` are keys of the law book."""

    act = models.ForeignKey(  # type: ignore[assignment]  # none where it came with the program
        "audit.Entry", models.PROTECT, null=True, related_name="+"
    )
    key = models.CharField("措施代码", max_length=16)
    label = models.CharField("措施", max_length=64)
    receivers = models.JSONField("可以建议的部门")
    articles = models.JSONField("依据的条款", default=list)
    basis = models.CharField("其他依据", max_length=200, blank=True)
    valid_from = models.DateField("施行日期")

    class Meta(Known.Meta):
        ordering = ("valid_from", "id")
        verbose_name = "联合惩戒措施"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("key", "valid_from"),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_jointmeasure_version",
            ),
            models.CheckConstraint(
                name="enforcement_jointmeasure_said",
                condition=~Q(key="") & ~Q(label="") & ~Q(receivers=[]),
            ),
            models.CheckConstraint(
                name="enforcement_jointmeasure_grounded",
                condition=~Q(articles=[]) | ~Q(basis=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class JointMeasureEnd(Known):
    """A measure is offered no longer, from this day on."""

    key = models.CharField("措施代码", max_length=16)
    ends_on = models.DateField("停用日期")

    class Meta(Known.Meta):
        ordering = ("id",)
        verbose_name = "联合惩戒措施停用"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("key",),
                condition=Q(retracted_at__isnull=True),
                name="enforcement_jointmeasureend_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.ends_on}"
