from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_first"), ("audit", "0002_append_only")]

    operations = [*append_only("complaints_casefact", "complaints_casestep", "complaints_casenote", "complaints_casecontact")]
