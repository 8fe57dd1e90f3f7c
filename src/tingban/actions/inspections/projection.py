"""The present state of missions and visits, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection

# A row without a standing fact is void; its last known attributes stay readable.
MISSION: Final = """
UPDATE inspections_mission p SET
    level = coalesce(f.level, p.level), county_id = coalesce(f.county_id, p.county_id),
    started_on = coalesce(f.started_on, p.started_on), is_void = f.id IS NULL
FROM inspections_mission q
LEFT JOIN inspections_missionfact f ON f.mission_id = q.id AND f.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""
VISIT: Final = """
UPDATE inspections_visit p SET
    community_id = coalesce(f.community_id, p.community_id),
    county_id = c.county_id,
    kind = coalesce(f.kind, p.kind), level = coalesce(f.level, p.level),
    mission_id = CASE WHEN f.id IS NULL THEN p.mission_id ELSE f.mission_id END,
    company_id = CASE WHEN f.id IS NULL THEN p.company_id ELSE f.company_id END,
    done_on = coalesce(f.done_on, p.done_on), is_void = f.id IS NULL
FROM inspections_visit q
LEFT JOIN inspections_visitfact f ON f.visit_id = q.id AND f.retracted_at IS NULL
JOIN registry_community c ON c.id = coalesce(f.community_id, q.community_id)
WHERE p.id = q.id AND {where}
"""


def project_missions(ids: list[int] | None = None) -> None:
    """Bring the columns of these missions (all, where None) in line with their facts."""
    run_projection(MISSION, ids)


def project_visits(ids: list[int] | None = None) -> None:
    """Bring the columns of these visits (all, where None) in line with their facts."""
    run_projection(VISIT, ids)
