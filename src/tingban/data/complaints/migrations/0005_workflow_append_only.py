from django.db import migrations

from tingban.data.audit.known import append_only

# A case that is there already stands where its facts put it.
STAGE = """
UPDATE complaints_case SET stage = CASE
    WHEN standing = 'closed' THEN 'closed'
    WHEN standing = 'duplicate' THEN 'merged'
    WHEN standing IN ('transferred', 'void') THEN standing
    WHEN accepted_at IS NOT NULL THEN 'handling'
    ELSE 'registered' END,
    stage_since = coalesce(closed_at, accepted_at, received_at)
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_workflow"), ("audit", "0002_append_only")]

    operations = [
        *append_only(
            "complaints_casematter",
            "complaints_casemove",
            "complaints_caseproblem",
            "complaints_casereply",
            "complaints_caseattempt",
            "complaints_caserating",
            "complaints_casematerial",
        ),
        migrations.RunSQL(sql=STAGE, reverse_sql=migrations.RunSQL.noop),
    ]
