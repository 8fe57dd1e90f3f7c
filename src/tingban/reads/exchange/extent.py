"""Whose facts are taken out: all that the actor sees, or those of one area."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.data.registry.models import Company
from tingban.rules.actors import Actor

_CHUNK: Final = 2_000
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Extent:
    """The reach of one export; a county's own people reach no further than their county."""

    actor: Actor
    area: str | None = None

    @property
    def own(self) -> str | None:
        """The one area it is about, None for the whole city."""
        if self.area is not None or self.actor.sees_whole_city:
            return self.area
        return self.actor.area_code

    def rows(self, model: type[Model], path: str = "county_id") -> QuerySet[Any]:
        """The identity rows within reach."""
        scoped: CountyScoped[Any] = model._default_manager.all()  # type: ignore[assignment]
        visible = scoped.visible_to(self.actor)
        return visible if self.own is None else visible.filter(**{path: self.own})

    def facts(
        self, fact: type[Known], owner: str, model: type[Model], path: str = "county_id"
    ) -> QuerySet[Any]:
        """The standing facts of the rows within reach."""
        standing = fact._default_manager.filter(retracted_at__isnull=True)
        if self.own is None and self.actor.sees_whole_city:
            return standing
        return standing.filter(**{f"{owner}__in": self.rows(model, path)})

    @cached_property
    def firms(self) -> dict[int, str]:
        """How each company is written: its code, or its name where the code is not known."""
        listed = Company.objects.visible_to(self.actor).values_list(
            "id", "uscc", "name", "merged_into_id"
        )
        known: dict[int, tuple[str, int | None]] = {
            id_: (uscc or name, into) for id_, uscc, name, into in listed.order_by("id")
        }
        return {id_: known[_root(id_, known)][0] for id_ in known}


def _root(id_: int, known: dict[int, tuple[str, int | None]]) -> int:
    seen: set[int] = set()
    into = known[id_][1]
    while into is not None and into not in seen:
        seen.add(into)
        id_, into = into, known[into][1]
    return id_


def walk(query: QuerySet[Any]) -> Iterator[Row]:
    """The rows one after the other, never all of them at once."""
    return iter(query.iterator(chunk_size=_CHUNK))


def days(step: type[Known], owner: str, kind: str) -> ArraySubquery:
    """The days of one kind of step of a fact's owner, in their order."""
    steps: QuerySet[Any] = step._default_manager.filter(retracted_at__isnull=True)
    steps = steps.filter(**{f"{owner}_id": OuterRef(f"{owner}_id"), "kind": kind})
    return ArraySubquery(steps.order_by("on", "id").values("on"))


def first(found: list[date]) -> date | None:
    """The first day, where there is one."""
    return found[0] if found else None
