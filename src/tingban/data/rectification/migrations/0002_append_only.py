from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("rectification", "0001_first"), ("audit", "0002_append_only")]

    operations = [*append_only("rectification_problemfact", "rectification_problemstep", "rectification_orderproblem", "rectification_orderstep")]
