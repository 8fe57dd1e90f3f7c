from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("exits", "0003_proceedings")]

    operations = [*append_only("exits_exitcasemove")]
