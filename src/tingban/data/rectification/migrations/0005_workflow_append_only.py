from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("rectification", "0004_workflow")]

    operations = [
        *append_only(
            "rectification_problemmove",
            "rectification_repayment",
            "rectification_measure",
            "rectification_measureend",
            "rectification_orderfact",
            "rectification_orderservice",
        )
    ]
