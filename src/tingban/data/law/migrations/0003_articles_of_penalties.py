from django.db import migrations

from tingban.data.law.reference import load_new_articles


class Migration(migrations.Migration):
    dependencies = [("law", "0002_reference_rows")]

    operations = [migrations.RunPython(load_new_articles, migrations.RunPython.noop)]
