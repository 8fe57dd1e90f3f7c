from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0003_proceedings")]

    operations = [
        *append_only(
            "enforcement_levelcasemove",
            "enforcement_penaltycasemove",
            "enforcement_transfermove",
            "enforcement_exposurecasemove",
            "enforcement_creditpushmove",
        )
    ]
