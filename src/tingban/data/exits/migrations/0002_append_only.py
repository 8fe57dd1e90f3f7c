from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("exits", "0001_first"), ("audit", "0002_append_only")]

    operations = [*append_only("exits_exitfact", "exits_exitstep")]
