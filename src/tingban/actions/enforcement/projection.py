"""The present state of level decisions, penalties and exposures, projected from facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection

LEVEL: Final = """
UPDATE enforcement_leveldecision p SET
    old_level = coalesce(f.old_level, p.old_level), new_level = coalesce(f.new_level, p.new_level),
    document = coalesce(f.document, p.document), is_void = f.id IS NULL, county_id = c.county_id
FROM enforcement_leveldecision q
JOIN registry_community c ON c.id = q.community_id
LEFT JOIN enforcement_levelfact f ON f.decision_id = q.id AND f.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""
PENALTY: Final = """
UPDATE enforcement_penalty p SET
    company_id = coalesce(f.company_id, p.company_id),
    county_id = coalesce(f.county_id, p.county_id), organ = coalesce(f.organ, p.organ),
    category = coalesce(f.category, p.category),
    fine = CASE WHEN f.id IS NULL THEN p.fine ELSE f.fine END,
    decided_on = s.decided, revoked_on = s.revoked
FROM enforcement_penalty q
LEFT JOIN enforcement_penaltyfact f ON f.penalty_id = q.id AND f.retracted_at IS NULL
LEFT JOIN (
    SELECT penalty_id, max("on") FILTER (WHERE kind = 'decide') AS decided,
           max("on") FILTER (WHERE kind = 'revoke') AS revoked
    FROM enforcement_penaltystep WHERE retracted_at IS NULL GROUP BY penalty_id
) s ON s.penalty_id = q.id
WHERE p.id = q.id AND {where}
"""
EXPOSURE: Final = """
UPDATE enforcement_exposure p SET
    case_title = coalesce(f.case_title, p.case_title), withdrawn_on = s.withdrawn
FROM enforcement_exposure q
LEFT JOIN enforcement_exposurefact f ON f.exposure_id = q.id AND f.retracted_at IS NULL
LEFT JOIN (
    SELECT exposure_id, max("on") FILTER (WHERE kind = 'withdraw') AS withdrawn
    FROM enforcement_exposurestep WHERE retracted_at IS NULL GROUP BY exposure_id
) s ON s.exposure_id = q.id
WHERE p.id = q.id AND {where}
"""


def project_levels(ids: list[int] | None = None) -> None:
    """Bring the columns of these level decisions (all, where None) in line with facts."""
    run_projection(LEVEL, ids)


def project_penalties(ids: list[int] | None = None) -> None:
    """Bring the columns of these penalties (all, where None) in line with their facts."""
    run_projection(PENALTY, ids)


def project_exposures(ids: list[int] | None = None) -> None:
    """Bring the columns of these exposures (all, where None) in line with their facts."""
    run_projection(EXPOSURE, ids)
