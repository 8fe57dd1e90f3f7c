"""The present state of missions and visits, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection

# A row without a standing fact is void; its last known attributes stay readable.
MISSION: Final = """
UPDATE inspections_mission p SET
    level = f.level, county_id = f.county_id,
    started_on = f.started_on, is_void = f.retracted_at IS NOT NULL
FROM inspections_mission q
JOIN LATERAL (
    SELECT * FROM inspections_missionfact l WHERE l.mission_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
WHERE p.id = q.id AND {where}
"""
VISIT: Final = """
UPDATE inspections_visit p SET
    community_id = f.community_id, county_id = c.county_id, kind = f.kind, level = f.level,
    mission_id = f.mission_id, company_id = f.company_id, done_on = f.done_on,
    is_void = f.retracted_at IS NOT NULL
FROM inspections_visit q
JOIN LATERAL (
    SELECT * FROM inspections_visitfact l WHERE l.visit_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
JOIN registry_community c ON c.id = f.community_id
WHERE p.id = q.id AND {where}
"""


def project_missions(ids: list[int] | None = None) -> None:
    """Bring the columns of these missions (all, where None) in line with their facts."""
    run_projection(MISSION, ids)


def project_visits(ids: list[int] | None = None) -> None:
    """Bring the columns of these visits (all, where None) in line with their facts."""
    run_projection(VISIT, ids)
