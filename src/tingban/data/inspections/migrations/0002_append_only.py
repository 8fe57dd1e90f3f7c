from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_first"), ("audit", "0002_append_only")]

    operations = [*append_only("inspections_missionfact", "inspections_visitfact")]
