from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("weekly", "0001_first"), ("audit", "0002_append_only")]

    operations = [
        *append_only(
            "weekly_reportstep",
            "weekly_override",
            "weekly_signature",
            "weekly_edition",
            "weekly_editioncell",
            "weekly_correctionrequest",
            "weekly_correctiondecision",
            "weekly_cityedition",
            "weekly_cityeditionpart",
            "weekly_citycell",
            "weekly_reminder",
            "weekly_madefile",
        )
    ]
