from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("rectification", "0007_company_door")]

    operations = [*append_only("rectification_orderlink", "rectification_orderplea")]
