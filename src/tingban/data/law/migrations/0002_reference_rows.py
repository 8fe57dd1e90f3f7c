from django.db import migrations

from tingban.data.law.reference import load


class Migration(migrations.Migration):
    dependencies = [("law", "0001_first")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
