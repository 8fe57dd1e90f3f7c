from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("inspections", "0005_visit_record"), ("audit", "0002_append_only")]

    operations = [*append_only("inspections_visitrecord")]
