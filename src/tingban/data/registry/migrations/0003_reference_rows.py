from django.db import migrations

from tingban.data.registry.reference import load


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_append_only")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
