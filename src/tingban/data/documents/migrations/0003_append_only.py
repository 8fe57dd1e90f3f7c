from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_attachments"), ("audit", "0002_append_only")]

    operations = [*append_only("documents_attachment", "documents_attachmentscan")]
