"""What an order says is kept as it is printed; a text of its own beside it is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rectification", "0008_company_door_append_only")]

    operations = [
        migrations.RemoveField("orderfact", "text"),
        migrations.RemoveField("orderfact", "threats"),
        migrations.AddField(
            "orderfact", "paper", models.JSONField(default=dict), preserve_default=False
        ),
    ]
