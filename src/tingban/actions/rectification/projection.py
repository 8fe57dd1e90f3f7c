"""The present state of problems and orders, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection
from tingban.actions.rectification.search import index_problems

PROBLEM: Final = """
UPDATE rectification_problem p SET
    community_id = coalesce(f.community_id, p.community_id), county_id = c.county_id,
    company_id = CASE WHEN f.id IS NULL THEN p.company_id ELSE f.company_id END,
    category = coalesce(f.category, p.category), acts = coalesce(f.acts, p.acts),
    description = coalesce(f.description, p.description),
    source = coalesce(f.source, p.source), source_ref = coalesce(f.source_ref, p.source_ref),
    due_on = CASE WHEN f.id IS NULL THEN p.due_on ELSE f.due_on END,
    confirmed_on = s.confirmed, completed_on = s.completed, reopened_on = s.reopened,
    annulled_on = s.annulled,
    state = CASE
        WHEN f.id IS NULL THEN 'void'
        WHEN s.annulled IS NOT NULL THEN 'annulled'
        WHEN s.confirmed IS NULL THEN 'clue'
        WHEN coalesce(s.completions, 0) > coalesce(s.reopenings, 0) THEN 'complete'
        ELSE 'open' END
FROM rectification_problem q
LEFT JOIN rectification_problemfact f ON f.problem_id = q.id AND f.retracted_at IS NULL
JOIN registry_community c ON c.id = coalesce(f.community_id, q.community_id)
LEFT JOIN (
    SELECT problem_id,
        min("on") FILTER (WHERE kind = 'confirm') AS confirmed,
        max("on") FILTER (WHERE kind = 'complete') AS completed,
        max("on") FILTER (WHERE kind = 'reopen') AS reopened,
        max("on") FILTER (WHERE kind = 'annul') AS annulled,
        count(*) FILTER (WHERE kind = 'complete') AS completions,
        count(*) FILTER (WHERE kind = 'reopen') AS reopenings
    FROM rectification_problemstep WHERE retracted_at IS NULL GROUP BY problem_id
) s ON s.problem_id = q.id
WHERE p.id = q.id AND {where}
"""
ORDER: Final = """
UPDATE rectification_order p SET served_on = s.served, withdrawn_on = s.withdrawn,
    county_id = coalesce(t.county_id, p.county_id)
FROM rectification_order q
LEFT JOIN (
    SELECT order_id, max("on") FILTER (WHERE kind = 'serve') AS served,
           max("on") FILTER (WHERE kind = 'withdraw') AS withdrawn
    FROM rectification_orderstep WHERE retracted_at IS NULL GROUP BY order_id
) s ON s.order_id = q.id
LEFT JOIN (
    SELECT o.order_id, min(b.county_id) AS county_id
    FROM rectification_orderproblem o JOIN rectification_problem b ON b.id = o.problem_id
    WHERE o.retracted_at IS NULL GROUP BY o.order_id
) t ON t.order_id = q.id
WHERE p.id = q.id AND {where}
"""


def project_problems(ids: list[int] | None = None) -> None:
    """Bring the columns of these problems (all, where None) in line with their facts."""
    run_projection(PROBLEM, ids)
    index_problems(ids)


def project_orders(ids: list[int] | None = None) -> None:
    """Bring the columns of these orders (all, where None) in line with their facts."""
    run_projection(ORDER, ids)
