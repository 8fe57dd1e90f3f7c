from django.db import migrations

from tingban.data.law.reference import keep_in_step


class Migration(migrations.Migration):
    dependencies = [("law", "0003_articles_of_penalties")]

    operations = [migrations.RunPython(keep_in_step, migrations.RunPython.noop)]
