from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0005_credit")]

    operations = [*append_only("enforcement_creditbatch", "enforcement_creditcheck")]
