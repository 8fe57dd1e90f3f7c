from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("exits", "0007_handover")]

    operations = [*append_only("exits_handoverline", "exits_handoverconfirmation")]
