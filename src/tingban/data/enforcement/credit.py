"""Files that went to the credit platform, and what a returned list said (DOMAIN 7.2)."""

from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tingban.data.audit.known import Known, KnownQuerySet
from tingban.rules.actors import Actor

M = TypeVar("M", bound=Known)


class CountyKnownQuerySet(KnownQuerySet[M]):
    """Facts that lie in a county."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that exist for this actor."""
        if not actor.sees_facts:
            return self.none()
        return self if actor.sees_whole_city else self.filter(county_id=actor.area_code)


class CreditBatch(Known):
    """One file with the pushes in it; the bytes lie sealed on their shelf."""

    number = models.CharField(max_length=32, unique=True)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    pushes = ArrayField(models.CharField(max_length=32))
    name = models.CharField(max_length=96)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects: ClassVar[Any] = CountyKnownQuerySet.as_manager()

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

    objects: ClassVar[Any] = CountyKnownQuerySet.as_manager()
