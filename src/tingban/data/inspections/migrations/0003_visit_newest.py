"""The newest visits of the whole city come first without a sort of all."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_reference_rows'),
        ('inspections', '0002_append_only'),
        ('registry', '0005_owner_body_append_only'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['-done_on', '-number'], name='inspections_visit_newest'),
        ),
    ]
