"""The present state of level decisions, penalties and exposures, projected from facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection

LEVEL: Final = """
UPDATE enforcement_leveldecision p SET
    old_level = f.old_level, new_level = f.new_level, document = f.document,
    is_void = f.retracted_at IS NOT NULL, county_id = c.county_id
FROM enforcement_leveldecision q
JOIN registry_community c ON c.id = q.community_id
JOIN LATERAL (
    SELECT * FROM enforcement_levelfact l WHERE l.decision_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
WHERE p.id = q.id AND {where}
"""
PENALTY: Final = """
UPDATE enforcement_penalty p SET
    company_id = f.company_id, county_id = f.county_id, organ = f.organ,
    category = f.category, fine = f.fine, decided_on = s.decided, revoked_on = s.revoked
FROM enforcement_penalty q
JOIN LATERAL (
    SELECT * FROM enforcement_penaltyfact l WHERE l.penalty_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
CROSS JOIN LATERAL (
    SELECT max("on") FILTER (WHERE kind = 'decide') AS decided,
           max("on") FILTER (WHERE kind = 'revoke') AS revoked
    FROM enforcement_penaltystep WHERE penalty_id = q.id AND retracted_at IS NULL
) s
WHERE p.id = q.id AND {where}
"""
EXPOSURE: Final = """
UPDATE enforcement_exposure p SET
    case_title = f.case_title, withdrawn_on = s.withdrawn
FROM enforcement_exposure q
JOIN LATERAL (
    SELECT * FROM enforcement_exposurefact l WHERE l.exposure_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
CROSS JOIN LATERAL (
    SELECT max("on") FILTER (WHERE kind = 'withdraw') AS withdrawn
    FROM enforcement_exposurestep WHERE exposure_id = q.id AND retracted_at IS NULL
) s
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
