from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_first"), ("audit", "0002_append_only")]

    operations = [*append_only("registry_communityfact", "registry_communitymerge", "registry_communityalias", "registry_companyfact", "registry_companymerge", "registry_contractfact")]
