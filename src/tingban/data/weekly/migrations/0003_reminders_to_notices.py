from django.db import migrations

# Reminders that were sent before there was an outbox stand there like those sent since.
CARRY_OVER = """
INSERT INTO notices_notice (
    key, kind, subject, title, text, link, at, recipient, unit_code, area_code, roles, case_number
)
SELECT 'weekly.reminder:' || report.number || ':' || reminder.kind, 'reminder',
    'report:' || report.number, '周报还没有报送', reminder.text,
    '/desk/weekly/report/' || report.number || '/', reminder.at, 'office', '', report.area_id,
    CASE report.area_id WHEN '140800' THEN '{M-OP,M-LD}'::varchar[] ELSE '{C-OP,C-LD}' END, ''
FROM weekly_reminder reminder JOIN weekly_report report ON report.id = reminder.report_id
ON CONFLICT (key) DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [("weekly", "0002_append_only"), ("notices", "0001_first")]

    operations = [migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop)]
