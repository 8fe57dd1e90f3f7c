from django.db import migrations

from tingban.data.audit.known import APPEND_ONLY_FUNCTION, append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first")]

    operations = [
        migrations.RunSQL(APPEND_ONLY_FUNCTION, "DROP FUNCTION tingban_append_only()"),
        *append_only("audit_entry"),
    ]
