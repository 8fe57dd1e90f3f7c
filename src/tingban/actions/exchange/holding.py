"""Rows that an import speaks of, held so that no act ends or moves them before it has written.

The order is that of the acts: what stands on a community first, then communities, then companies.
"""

from collections.abc import Iterable
from typing import Final

from django.db import models

from tingban.actions.exchange.bulk import by_keys
from tingban.actions.exchange.index import Index
from tingban.data.complaints.models import Case
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Order, Problem
from tingban.data.registry.models import Community, Company

NUMBERED: Final = (Case, Order, Problem, Visit)


def hold_numbered(
    model: type[Case | Order | Problem | Visit], numbers: Iterable[str | None]
) -> None:
    """Hold what bears these numbers; acts on it come before or after the import."""
    query = model.objects.values_list("id", flat=True)
    _held(model, by_keys(query, "number", filter(None, numbers)))


def hold_registers(index: Index) -> bool:
    """Hold the communities and companies found; whether all still are as they were read."""
    spots = {spot.id: spot.version for spot in index.spots.values() if spot.id is not None}
    firms = {id_: firm.version for id_, firm in index.firm_by_id.items()}
    return _held(Community, spots) == spots and _held(Company, firms) == firms


def _held(model: type[models.Model], ids: Iterable[int]) -> dict[int, int]:
    """These rows with their versions, locked in one order (as `locking.lock_together` does)."""
    rows = model._default_manager.order_by("pk").select_for_update(of=("self",), no_key=True)
    return dict(by_keys(rows.values_list("pk", "version"), "id", sorted(ids)))
