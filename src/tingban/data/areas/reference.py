"""Load 附件1 and the townships into an empty installation; used by a data migration."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tingban.rules.areas import AREAS, TOWNSHIPS


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the 14 areas and their townships, as the decree and GB/T 2260 name them."""
    area = apps.get_model("areas", "Area")
    township = apps.get_model("areas", "Township")
    area.objects.bulk_create(
        area(
            code=row.code,
            name=row.name,
            seed_name=row.seed_name,
            report_order=row.order,
            phones=list(row.phones),
            mail=row.mail,
            mail_is_verified=not row.mail_is_doubtful,
        )
        for row in AREAS
    )
    township.objects.bulk_create(
        township(code=row.code, county_id=row.county_code, name=row.name) for row in TOWNSHIPS
    )
