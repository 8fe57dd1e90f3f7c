from django.db import migrations

# What was registered before stages were kept: told by its counted state and its served orders.
STAGES = """
UPDATE rectification_problem p SET
    stage = g.stage,
    due_rule = CASE WHEN g.runs AND p.due_on IS NOT NULL THEN 'DL-12/' || p.category ELSE '' END,
    due_since = CASE WHEN g.runs THEN p.confirmed_on END,
    due_at = CASE WHEN g.runs THEN (p.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' END
FROM rectification_problem q
CROSS JOIN LATERAL (
    SELECT EXISTS (
        SELECT 1 FROM rectification_orderproblem t JOIN rectification_order o ON o.id = t.order_id
        WHERE t.problem_id = q.id AND t.retracted_at IS NULL
            AND o.served_on IS NOT NULL AND o.withdrawn_on IS NULL
    ) OR q.reopened_on IS NOT NULL AS is_told
) o
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN q.state <> 'open' THEN q.state
        WHEN o.is_told THEN 'fixing'
        ELSE 'confirmed' END AS stage, q.state = 'open' AS runs
) g
WHERE p.id = q.id
"""


class Migration(migrations.Migration):
    dependencies = [("rectification", "0005_workflow_append_only")]

    operations = [migrations.RunSQL(sql=STAGES, reverse_sql=migrations.RunSQL.noop)]
