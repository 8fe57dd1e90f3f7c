"""Row scope by area: the first question of every query is whose eyes (ADR 0005)."""

from typing import Self, TypeVar

from django.db import models

from tingban.rules.actors import Actor

M = TypeVar("M", bound=models.Model)


class CountyScoped(models.QuerySet[M]):
    """Rows that lie in a county; `county_path` leads from the row to the county's code."""

    county_path = "county_id"

    def visible_to(self, actor: Actor) -> Self:
        """The rows that exist for this actor."""
        if not actor.sees_facts:
            return self.none()
        if actor.sees_whole_city:
            return self
        return self.filter(**{self.county_path: actor.area_code})


class CityShared(models.QuerySet[M]):
    """Rows that belong to the whole city, such as companies: one record across 13 counties."""

    def visible_to(self, actor: Actor) -> Self:
        """All rows for whoever sees business facts at all."""
        return self if actor.sees_facts else self.none()
