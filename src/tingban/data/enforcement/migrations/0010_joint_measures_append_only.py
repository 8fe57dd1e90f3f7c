from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0009_joint_measures_first_list")]

    operations = [*append_only("enforcement_jointmeasure", "enforcement_jointmeasureend")]
