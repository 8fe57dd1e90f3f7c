from django.db import migrations

from tingban.data.areas.reference import load


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_first")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
