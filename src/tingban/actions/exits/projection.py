"""The present state of exits, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection

EXIT: Final = """
UPDATE exits_exit p SET
    kind = f.kind, exited_on = s.done, county_id = c.county_id
FROM exits_exit q
JOIN registry_community c ON c.id = q.community_id
JOIN LATERAL (
    SELECT * FROM exits_exitfact l WHERE l.exit_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
CROSS JOIN LATERAL (
    SELECT max("on") AS done FROM exits_exitstep
    WHERE exit_id = q.id AND retracted_at IS NULL AND kind = 'done'
) s
WHERE p.id = q.id AND {where}
"""


def project_exits(ids: list[int] | None = None) -> None:
    """Bring the columns of these exits (all, where None) in line with their facts."""
    run_projection(EXIT, ids)
