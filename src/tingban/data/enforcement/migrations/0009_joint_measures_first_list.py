from django.db import migrations

from tingban.data.enforcement.reference import load_measures


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0008_joint_measures")]

    operations = [migrations.RunPython(load_measures, migrations.RunPython.noop)]
