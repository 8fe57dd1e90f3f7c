from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0001_first"), ("audit", "0002_append_only")]

    operations = [*append_only("enforcement_levelfact", "enforcement_penaltyfact", "enforcement_penaltystep", "enforcement_exposurefact", "enforcement_exposurestep")]
