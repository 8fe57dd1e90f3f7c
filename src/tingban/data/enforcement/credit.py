"""Files that went to the credit platform, and what a returned list said (DOMAIN 7.2)."""

from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known, KnownQuerySet

M = TypeVar("M", bound=Known)


class CountyKnownQuerySet(KnownQuerySet[M], CountyScoped[M]):
    """Facts that lie in a county."""


class CreditBatch(Known):
    """One file with the pushes in it; the bytes lie sealed on their shelf."""

    number = models.CharField(max_length=32, unique=True)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    pushes = ArrayField(models.CharField(max_length=32))
    name = models.CharField(max_length=96)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = CountyKnownQuerySet.as_manager()

    class Meta(Known.Meta):
        indexes = [GinIndex(fields=("pushes",), name="enforcement_batch_pushes")]


class CreditCheck(Known):
    """A month's reconciliation: what we hold against the list that the platform returned."""

    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    month = models.DateField()
    name = models.CharField(max_length=96)
    digest = models.CharField(max_length=64)
    ours = models.PositiveIntegerField()
    theirs = models.PositiveIntegerField()
    found = models.JSONField(default=list)

    objects = CountyKnownQuerySet.as_manager()
