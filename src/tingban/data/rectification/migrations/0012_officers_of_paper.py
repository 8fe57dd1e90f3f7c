"""Whom an order on paper names as its officers (T-P05)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rectification", "0011_proceedings_append_only")]

    operations = [
        migrations.AddField("orderstep", "officers", models.JSONField(null=True)),
    ]
