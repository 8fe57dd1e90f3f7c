"""The present state of exits, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection

EXIT: Final = """
UPDATE exits_exit p SET
    kind = coalesce(f.kind, p.kind), exited_on = s.done, county_id = c.county_id
FROM exits_exit q
JOIN registry_community c ON c.id = q.community_id
LEFT JOIN exits_exitfact f ON f.exit_id = q.id AND f.retracted_at IS NULL
LEFT JOIN (
    SELECT exit_id, max("on") AS done FROM exits_exitstep
    WHERE retracted_at IS NULL AND kind = 'done' GROUP BY exit_id
) s ON s.exit_id = q.id
WHERE p.id = q.id AND {where}
"""


def project_exits(ids: list[int] | None = None) -> None:
    """Bring the columns of these exits (all, where None) in line with their facts."""
    run_projection(EXIT, ids)
