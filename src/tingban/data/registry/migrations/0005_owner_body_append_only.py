from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_owner_body_facts"), ("audit", "0002_append_only")]

    operations = [*append_only("registry_ownerbodyfact")]
