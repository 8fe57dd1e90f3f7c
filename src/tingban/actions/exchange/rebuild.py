"""Rebuilding the present from the facts: no column of a list is a second truth (ADR 0004)."""

from django.db import transaction

from tingban.actions.complaints.projection import project_all_cases
from tingban.actions.documents.projection import project_papers
from tingban.actions.enforcement.projection import (
    project_exposures,
    project_levels,
    project_penalties,
)
from tingban.actions.exits.projection import project_exits
from tingban.actions.exits.voting import project_votes
from tingban.actions.inspections.projection import project_missions, project_visits
from tingban.actions.rectification.projection import project_all_problems, project_orders
from tingban.actions.registry.projection import (
    project_communities,
    project_companies,
    project_contracts,
    project_owner_bodies,
)


@transaction.atomic
def rebuild_all_projections() -> None:
    """Write every projected column anew; what others are projected from comes first."""
    project_communities()
    project_companies()
    project_contracts()
    project_owner_bodies()
    project_missions()
    project_visits()
    project_all_problems()
    project_orders()
    project_levels()
    project_penalties()
    project_exposures()
    project_exits()
    project_papers()
    project_votes()
    project_all_cases()
