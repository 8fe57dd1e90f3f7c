from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("rectification", "0010_proceedings")]

    operations = [*append_only("rectification_problemlink", "rectification_diversion")]
