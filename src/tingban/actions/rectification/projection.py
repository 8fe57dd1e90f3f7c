"""The present state of problems and orders, projected from their facts.

A row whose last fact was retracted is void; what it last said stays readable.
"""

from typing import Final

from tingban.actions.audit.facts import run_projection
from tingban.actions.rectification.search import index_problems

PROBLEM: Final = """
UPDATE rectification_problem p SET
    community_id = f.community_id, county_id = c.county_id, company_id = f.company_id,
    category = f.category, acts = f.acts, description = f.description,
    source = f.source, source_ref = f.source_ref, due_on = f.due_on,
    confirmed_on = s.confirmed, completed_on = s.completed, reopened_on = s.reopened,
    annulled_on = s.annulled,
    state = CASE
        WHEN f.retracted_at IS NOT NULL THEN 'void'
        WHEN s.annulled IS NOT NULL THEN 'annulled'
        WHEN s.confirmed IS NULL THEN 'clue'
        WHEN s.completions > s.reopenings THEN 'complete'
        ELSE 'open' END
FROM rectification_problem q
JOIN LATERAL (
    SELECT * FROM rectification_problemfact l WHERE l.problem_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
JOIN registry_community c ON c.id = f.community_id
CROSS JOIN LATERAL (
    SELECT min("on") FILTER (WHERE kind = 'confirm') AS confirmed,
        max("on") FILTER (WHERE kind = 'complete') AS completed,
        max("on") FILTER (WHERE kind = 'reopen') AS reopened,
        max("on") FILTER (WHERE kind = 'annul') AS annulled,
        count(*) FILTER (WHERE kind = 'complete') AS completions,
        count(*) FILTER (WHERE kind = 'reopen') AS reopenings
    FROM rectification_problemstep WHERE problem_id = q.id AND retracted_at IS NULL
) s
WHERE p.id = q.id AND {where}
"""
ORDER: Final = """
UPDATE rectification_order p SET served_on = s.served, withdrawn_on = s.withdrawn,
    county_id = coalesce(t.county_id, p.county_id)
FROM rectification_order q
CROSS JOIN LATERAL (
    SELECT max("on") FILTER (WHERE kind = 'serve') AS served,
           max("on") FILTER (WHERE kind = 'withdraw') AS withdrawn
    FROM rectification_orderstep WHERE order_id = q.id AND retracted_at IS NULL
) s
CROSS JOIN LATERAL (
    SELECT min(b.county_id) AS county_id
    FROM rectification_orderproblem o JOIN rectification_problem b ON b.id = o.problem_id
    WHERE o.order_id = q.id AND o.retracted_at IS NULL
) t
WHERE p.id = q.id AND {where}
"""


def project_problems(ids: list[int] | None = None) -> None:
    """Bring the columns of these problems (all, where None) in line with their facts."""
    run_projection(PROBLEM, ids)
    index_problems(ids)


def project_orders(ids: list[int] | None = None) -> None:
    """Bring the columns of these orders (all, where None) in line with their facts."""
    run_projection(ORDER, ids)
