from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_papers"), ("audit", "0002_append_only")]

    operations = [
        *append_only(
            "documents_papermove",
            "documents_paperwording",
            "documents_papersignature",
            "documents_paperservice",
        )
    ]
