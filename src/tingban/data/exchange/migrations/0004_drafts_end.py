import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0003_foreign_registers'),
    ]

    operations = [
        # Drafts that are there already are kept as if somebody had just looked at them.
        migrations.AddField(
            model_name='registerdraft',
            name='touched_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='最近处理时间'),
            preserve_default=False,
        ),
    ]
