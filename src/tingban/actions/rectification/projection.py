"""The present state of problems and orders, projected from their facts.

A row whose last fact was retracted is void; what it last said stays readable.
"""

from typing import Final

from tingban.actions.audit.facts import run_projection
from tingban.actions.rectification.search import index_all_problems, index_problems

_FACTS: Final = """
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
        ELSE 'open' END,
    stage = g.stage, due_rule = coalesce(d.rule, ''), due_since = d.since,
    due_at = (d."on" + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
    responsible = coalesce(x.responsible, ''), recheck_fails = x.fails,
    was_late = x.is_late OR x.overdue > coalesce(x.in_time, 0),
    regression_of_id = (SELECT r.id FROM rectification_problem r WHERE r.number = x.regression_of),
    version = p.version + %(turns)s,
    -- A row whose words have changed is found by none until they are indexed, in the same act.
    search = CASE WHEN p.description IS DISTINCT FROM f.description
        OR p.source_ref IS DISTINCT FROM f.source_ref THEN NULL ELSE p.search END
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
"""
# The orders that speak of a problem: signed, and the last day on which one was served.
_ORDERS: Final = """
CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS is_signed, max(v."on") AS served
    FROM rectification_orderproblem t
    LEFT JOIN rectification_orderstep v
        ON v.order_id = t.order_id AND v.kind = 'serve' AND v.retracted_at IS NULL
    WHERE t.problem_id = q.id AND t.retracted_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM rectification_orderstep w
        WHERE w.order_id = t.order_id AND w.kind = 'withdraw' AND w.retracted_at IS NULL)
) o
CROSS JOIN LATERAL (SELECT o.served IS NOT NULL OR s.reopenings > 0 AS is_told) t
"""
_MOVES: Final = """
LEFT JOIN LATERAL (
    SELECT * FROM rectification_problemmove l
    WHERE l.problem_id = q.id AND l.retracted_at IS NULL ORDER BY l.id DESC LIMIT 1
) m ON true
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE step = 'fail') AS fails,
        (array_agg(told ->> 'responsible' ORDER BY id DESC)
            FILTER (WHERE told ->> 'responsible' <> ''))[1] AS responsible,
        max(told ->> 'regression_of') AS regression_of,
        coalesce(bool_or((told ->> 'late')::boolean), false) AS is_late,
        coalesce(max(id) FILTER (WHERE step = 'mark_overdue'), 0) AS overdue,
        max(id) FILTER (WHERE step = 'submit') AS in_time
    FROM rectification_problemmove WHERE problem_id = q.id AND retracted_at IS NULL
) x
"""
# The last move tells the stage unless the counted facts say otherwise: an import may have restated
# them, an order may have been withdrawn, a term may have been corrected after it was overdue.
_STAGE: Final = """
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN f.retracted_at IS NOT NULL THEN 'void'
        WHEN s.annulled IS NOT NULL THEN 'annulled'
        WHEN s.confirmed IS NULL THEN CASE m."to" WHEN 'untrue' THEN m."to" ELSE 'clue' END
        WHEN s.completions > s.reopenings THEN 'complete'
        WHEN m."to" IN ('submitted', 'escalated') THEN m."to"
        WHEN m."to" = 'overdue' AND t.is_told AND f.due_on < m."on" THEN m."to"
        WHEN t.is_told THEN 'fixing'
        WHEN m."to" = 'ordered' AND o.is_signed THEN m."to"
        ELSE 'confirmed' END AS stage
) g
CROSS JOIN LATERAL (
    SELECT CASE
            WHEN g.stage = 'fixing' THEN f.due_on
            WHEN g.stage = m."to" THEN m.due_on
            WHEN g.stage = 'confirmed' THEN f.due_on END AS "on",
        CASE
            WHEN g.stage = m."to" AND m.due_rule <> '' THEN m.due_rule
            WHEN g.stage IN ('fixing', 'confirmed') AND f.due_on IS NOT NULL
                THEN 'DL-12/' || f.category END AS rule,
        CASE
            WHEN g.stage = m."to" THEN m.due_since
            WHEN g.stage = 'fixing' THEN coalesce(o.served, s.reopened, s.confirmed)
            WHEN g.stage = 'confirmed' THEN s.confirmed END AS since
) d
"""
PROBLEM: Final = "".join((_FACTS, _ORDERS, _MOVES, _STAGE, "WHERE p.id = q.id AND {where}"))
_TELLING: Final = "\nRETURNING p.search IS NULL, p.id, p.number, p.description, p.source_ref"
ORDER: Final = """
UPDATE rectification_order p SET served_on = s.served, withdrawn_on = s.withdrawn,
    signed_on = f.signed_on, deemed_on = v.deemed_on,
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
LEFT JOIN rectification_orderfact f ON f.order_id = q.id AND f.retracted_at IS NULL
LEFT JOIN rectification_orderservice v ON v.order_id = q.id AND v.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""


def project_problems(ids: list[int], *, turns: int = 0) -> None:
    """Bring the columns of these problems in line with their facts; `turns` counts them up."""
    told = run_projection(PROBLEM + _TELLING, ids, turns=turns)
    index_problems(row for is_stale, *row in told if is_stale)


def project_all_problems() -> None:
    """The same for all of them, whatever the columns show."""
    run_projection(PROBLEM, None)
    index_all_problems()


def project_orders(ids: list[int] | None = None) -> None:
    """Bring the columns of these orders (all, where None) in line with their facts."""
    run_projection(ORDER, ids)
